package io.tributary.silver.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.commitlog.CommitLogWriter;
import io.tributary.common.commitlog.CommittedFile;
import io.tributary.common.schema.TableId;
import io.tributary.common.testing.MemoryObjectStore;
import io.tributary.common.testing.Seed;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.api.connector.source.mocks.MockSplitEnumeratorContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommitLogEnumeratorTest {

  private static final TableId ORDERS = new TableId("shop", "shop", "orders");
  private static final TableId NOTES = new TableId("shop", "shop", "notes");
  private static final TableId OTHERS = new TableId("shop", "shop", "others");
  private static final CommitLogState NOTHING = new CommitLogState(Map.of(), List.of());
  private static final String ROOT = "s3://bronze/shop";

  private final MemoryObjectStore store = new MemoryObjectStore();
  private final List<Run> runs = new ArrayList<>();

  /** A started enumerator with two readers, and what came of it. */
  private final class Run {

    private final MockSplitEnumeratorContext<BronzeSplit> context =
        new MockSplitEnumeratorContext<>(2);
    private final CommitLogEnumerator enumerator;

    Run(CommitLogState state, TableId... tables) {
      enumerator =
          new CommitLogEnumerator(
              context, Arrays.asList(tables), ROOT, store, Duration.ofSeconds(2), state);
      runs.add(this);
      enumerator.start();
      register(0);
      register(1);
    }

    void register(int reader) {
      context.registerReader(new ReaderInfo(reader, "host"));
      enumerator.addReader(reader);
    }

    /** The interval has passed: looks at the log, and waits until all is read. */
    Run look() throws Exception {
      tick();
      while (!context.getOneTimeCallables().isEmpty()) {
        finishRead();
      }
      return this;
    }

    void tick() throws Exception {
      run(() -> context.runPeriodicCallable(0));
    }

    void finishRead() throws Exception {
      run(() -> context.runNextOneTimeCallable());
    }

    /** Asks for a split as a reader does that has finished its last. */
    void request(int reader) {
      enumerator.handleSplitRequest(reader, null);
    }

    /** Paths below the root, in the order in which readers were given them. */
    List<String> assigned() {
      return context.getSplitsAssignmentSequence().stream()
          .map(SplitsAssignment::assignment)
          .flatMap(assignment -> assignment.values().stream())
          .flatMap(List::stream)
          .map(split -> split.path().toString().substring(ROOT.length() + 1))
          .collect(Collectors.toList());
    }

    /** Takes every file that is known. */
    List<String> drain() {
      int before;
      do {
        before = assigned().size();
        request(0);
      } while (assigned().size() > before);
      return assigned();
    }

    CommitLogState snapshot() throws IOException {
      CommitLogStateSerializer serializer = new CommitLogStateSerializer();
      return serializer.deserialize(
          serializer.getVersion(), serializer.serialize(enumerator.snapshotState(1)));
    }
  }

  private interface Step {
    void run() throws Throwable;
  }

  private static void run(Step step) throws Exception {
    try {
      step.run();
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void closeContexts() throws Exception {
    for (Run run : runs) {
      run.enumerator.close();
      run.context.close();
    }
  }

  @Test
  void theFirstStartGivesOutEveryCommittedFileOldestFirst() throws Exception {
    CommitLogWriter log = CommitLogWriter.begin(store);
    commit(log, 1, file(ORDERS, "a"), file(ORDERS, "b"));
    commit(log, 2, file(NOTES, "c"));

    Run run = new Run(NOTHING, ORDERS, NOTES).look();

    assertThat(run.drain()).containsExactly("a", "b", "c");
  }

  @Test
  void aReaderThatWaitsIsGivenAFileAsSoonAsItIsCommitted() throws Exception {
    Run run = new Run(NOTHING, ORDERS).look();
    run.request(1);
    assertThat(run.assigned()).isEmpty();

    commit(CommitLogWriter.begin(store), 1, file(ORDERS, "a"));
    run.look();

    assertThat(run.assigned()).containsExactly("a");
    assertThat(run.context.getSplitsAssignmentSequence().get(0).assignment()).containsOnlyKeys(1);
  }

  @Test
  void filesOfTablesThatAreNotReadArePassedOver() throws Exception {
    commit(CommitLogWriter.begin(store), 1, file(OTHERS, "x"), file(ORDERS, "a"));

    Run run = new Run(NOTHING, ORDERS).look();

    assertThat(run.drain()).containsExactly("a");
  }

  @Test
  void aRestoredJobGoesOnWhereItStood() throws Exception {
    CommitLogWriter log = CommitLogWriter.begin(store);
    commit(log, 1, file(ORDERS, "read"), file(ORDERS, "waiting"));
    Run first = new Run(NOTHING, ORDERS).look();
    first.request(0);
    CommitLogState state = first.snapshot();
    commit(log, 2, file(ORDERS, "later"));

    Run restored = new Run(state, ORDERS).look();

    assertThat(first.assigned()).containsExactly("read");
    assertThat(restored.drain()).containsExactly("waiting", "later");
  }

  @Test
  void aTableAddedLaterIsReadFromTheStartAndTheOthersAreNotReadAgain() throws Exception {
    CommitLogWriter log = CommitLogWriter.begin(store);
    for (int i = 0; i < 50; i++) {
      commit(log, i, file(ORDERS, "orders-" + i), file(NOTES, "notes-" + i));
    }
    Run first = new Run(NOTHING, ORDERS).look();
    first.drain();
    CommitLogState state = first.snapshot();

    Run restored = new Run(state, ORDERS, NOTES).look();
    commit(log, 50, file(ORDERS, "orders-50"), file(NOTES, "notes-50"));
    restored.look();

    List<String> expected =
        IntStream.range(0, 50).mapToObj(i -> "notes-" + i).collect(Collectors.toList());
    expected.add("orders-50");
    expected.add("notes-50");
    assertThat(restored.drain()).containsExactlyElementsOf(expected);
  }

  @Test
  void aTableThatIsReadNoMoreIsForgotten() throws Exception {
    CommitLogWriter log = CommitLogWriter.begin(store);
    commit(log, 1, file(ORDERS, "a"), file(NOTES, "b"));
    CommitLogState state = new Run(NOTHING, ORDERS, NOTES).look().snapshot();

    Run restored = new Run(state, ORDERS);

    assertThat(restored.drain()).containsExactly("a");
    assertThat(restored.snapshot().positions()).containsOnlyKeys(ORDERS);
  }

  @Test
  void manifestsOfALaterRunFollowThoughItCountsCheckpointsFromLowerOnAgain() throws Exception {
    CommitLogWriter before = CommitLogWriter.begin(store);
    commit(before, 900, file(ORDERS, "a"));
    Run run = new Run(NOTHING, ORDERS).look();
    commit(CommitLogWriter.begin(store), 3, file(ORDERS, "b"));
    run.look();
    commit(CommitLogWriter.begin(store), 1, file(ORDERS, "c"));
    run.look();

    assertThat(run.drain()).containsExactly("a", "b", "c");
  }

  @Test
  void filesDeliveredLateForAnOldCheckpointAreNotMissed() throws Exception {
    CommitLogWriter log = CommitLogWriter.begin(store);
    commit(log, 7, file(ORDERS, "a"));
    Run run = new Run(NOTHING, ORDERS).look();
    commit(log, 7, file(ORDERS, "again"));
    commit(log, 5, file(ORDERS, "late"));
    run.look();

    assertThat(run.drain()).containsExactly("a", "again", "late");
  }

  @Test
  void readingAheadPausesWhileReadersAreBehindAndThenGoesOn() throws Exception {
    CommitLogWriter log = CommitLogWriter.begin(store);
    for (int i = 0; i < 300; i++) {
      CommittedFile[] files = new CommittedFile[10];
      for (int j = 0; j < files.length; j++) {
        files[j] = file(ORDERS, i + "-" + j);
      }
      commit(log, i, files);
    }

    Run run = new Run(NOTHING, ORDERS).look();
    assertThat(run.snapshot().pending()).hasSizeBetween(1_000, 1_200);
    int reads = store.reads();
    run.look();
    assertThat(store.reads()).as("manifests read while paused").isEqualTo(reads);

    while (run.assigned().size() < 3_000) {
      int before = run.assigned().size();
      run.drain();
      run.look();
      assertThat(run.assigned().size()).isGreaterThanOrEqualTo(before);
    }
    assertThat(run.drain()).doesNotHaveDuplicates().hasSize(3_000);
    assertThat(store.reads()).as("each manifest is read once").isEqualTo(300);
  }

  @Test
  void aSlowStoreIsNotAskedForTheSameManifestsTwice() throws Exception {
    CommitLogWriter log = CommitLogWriter.begin(store);
    for (int i = 0; i < 45; i++) {
      commit(log, i, file(ORDERS, "file-" + i));
    }
    int lists = store.lists();
    Run run = new Run(NOTHING, ORDERS);

    run.tick();
    run.tick();
    run.tick();
    assertThat(run.context.getOneTimeCallables()).as("reads under way").hasSize(1);
    run.look();

    assertThat(run.drain()).hasSize(45).doesNotHaveDuplicates();
    assertThat(store.reads()).isEqualTo(45);
    assertThat(store.lists() - lists).isEqualTo(3);
  }

  @Test
  void aLogThatDoesNotGrowCostsOneRequestForEachLook() throws Exception {
    commit(CommitLogWriter.begin(store), 1, file(ORDERS, "a"));
    Run run = new Run(NOTHING, ORDERS).look();
    int lists = store.lists();
    int reads = store.reads();

    for (int i = 0; i < 10; i++) {
      run.look();
    }

    assertThat(store.lists() - lists).isEqualTo(10);
    assertThat(store.reads()).isEqualTo(reads);
  }

  @Test
  void afterAFailureOfTheStoreNothingIsMissingAndNothingTwice() throws Exception {
    CommitLogWriter log = CommitLogWriter.begin(store);
    for (int i = 0; i < 5; i++) {
      commit(log, i, file(ORDERS, "file-" + i));
    }
    Run run = new Run(NOTHING, ORDERS);
    for (int requests = 0; requests < 6; requests++) {
      store.failAfter(requests);
      run.look();
      assertThat(run.snapshot().pending()).isEmpty();
    }
    run.look();

    assertThat(run.drain()).containsExactly("file-0", "file-1", "file-2", "file-3", "file-4");
  }

  @Test
  void whatAFailedReaderHadIsGivenOutNext() throws Exception {
    CommitLogWriter log = CommitLogWriter.begin(store);
    commit(log, 1, file(ORDERS, "a"), file(ORDERS, "b"), file(ORDERS, "c"));
    Run run = new Run(NOTHING, ORDERS).look();
    run.request(1);
    BronzeSplit given = run.context.getSplitsAssignmentSequence().get(0).assignment().get(1).get(0);

    run.context.unregisterReader(1);
    run.enumerator.addSplitsBack(List.of(given), 1);

    assertThat(run.drain()).containsExactly("a", "a", "b", "c");
  }

  @Test
  void aReaderThatFailedWhileItWaitedIsGivenNothing() throws Exception {
    Run run = new Run(NOTHING, ORDERS).look();
    run.request(1);
    run.context.unregisterReader(1);

    commit(CommitLogWriter.begin(store), 1, file(ORDERS, "a"));
    run.look();
    assertThat(run.assigned()).isEmpty();

    run.register(1);
    run.request(1);
    assertThat(run.assigned()).containsExactly("a");
  }

  @Test
  void aSourceWithoutTablesAsksForNothing() throws Exception {
    new Run(NOTHING).look();

    assertThat(store.lists()).isZero();
  }

  @Test
  void theStoreIsClosedWithTheEnumerator() throws Exception {
    new Run(NOTHING, ORDERS).enumerator.close();

    assertThat(store.isClosed()).isTrue();
  }

  @Test
  void everyFileIsReadExactlyOnceWhateverFails() throws Exception {
    Random random = Seed.random();
    CommitLogWriter log = CommitLogWriter.begin(store);
    List<String> committed = new ArrayList<>();
    List<String> read = new ArrayList<>();
    CommitLogState checkpoint = NOTHING;
    Run run = new Run(NOTHING, ORDERS, NOTES);
    int seen = 0;
    for (int step = 0; step < 2_000; step++) {
      switch (random.nextInt(8)) {
        case 0:
        case 1:
          String name = "file-" + step;
          committed.add(name);
          commit(log, step, file(random.nextBoolean() ? ORDERS : NOTES, name));
          break;
        case 2:
          if (random.nextInt(20) == 0) {
            log = CommitLogWriter.begin(store);
          }
          break;
        case 3:
          run.tick();
          break;
        case 4:
          if (!run.context.getOneTimeCallables().isEmpty()) {
            run.finishRead();
          }
          break;
        case 5:
          store.failAfter(random.nextInt(5));
          run.look();
          store.failAfter(-1);
          break;
        case 6:
          run.request(random.nextInt(2));
          break;
        default:
          if (random.nextBoolean()) {
            // Readers hold in the same checkpoint what they have been given.
            checkpoint = run.snapshot();
            read.addAll(run.assigned().subList(seen, run.assigned().size()));
            seen = run.assigned().size();
          } else if (random.nextInt(5) == 0) {
            run = new Run(checkpoint, ORDERS, NOTES);
            seen = 0;
          }
      }
    }
    run.look();
    run.drain();
    read.addAll(run.assigned().subList(seen, run.assigned().size()));

    assertThat(read).containsExactlyInAnyOrderElementsOf(committed);
  }

  private static void commit(CommitLogWriter log, long checkpoint, CommittedFile... files)
      throws IOException {
    log.append(checkpoint, List.of(files));
  }

  private static CommittedFile file(TableId table, String path) {
    return new CommittedFile(table, path, 1, 100, "1", "2", null);
  }
}
