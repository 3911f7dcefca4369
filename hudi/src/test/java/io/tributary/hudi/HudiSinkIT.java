package io.tributary.hudi;

import static io.tributary.hudi.HudiTables.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.table.HudiTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table holds exactly the newest rows whatever fails, and wherever the job is restored from. */
class HudiSinkIT {

  private static final Map<String, String> FAULTY =
      Collections.singletonMap("hadoop.fs.s3.impl", CountingFileSystem.class.getName());
  private static final int STEPS = 14;
  private static final long SEED = Long.getLong("seed", System.nanoTime());

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path dir;

  private final Map<Long, Row> expected = new HashMap<>();
  private List<List<RowData>> steps;
  private HudiTable table;

  @BeforeEach
  void drawChanges() {
    System.out.println("Repeat with -Dseed=" + SEED);
    Random random = new Random(SEED);
    Map<Long, String> partitions = new HashMap<>();
    steps = new ArrayList<>();
    long seq = 0;
    for (int step = 0; step < STEPS; step++) {
      List<RowData> rows = new ArrayList<>();
      for (int change = random.nextInt(40); change >= 0; change--) {
        long id = random.nextInt(60);
        seq++;
        String before = partitions.get(id);
        if (before != null && random.nextInt(4) == 0) {
          rows.add(row(RowKind.DELETE, id, 0, seq, before));
          partitions.remove(id);
          expected.remove(id);
        } else {
          String partition = "2024-01-0" + (1 + random.nextInt(3));
          if (before != null && !before.equals(partition)) {
            rows.add(row(RowKind.DELETE, id, 0, seq, before));
          }
          int v = random.nextInt(1000);
          rows.add(
              row(before == null ? RowKind.INSERT : RowKind.UPDATE_AFTER, id, v, seq, partition));
          partitions.put(id, partition);
          expected.put(id, Row.of(id, v, "n" + v, HudiTables.seq(seq), partition));
        }
      }
      steps.add(rows);
    }
    table = HudiTables.table("s3://test" + dir.resolve("t"), "orders", true, 2);
  }

  @Test
  void rowsAreRightThroughFailuresOfTheSource() throws Exception {
    ScriptedRows rows = new ScriptedRows(steps, Arrays.asList(0, 2, 5, 5, 9, 13), 2, false);
    job(rows, 2, null).execute();
    assertThat(rows.progress().failures).isEqualTo(6);
    assertTableIsRight();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create .*marker.APPEND",
        "create .*/\\.0.*log.*",
        "create .*hoodie_partition_metadata",
        "createNew .*deltacommit",
        "createNew .*deltacommit.requested",
        "createNew .*deltacommit.inflight",
        "createNew .*compaction.requested",
        "createNew .*compaction.inflight",
        "createNew .*parquet",
        "createNew .*[0-9].commit",
        "delete .*temp.*",
      })
  void rowsAreRightWhenTheStoreFails(String call) throws Exception {
    ScriptedRows rows = new ScriptedRows(steps, Collections.emptyList(), 2, false);
    CountingFileSystem.failOnce(
        made ->
            rows.progress().committedSteps > 0 == !call.contains("partition")
                && made.matches(call));
    job(rows, 2, null).execute();
    assertThat(CountingFileSystem.hasFailed()).isTrue();
    assertTableIsRight();
  }

  @Test
  void rowsAreRightAfterRestoringTheLastCheckpointAndAnOlderOne() throws Exception {
    ScriptedRows first = new ScriptedRows(steps, Collections.emptyList(), 2, true);
    JobClient job = job(first, 2, null).executeAsync();
    Jobs.await(job, () -> first.progress().committedSteps >= 6);
    Jobs.cancel(job);
    List<String> retained = Jobs.checkpoints(dir.resolve("ck"));

    ScriptedRows second = new ScriptedRows(steps, Collections.emptyList(), 2, true);
    job = job(second, 1, retained.get(retained.size() - 1)).executeAsync();
    Jobs.await(job, () -> second.progress().committedSteps >= 10);
    Jobs.cancel(job);

    job(new ScriptedRows(steps, Collections.emptyList(), 2, false), 2, retained.get(1)).execute();
    assertTableIsRight();
  }

  @Test
  void rowsAreRightAfterSavepointsOfBothKinds() throws Exception {
    ScriptedRows first = new ScriptedRows(steps, Collections.emptyList(), 2, true);
    JobClient job = job(first, 2, null).executeAsync();
    Jobs.await(job, () -> first.progress().committedSteps >= 4);
    String savepoints = dir.resolve("sp").toUri().toString();
    String aside = job.triggerSavepoint(savepoints, SavepointFormatType.CANONICAL).get();
    Jobs.await(job, () -> first.progress().committedSteps >= 7);
    String last =
        job.stopWithSavepoint(false, savepoints, SavepointFormatType.CANONICAL)
            .get(60, TimeUnit.SECONDS);
    Jobs.awaitEnd(job);

    ScriptedRows second = new ScriptedRows(steps, Collections.emptyList(), 2, true);
    job = job(second, 2, last).executeAsync();
    Jobs.await(job, () -> second.progress().committedSteps >= 9);
    Jobs.cancel(job);

    job(new ScriptedRows(steps, Collections.emptyList(), 2, false), 1, aside).execute();
    assertTableIsRight();
  }

  @Test
  void rowsThatOutgrowTheBufferAreWrittenAheadOfTheCheckpointAndCommittedWithIt() throws Exception {
    List<RowData> many = new ArrayList<>();
    expected.clear();
    for (long id = 0; id < 20_000; id++) {
      String partition = "2024-01-0" + (1 + id % 3);
      many.add(row(RowKind.INSERT, id, (int) id, id, partition));
      expected.put(id, Row.of(id, (int) id, "n" + id, HudiTables.seq(id), partition));
    }
    steps = Arrays.asList(many, new ArrayList<>(many), new ArrayList<>(many));
    ScriptedRows rows = new ScriptedRows(steps, Arrays.asList(1), 1, false);
    job(rows, 2, null).execute();
    assertTableIsRight();
  }

  private StreamExecutionEnvironment job(ScriptedRows rows, int tasks, String restoreFrom) {
    Configuration conf = new Configuration();
    conf.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    conf.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 100);
    if (restoreFrom != null) {
      conf.set(StateRecoveryOptions.SAVEPOINT_PATH, restoreFrom);
    }
    StreamExecutionEnvironment env = HudiTables.env(2, dir.resolve("ck").toUri().toString(), conf);
    HudiSink.append(
        rows.in(env, table.rowType(), "rows"),
        table,
        FAULTY,
        HudiSettings.defaults()
            .withCompactionDeltaCommits(3)
            .withWriteTasks(tasks)
            .withBufferMegabytes(1),
        "silver-" + table.fullName());
    return env;
  }

  private void assertTableIsRight() throws Exception {
    assertThat(HudiTables.read(table, FAULTY))
        .containsExactlyInAnyOrderElementsOf(expected.values());
  }
}
