package io.tributary.common.commitlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.common.json.Json;
import io.tributary.common.schema.TableId;
import io.tributary.common.testing.MemoryObjectStore;
import io.tributary.common.testing.Seed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CommitLogTest {

  private static final CommittedFile FILE =
      new CommittedFile(
          new TableId("src", "shop", "orders"), "shop/orders/a.parquet", 3, 700, "1", "3", 17L);

  private final MemoryObjectStore store = new MemoryObjectStore();
  private final CommitLogReader reader = new CommitLogReader(store);

  @Test
  void whatIsWrittenIsReadInOrder() throws IOException {
    CommitLogWriter log = CommitLogWriter.begin(store);
    String first = log.append(1, List.of(FILE, file("b")));
    String second = log.append(2, List.of(file("c")));

    assertThat(reader.namesAfter(CommitLogReader.START, 10)).containsExactly(first, second);
    assertThat(reader.namesAfter(CommitLogReader.START, 1)).containsExactly(first);
    assertThat(reader.namesAfter(first, 10)).containsExactly(second);
    assertThat(reader.namesAfter(second, 10)).isEmpty();
    assertThat(reader.read(first).files()).containsExactly(FILE, file("b"));
    assertThat(reader.read(second).files()).containsExactly(file("c"));
  }

  @Test
  void aLogThatIsNotThereIsEmpty() throws IOException {
    assertThat(reader.namesAfter(CommitLogReader.START, 10)).isEmpty();
  }

  @Test
  void namesOnlyGrowOverRestartsAndRepeatedAndLateCheckpoints() throws IOException {
    Random random = Seed.random();
    CommitLogWriter log = CommitLogWriter.begin(store);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      if (random.nextInt(20) == 0) {
        log = CommitLogWriter.begin(store);
      }
      long checkpoint = random.nextInt(10) == 0 ? Long.MAX_VALUE : random.nextInt(2_000);
      names.add(log.append(checkpoint, List.of(FILE)));
    }

    assertThat(names).isSorted().doesNotHaveDuplicates();
    List<String> read = new ArrayList<>();
    String after = CommitLogReader.START;
    List<String> page;
    while (!(page = reader.namesAfter(after, 100)).isEmpty()) {
      read.addAll(page);
      after = page.get(page.size() - 1);
    }
    assertThat(read).isEqualTo(names);
  }

  @Test
  void aRunIsLaterThanAllBeforeItAlsoWhereSomeWroteNothing() throws IOException {
    CommitLogWriter first = CommitLogWriter.begin(store);
    CommitLogWriter silent = CommitLogWriter.begin(store);
    String one = first.append(900, List.of(FILE));
    CommitLogWriter second = CommitLogWriter.begin(store);
    String two = second.append(1, List.of(FILE));

    assertThat(two).isGreaterThan(one);
    assertThat(silent).isNotNull();
  }

  @Test
  void findingTheNewestRunTakesRequestsAsTheLogarithmOfTheirNumber() throws IOException {
    for (long runs = 1; runs <= 1_000_000; runs = runs * 3 + 1) {
      MemoryObjectStore old = new MemoryObjectStore();
      String newest = String.format("_commits/%010d-%012d-000.json", runs, 5);
      old.write(newest, Json.writeBytes(new Manifest(List.of(FILE))));
      old.write("_commits/0000000001-000000000001-000.json", new byte[0]);

      String next = CommitLogWriter.begin(old).append(1, List.of(FILE));

      assertThat(next).isEqualTo(String.format("%010d-%012d-000.json", runs + 1, 1));
      double logarithm = Math.log(runs) / Math.log(2);
      assertThat(old.lists())
          .as("requests with " + runs + " runs")
          .isLessThan(4 + (int) (2 * logarithm));
      assertThat(old.reads()).isZero();
    }
  }

  @Test
  void beginningTheFirstRunTakesOneRequest() throws IOException {
    CommitLogWriter.begin(store);

    assertThat(store.lists()).isEqualTo(1);
  }

  @Test
  void aNameIsNotUsedUpByAWriteThatFailed() throws IOException {
    CommitLogWriter log = CommitLogWriter.begin(store);
    store.failAfter(0);
    assertThatThrownBy(() -> log.append(1, List.of(FILE))).isInstanceOf(IOException.class);

    assertThat(log.append(1, List.of(FILE))).endsWith("-000000000001-000.json");
  }

  @Test
  void aManifestWithoutFilesIsRefused() throws IOException {
    CommitLogWriter log = CommitLogWriter.begin(store);

    assertThatThrownBy(() -> log.append(1, List.of())).isInstanceOf(IllegalArgumentException.class);
    assertThat(store.names()).isEmpty();
  }

  @Test
  void whatDoesNotBelongInTheLogIsNamed() throws IOException {
    store.write("_commits/README", new byte[0]);

    assertThatThrownBy(() -> CommitLogWriter.begin(store))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("README");
  }

  @Test
  void aManifestIsJsonThatPeopleCanRead() throws IOException {
    String name = CommitLogWriter.begin(store).append(1, List.of(FILE));

    assertThat(new String(store.read("_commits/" + name), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"version\":1,\"files\":[{\"table\":{\"source\":\"src\",\"database\":\"shop\","
                + "\"table\":\"orders\"},\"path\":\"shop/orders/a.parquet\",\"rows\":3,"
                + "\"bytes\":700,\"min_seq\":\"1\",\"max_seq\":\"3\",\"newest_source_ts\":17}]}");
  }

  @Test
  void whatALaterReleaseAddsIsPassedOver() {
    Manifest manifest =
        Json.read(
            "{\"version\":1,\"added\":{},\"files\":[{\"table\":{\"source\":\"s\",\"database\":\"d\","
                + "\"table\":\"t\"},\"path\":\"p\",\"rows\":1,\"bytes\":2,\"min_seq\":\"1\","
                + "\"max_seq\":\"1\",\"added\":[1]}]}",
            Manifest.class);

    assertThat(manifest.files()).hasSize(1);
    assertThat(manifest.files().get(0).newestSourceTs()).isNull();
  }

  @Test
  void aLaterVersionIsAnErrorThatSaysWhatToDo() {
    assertThatThrownBy(() -> Json.read("{\"version\":2,\"files\":[]}", Manifest.class))
        .hasStackTraceContaining("version 2")
        .hasStackTraceContaining("upgrade the reader");
  }

  @Test
  void aManifestThatIsNotWholeIsAnError() {
    for (String torn : List.of("", "{", "{\"version\":1}", "{\"files\":[]}")) {
      assertThatThrownBy(() -> Json.read(torn, Manifest.class))
          .as(torn)
          .hasMessageContaining("Manifest");
    }
  }

  private static CommittedFile file(String path) {
    return new CommittedFile(new TableId("src", "shop", "orders"), path, 1, 2, "1", "1", null);
  }

  @Test
  void whatIsInsertedStandsBehindAllThatIsThereAndBeforeAllThatComes() throws IOException {
    String alone = CommitLogWriter.insert(store, List.of(file("early")));
    CommitLogWriter log = CommitLogWriter.begin(store);
    String first = log.append(7, List.of(file("a")));
    String inserted = CommitLogWriter.insert(store, List.of(file("r1")));
    String again = CommitLogWriter.insert(store, List.of(file("r2")));
    String late = log.append(7, List.of(file("b")));
    String next = log.append(8, List.of(file("c")));
    String restarted = CommitLogWriter.begin(store).append(1, List.of(file("d")));

    assertThat(List.of(alone, first, inserted, again, late, next, restarted)).isSorted();
    assertThat(reader.namesAfter(CommitLogReader.START, 10))
        .containsExactly(alone, first, inserted, again, late, next, restarted);
    assertThat(reader.read(again).files()).containsExactly(file("r2"));
  }

  @Test
  void noReaderPassesWhatIsInsertedWhileTheLogGrows() throws IOException {
    CommitLogWriter log = CommitLogWriter.begin(store);
    log.append(1, List.of(file("a")));
    List<String> seen = new ArrayList<>();
    // Between looking for the newest manifest and writing behind it, the job commits, and a reader
    // reads on: what is inserted is to be written once more, further on.
    store.beforeNextWrite(
        () -> {
          String name = log.append(2, List.of(file("b")));
          seen.add(name);
        });

    String inserted = CommitLogWriter.insert(store, List.of(file("r")));

    assertThat(inserted).isGreaterThan(seen.get(0));
    assertThat(reader.namesAfter(seen.get(0), 10)).containsExactly(inserted);
  }
}
