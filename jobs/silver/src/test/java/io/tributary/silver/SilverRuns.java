package io.tributary.silver;

import static io.tributary.silver.Bronze.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.config.LakeConfig;
import io.tributary.common.deadletter.DeadLetterQueue;
import io.tributary.common.schema.TableId;
import io.tributary.common.schema.TableSchema;
import io.tributary.hudi.HudiOptions;
import io.tributary.hudi.HudiSettings;
import io.tributary.hudi.HudiSink;
import io.tributary.silver.clean.SilverTable;
import io.tributary.silver.clean.SilverTables;
import io.tributary.silver.source.CommitLogSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/** Runs the silver job over bronze on local disk, and looks at what it makes. */
final class SilverRuns {

  /** Dead letters with which a job goes on. */
  static final int DEAD_LETTERS_PER_MINUTE = 10;

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private SilverRuns() {}

  /**
   * Starts the job.
   *
   * @param silver takes the tables
   */
  static JobClient start(
      LakeConfig config, Map<TableId, TableSchema> schemas, Bronze bronze, List<SilverTable> silver)
      throws Exception {
    StreamExecutionEnvironment env = environment();
    StreamTableEnvironment tables = SilverJob.tableEnvironment(env);
    silver.addAll(SilverTables.resolve(tables, config, schemas, Map.of()));
    SilverJob.define(
        tables,
        env,
        "shop",
        new CommitLogSource(
            bronze.root(),
            silver.stream().map(SilverTable::input).collect(Collectors.toList()),
            Duration.ofMillis(200)),
        silver,
        new DeadLetterQueue(bronze.root(), DEAD_LETTERS_PER_MINUTE),
        (table, rows) ->
            HudiSink.append(
                rows,
                table.table(),
                Map.of(),
                HudiSettings.defaults(),
                "silver-" + table.table().fullName()));
    return env.executeAsync("silver");
  }

  private static StreamExecutionEnvironment environment() {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(2));
    configuration.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
    env.getConfig().enableObjectReuse();
    return env;
  }

  static List<String> query(SilverTable table, String sql) throws Exception {
    TableEnvironment tables =
        TableEnvironment.create(EnvironmentSettings.newInstance().inBatchMode().build());
    tables.createTemporaryTable(
        "t", HudiOptions.descriptor(table.table(), HudiOptions.of(table.table(), Map.of())));
    List<String> rows = new ArrayList<>();
    if (!hasCommit(Path.of(URI.create(table.table().path() + "/.hoodie")))) {
      return rows;
    }
    try (CloseableIterator<Row> iterator = tables.executeSql(sql).collect()) {
      iterator.forEachRemaining(row -> rows.add(row.toString()));
    }
    return rows;
  }

  /** Hudi's reader takes a table without commits for an error. */
  private static boolean hasCommit(Path timeline) throws IOException {
    if (!Files.isDirectory(timeline)) {
      return false;
    }
    try (Stream<Path> files = Files.list(timeline)) {
      return files.anyMatch(file -> file.toString().endsWith(".deltacommit"));
    }
  }

  interface Condition {
    boolean holds() throws Exception;
  }

  static void await(JobClient job, Condition condition) throws Exception {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!condition.holds()) {
      assertThat(job.getJobStatus().get().isTerminalState()).as("job has ended").isFalse();
      assertThat(Instant.now()).as("condition not met in " + PATIENCE).isBefore(deadline);
      java.util.concurrent.locks.LockSupport.parkNanos(100_000_000L);
    }
  }
}
