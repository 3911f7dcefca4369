package io.tributary.bronze.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.common.commitlog.CommitLogReader;
import io.tributary.common.commitlog.CommittedFile;
import io.tributary.common.schema.TableId;
import io.tributary.common.storage.ObjectStore;
import io.tributary.common.storage.StorageAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableSummary;
import org.apache.flink.streaming.api.connector.sink2.CommittableWithLineage;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitLogOperatorTest {

  private static final int WRITERS = 2;

  @TempDir Path directory;

  private StorageAddress root;
  private OneInputStreamOperatorTestHarness<CommittableMessage<BronzeFile>, Void> operator;

  @BeforeEach
  void open() throws Exception {
    root = new StorageAddress(directory.toUri() + "src", null);
    operator = start();
  }

  @AfterEach
  void close() throws Exception {
    operator.close();
  }

  @Test
  void aCheckpointsFilesAreNamedTogetherWhenAllWritersHaveCommittedTheirs() throws Exception {
    summary(7, 0, 1);
    file(7, 0, "a");
    summary(7, 1, 2);
    file(7, 1, "b");
    assertThat(manifests()).isEmpty();

    file(7, 1, "c");

    assertThat(manifests()).containsExactly(List.of("a", "b", "c"));
  }

  @Test
  void aCheckpointWithoutFilesIsNotNamed() throws Exception {
    summary(7, 0, 0);
    summary(7, 1, 0);
    operator.prepareSnapshotPreBarrier(8);

    assertThat(manifests()).isEmpty();
  }

  @Test
  void whatHasArrivedIsNamedBeforeTheNextCheckpointAtTheLatest() throws Exception {
    summary(7, 0, 2);
    file(7, 0, "a");

    operator.prepareSnapshotPreBarrier(8);

    assertThat(manifests()).containsExactly(List.of("a"));
  }

  @Test
  void whatComesLateIsNamedBehindWhatReadersHaveRead() throws Exception {
    summary(7, 0, 2);
    file(7, 0, "a");
    operator.prepareSnapshotPreBarrier(8);
    file(7, 0, "late");
    operator.prepareSnapshotPreBarrier(9);

    assertThat(manifests()).containsExactly(List.of("a"), List.of("late"));
  }

  @Test
  void checkpointsAreToldApart() throws Exception {
    summary(7, 0, 1);
    summary(8, 0, 1);
    file(7, 0, "a");
    file(8, 0, "b");
    summary(8, 1, 0);
    summary(7, 1, 0);

    assertThat(manifests()).containsExactly(List.of("b"), List.of("a"));
  }

  @Test
  void theLastFilesAreNamedWhenTheJobFinishes() throws Exception {
    summary(7, 0, 1);
    file(7, 0, "a");

    operator.endInput();
    operator.getOperator().finish();

    assertThat(manifests()).containsExactly(List.of("a"));
  }

  @Test
  void afterARestartFilesAreNamedAgainBehindAllBefore() throws Exception {
    commit(7, "a");
    commit(8, "b");
    operator.close();
    operator = start();

    commit(7, "a");

    assertThat(manifests()).containsExactly(List.of("a"), List.of("b"), List.of("a"));
  }

  @Test
  void aFailureOfTheStoreFailsTheJobSoThatFilesAreDeliveredAnew() throws Exception {
    commit(7, "a");
    Path log = directory.resolve("src/_commits");
    try (java.util.stream.Stream<Path> files = Files.list(log)) {
      for (Path file : files.collect(Collectors.toList())) {
        Files.delete(file);
      }
    }
    Files.delete(log);
    Files.createFile(log);

    assertThatThrownBy(() -> commit(8, "b")).isInstanceOf(IOException.class);
  }

  private OneInputStreamOperatorTestHarness<CommittableMessage<BronzeFile>, Void> start()
      throws Exception {
    OneInputStreamOperatorTestHarness<CommittableMessage<BronzeFile>, Void> harness =
        new OneInputStreamOperatorTestHarness<>(new CommitLogOperator(root));
    harness.open();
    return harness;
  }

  private void commit(long checkpoint, String file) throws Exception {
    summary(checkpoint, 0, 1);
    file(checkpoint, 0, file);
    summary(checkpoint, 1, 0);
  }

  private void summary(long checkpoint, int writer, int files) throws Exception {
    operator.processElement(
        new StreamRecord<>(new CommittableSummary<>(writer, WRITERS, checkpoint, files, 0, 0)));
  }

  private void file(long checkpoint, int writer, String path) throws Exception {
    BronzeFile file =
        new BronzeFile(
            new CommittedFile(new TableId("src", "shop", "orders"), path, 1, 1, "1", "1", null),
            new byte[0]);
    operator.processElement(
        new StreamRecord<>(new CommittableWithLineage<>(file, checkpoint, writer)));
  }

  /** Paths of each manifest, in the order in which readers come to them. */
  private List<List<String>> manifests() throws IOException {
    List<List<String>> manifests = new ArrayList<>();
    try (ObjectStore store = root.open()) {
      CommitLogReader log = new CommitLogReader(store);
      for (String name : log.namesAfter(CommitLogReader.START, 1_000)) {
        manifests.add(
            log.read(name).files().stream().map(CommittedFile::path).collect(Collectors.toList()));
      }
    }
    return manifests;
  }
}
