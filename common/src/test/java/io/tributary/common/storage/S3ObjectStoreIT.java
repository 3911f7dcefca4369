package io.tributary.common.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.common.config.S3Config;
import io.tributary.common.config.Secret;
import io.tributary.embedded.EmbeddedS3;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3ObjectStoreIT extends ObjectStoreContract {

  @TempDir static Path directory;
  private static EmbeddedS3 s3;
  private static int roots;

  @BeforeAll
  static void startServer() {
    s3 = EmbeddedS3.start(directory);
    s3.createBucket("bronze");
  }

  @AfterAll
  static void stopServer() {
    s3.close();
  }

  @BeforeEach
  void emptyRoot() {
    roots++;
  }

  @Override
  StorageAddress address() {
    return new StorageAddress("s3://bronze/lake/root-" + roots, config(s3.secretKey()));
  }

  @Test
  void aBucketCanBeARoot() throws IOException {
    s3.createBucket("alone");
    try (ObjectStore store = new StorageAddress("s3://alone", config(s3.secretKey())).open()) {
      store.write("folder/a", new byte[1]);

      assertThat(store.list("folder/", "", 10)).containsExactly("a");
    }
  }

  @Test
  void aRefusalNamesThePlaceAndNoSecret() {
    String wrong = "wrong-secret-wrong-secret";
    try (ObjectStore store = new StorageAddress("s3://bronze/lake", config(wrong)).open()) {
      assertThatThrownBy(() -> store.list("_commits/", "", 1))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("s3://bronze/lake/_commits/")
          .satisfies(error -> assertThat(Throwables.getStackTrace(error)).doesNotContain(wrong));
      assertThatThrownBy(() -> store.read("a"))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(FileNotFoundException.class);
      assertThatThrownBy(() -> store.write("a", new byte[1])).isInstanceOf(IOException.class);
    }
  }

  private static S3Config config(String secretKey) {
    return new S3Config(
        URI.create(s3.endpoint()), true, Secret.of(s3.accessKey()), Secret.of(secretKey));
  }
}
