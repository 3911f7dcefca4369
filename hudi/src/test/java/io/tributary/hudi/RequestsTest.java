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

  @TempDir Path dir;

  @Test
  void anIdleTableMakesNoRequestAtAll() throws Exception {
    HudiTable table = HudiTables.table("s3://test" + dir.resolve("t"), "orders", false, 2);
    ScriptedRows rows = new ScriptedRows(commits(4, 1), Collections.emptyList(), 1000, true);
    JobClient job = start(table, rows, 2, HudiSettings.defaults().withCompactionDeltaCommits(3));
    Jobs.await(job, () -> rows.progress().idleCheckpoints >= 4);
    CountingFileSystem.reset();
    int before = rows.progress().idleCheckpoints;
    Jobs.await(job, () -> rows.progress().idleCheckpoints >= before + 4);
    assertThat(CountingFileSystem.calls(dir.toString())).isEmpty();
    job.cancel().get();
  }

  @ParameterizedTest
  @CsvSource({"1,1,4", "4,2,14"})
  void aCommitTakesFewRequests(int buckets, int tasks, int atMost) throws Exception {
    HudiTable table = HudiTables.table("s3://test" + dir.resolve("t"), "orders", false, buckets);
    ScriptedRows rows = new ScriptedRows(commits(40, 20), Collections.emptyList(), 1000, true);
    JobClient job =
        start(
            table,
            rows,
            tasks,
            HudiSettings.defaults().withCompactionDeltaCommits(8).withWriteTasks(tasks));
    Jobs.await(job, () -> rows.progress().committedSteps >= 2);
    CountingFileSystem.reset();
    int before = rows.progress().committedSteps;
    Jobs.await(job, () -> rows.progress().committedSteps >= 38);
    List<String> calls = CountingFileSystem.calls(dir.toString());
    int commits = rows.progress().committedSteps - before;
    System.out.println(
        buckets
            + " buckets, "
            + tasks
            + " tasks, "
            + commits
            + " commits: "
            + CountingFileSystem.counts(dir.toString()));
    calls.stream().limit(200).forEach(System.out::println);
    job.cancel().get();
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

  private JobClient start(HudiTable table, ScriptedRows rows, int tasks, HudiSettings settings)
      throws Exception {
    StreamExecutionEnvironment env =
        HudiTables.env(2, dir.resolve("ck").toUri().toString(), new Configuration());
    HudiSink.append(
        rows.in(env, table.rowType(), "rows"), table, COUNTING, settings, "silver-orders");
    return env.executeAsync();
  }
}
