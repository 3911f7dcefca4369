package io.tributary.common.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalObjectStoreTest extends ObjectStoreContract {

  @TempDir Path directory;

  @Override
  StorageAddress address() {
    return new StorageAddress(directory.toUri() + "deep/root", null);
  }

  @Test
  void whatAWriterLeftUnfinishedIsNotListed() throws IOException {
    try (ObjectStore store = address().open()) {
      store.write("folder/a", new byte[1]);
      Files.createFile(directory.resolve("deep/root/folder/b123.tmp"));

      assertThat(store.list("folder/", "", 10)).containsExactly("a");
    }
  }
}
