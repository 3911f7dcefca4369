package io.tributary.common.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.common.config.S3Config;
import io.tributary.common.config.Secret;
import java.io.IOException;
import java.net.URI;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class StorageAddressTest {

  private static final String SECRET = "top-secret-key";

  private final StorageAddress minio =
      new StorageAddress(
          "s3://bronze/lake",
          new S3Config(
              URI.create("http://127.0.0.1:9000"), true, Secret.of("AKIA"), Secret.of(SECRET)));

  @Test
  void whatIsPrintedShowsNoSecret() {
    assertThat(minio).hasToString("s3://bronze/lake");
    assertThat(minio.resolve("src").toString()).isEqualTo("s3://bronze/lake/src");
    try (ObjectStore store = minio.open()) {
      assertThat(store.toString()).doesNotContain(SECRET, "AKIA").contains("s3://bronze/lake");
    }
  }

  @Test
  void errorsShowNoSecret() {
    StorageAddress wrong =
        new StorageAddress(
            "gs://bronze",
            new S3Config(URI.create("http://h:1"), true, Secret.of("AKIA"), Secret.of(SECRET)));

    assertThatThrownBy(wrong::open)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gs://bronze")
        .hasMessageContaining("s3:// or file://")
        .hasMessageNotContaining(SECRET);
  }

  @Test
  void operatorsCarryItToWhereTheyRun() throws IOException, ClassNotFoundException {
    StorageAddress there = InstantiationUtil.clone(minio);

    assertThat(there.address()).isEqualTo(minio.address());
    assertThat(there.hadoopOptions()).isEqualTo(minio.hadoopOptions());
  }

  @Test
  void hadoopIsToldOfTheSameStore() {
    assertThat(minio.hadoopOptions())
        .containsEntry("hadoop.fs.s3a.endpoint", "http://127.0.0.1:9000")
        .containsEntry("hadoop.fs.s3a.path.style.access", "true")
        .containsEntry("hadoop.fs.s3a.connection.ssl.enabled", "false")
        .containsEntry("hadoop.fs.s3a.access.key", "AKIA")
        .containsEntry("hadoop.fs.s3a.secret.key", SECRET);
    assertThat(
            new StorageAddress(
                    "s3://b", new S3Config(URI.create("https://store"), false, null, null))
                .hadoopOptions())
        .containsEntry("hadoop.fs.s3a.connection.ssl.enabled", "true")
        .doesNotContainKey("hadoop.fs.s3a.secret.key");
  }

  @Test
  void onAwsThePlatformKnowsTheStore() {
    assertThat(new StorageAddress("s3://bronze", null).hadoopOptions()).isEmpty();
  }
}
