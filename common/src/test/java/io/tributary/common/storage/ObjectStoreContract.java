package io.tributary.common.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every store of small objects promises. */
abstract class ObjectStoreContract {

  /** Opens an empty part of the store. */
  abstract StorageAddress address();

  private final byte[] content = "content".getBytes(StandardCharsets.UTF_8);

  @Test
  void whatIsWrittenIsRead() throws IOException {
    byte[] bytes = new byte[100_000];
    new Random(1).nextBytes(bytes);
    try (ObjectStore store = address().open()) {
      store.write("folder/a", bytes);
      store.write("folder/empty", new byte[0]);
      store.write("top", content);

      assertThat(store.read("folder/a")).isEqualTo(bytes);
      assertThat(store.read("folder/empty")).isEmpty();
      assertThat(store.read("top")).isEqualTo(content);
    }
  }

  @Test
  void anObjectIsReplaced() throws IOException {
    try (ObjectStore store = address().open()) {
      store.write("folder/a", new byte[1_000]);
      store.write("folder/a", content);

      assertThat(store.read("folder/a")).isEqualTo(content);
      assertThat(store.list("folder/", "", 10)).containsExactly("a");
    }
  }

  @Test
  void anObjectThatIsNotThereIsNotFound() {
    try (ObjectStore store = address().open()) {
      assertThatThrownBy(() -> store.read("folder/none"))
          .isInstanceOf(FileNotFoundException.class)
          .hasMessageContaining("folder/none");
    }
  }

  @Test
  void aFolderThatIsNotThereIsEmpty() throws IOException {
    try (ObjectStore store = address().open()) {
      assertThat(store.list("none/", "", 10)).isEmpty();
    }
  }

  @Test
  void namesAreListedInOrderFromBehindAnyName() throws IOException {
    List<String> names = new ArrayList<>();
    for (String name : List.of("0001-2.json", "0001-10.json", "0002-1.json", "a", "b.c", "Z")) {
      names.add(name);
    }
    Collections.sort(names);
    try (ObjectStore store = address().open()) {
      for (int i = names.size() - 1; i >= 0; i--) {
        store.write("folder/" + names.get(i), content);
      }

      assertThat(store.list("folder/", "", 1_000)).isEqualTo(names);
      for (int i = 0; i < names.size(); i++) {
        assertThat(store.list("folder/", names.get(i), 1_000))
            .isEqualTo(names.subList(i + 1, names.size()));
      }
      assertThat(store.list("folder/", "0001", 1_000)).isEqualTo(names);
      assertThat(store.list("folder/", "0001-3", 1_000)).startsWith("0002-1.json");
      assertThat(store.list("folder/", "", 2)).isEqualTo(names.subList(0, 2));
      assertThat(store.list("folder/", names.get(0), 1)).containsExactly(names.get(1));
    }
  }

  @Test
  void aFolderHasItsOwnObjectsOnly() throws IOException {
    try (ObjectStore store = address().open()) {
      store.write("folder/a", content);
      store.write("folder/deeper/b", content);
      store.write("folder-too/c", content);
      store.write("d", content);

      assertThat(store.list("folder/", "", 10)).containsExactly("a");
    }
  }

  @Test
  void moreThanAPageIsListedPageByPage() throws Exception {
    int count = 1_050;
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (ObjectStore store = address().open()) {
      List<Future<?>> writes = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        String name = String.format("folder/%05d", i);
        writes.add(
            threads.submit(
                () -> {
                  store.write(name, content);
                  return null;
                }));
      }
      for (Future<?> write : writes) {
        write.get();
      }

      List<String> page = store.list("folder/", "", 1_000);
      List<String> rest = store.list("folder/", page.get(page.size() - 1), 1_000);

      assertThat(page).hasSize(1_000).isSorted();
      assertThat(rest).hasSize(count - 1_000).startsWith("01000");
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void aStoreBelowAnotherSharesItsObjects() throws IOException {
    try (ObjectStore store = address().open();
        ObjectStore below = address().resolve("below").open()) {
      below.write("a", content);

      assertThat(store.read("below/a")).isEqualTo(content);
      assertThat(store.list("below/", "", 10)).containsExactly("a");
    }
  }
}
