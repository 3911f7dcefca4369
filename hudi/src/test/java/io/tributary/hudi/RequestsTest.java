package io.tributary.hudi;

import static io.tributary.hudi.HudiTables.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.table.HudiTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What writing asks of the object store: nothing where nothing changed, little where it did. */
class RequestsTest {

  private static final Map<String, String> COUNTING =
      Collections.singletonMap("hadoop.fs.s3.impl", CountingFileSystem.class.getName());
  private static final int IDLE_CHECKPOINTS = 4;

  @TempDir Path dir;

  @Test
  void aTableThatDidNotChangeMakesNoRequestThoughAnotherOfTheJobDoes() throws Exception {
    HudiTable idle = HudiTables.table("s3://test" + dir.resolve("idle"), "idle", false, 2);
    HudiTable busy = HudiTables.table("s3://test" + dir.resolve("busy"), "busy", false, 1);
    HudiSettings settings = HudiSettings.defaults().withCompactionDeltaCommits(3);
    ScriptedRows few = new ScriptedRows(commits(3, 5), Collections.emptyList(), 0, true);
    ScriptedRows many = new ScriptedRows(commits(1000, 5), Collections.emptyList(), 0, true);
    StreamExecutionEnvironment env = env();
    append(env, few, idle, settings.withWriteTasks(2));
    append(env, many, busy, settings);
    JobClient job = env.executeAsync();
    Jobs.await(job, () -> isCompacted(idle));

    // The compaction is followed by cleaning, whose end nothing shows.
    Jobs.await(job, () -> callsUntilIdle(job, few).isEmpty());
    assertThat(CountingFileSystem.calls(dir.resolve("busy").toString())).isNotEmpty();
    assertThat(isCompacted(idle)).isTrue();
    Jobs.cancel(job);
  }

  private boolean isCompacted(HudiTable table) {
    String[] files = dir.resolve(table.name()).resolve(".hoodie").toFile().list();
    for (String file : files == null ? new String[0] : files) {
      if (file.endsWith(".commit")) {
        return true;
      }
    }
    return false;
  }

  private List<String> callsUntilIdle(JobClient job, ScriptedRows rows) throws Exception {
    CountingFileSystem.reset();
    int before = rows.progress().idleCheckpoints;
    Jobs.await(job, () -> rows.progress().idleCheckpoints >= before + IDLE_CHECKPOINTS);
    return CountingFileSystem.calls(dir.resolve("idle").toString());
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 5", "4, 2, 11"})
  void aCommitIsTwoFilesOfEachBucketAndThreeOfTheTimeline(int buckets, int tasks, int most)
      throws Exception {
    HudiTable table = HudiTables.table("s3://test" + dir.resolve("t"), "orders", false, buckets);
    ScriptedRows rows = new ScriptedRows(commits(1000, 20), Collections.emptyList(), 0, true);
    StreamExecutionEnvironment env = env();
    append(
        env,
        rows,
        table,
        HudiSettings.defaults().withWriteTasks(tasks).withCompactionDeltaCommits(100));
    JobClient job = env.executeAsync();
    Jobs.await(job, () -> rows.progress().committedSteps >= 3);
    CountingFileSystem.reset();
    long before = commits();
    Jobs.await(job, () -> commits() >= before + 12);
    Jobs.cancel(job);

    int commits = (int) (commits() - before);
    Map<String, Integer> counts = CountingFileSystem.counts(dir.toString());
    System.out.println(
        buckets + " buckets, " + tasks + " subtasks, " + commits + " commits: " + counts);
    assertThat(counts.keySet()).containsOnly("create", "createNew");
    assertThat(counts.values().stream().mapToInt(n -> n).sum())
        .isLessThanOrEqualTo(most * (commits + 1));
  }

  private long commits() {
    long commits = 0;
    for (String file : dir.resolve("t").resolve(".hoodie").toFile().list()) {
      commits += file.endsWith(".deltacommit") ? 1 : 0;
    }
    return commits;
  }

  private static List<List<RowData>> commits(int commits, int rows) {
    List<List<RowData>> all = new ArrayList<>();
    for (int commit = 0; commit < commits; commit++) {
      List<RowData> some = new ArrayList<>();
      for (int id = 0; id < rows; id++) {
        some.add(row(RowKind.UPDATE_AFTER, id, commit, 100L * commit + id));
      }
      all.add(some);
    }
    return all;
  }

  private StreamExecutionEnvironment env() {
    return HudiTables.env(2, dir.resolve("ck").toUri().toString(), new Configuration());
  }

  private static void append(
      StreamExecutionEnvironment env, ScriptedRows rows, HudiTable table, HudiSettings settings) {
    HudiSink.append(
        rows.in(env, table.rowType(), "rows-" + table.name()),
        table,
        COUNTING,
        settings,
        "silver-" + table.fullName());
  }
}
