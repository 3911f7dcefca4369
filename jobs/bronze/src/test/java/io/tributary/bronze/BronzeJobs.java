package io.tributary.bronze;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.bronze.mysql.MySqlCapture;
import io.tributary.bronze.sink.BronzeSink;
import io.tributary.common.config.MySqlSourceConfig;
import io.tributary.common.config.Secret;
import io.tributary.common.schema.SchemaHistory;
import io.tributary.common.storage.ObjectStore;
import io.tributary.common.storage.StorageAddress;
import io.tributary.embedded.EmbeddedMySql;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.jobgraph.SavepointConfigOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Captures that run. */
final class BronzeJobs {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private BronzeJobs() {}

  /** Begins a capture of a MySQL server as the source src, and records what there is to capture. */
  static MySqlCapture begin(EmbeddedMySql mysql, StorageAddress root, String pattern)
      throws Exception {
    MySqlCapture capture =
        MySqlCapture.begin(
            MySqlSourceConfig.builder("src")
                .host(mysql.host())
                .port(mysql.port())
                .user("root")
                .password(Secret.of(mysql.rootPassword()))
                .tables(List.of(pattern))
                .build(),
            List.of());
    try (ObjectStore store = root.open()) {
      capture.recordSchemas(new SchemaHistory(store));
    }
    return capture;
  }

  static JobClient start(MySqlCapture capture, StorageAddress root, String savepoint)
      throws Exception {
    return start(capture.source(), root, savepoint);
  }

  /**
   * Starts a job that, like those in production, never gives up by itself.
   *
   * @param savepoint null to begin
   */
  static JobClient start(Source<Captured, ?, ?> source, StorageAddress root, String savepoint)
      throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
    configuration.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofSeconds(1));
    if (savepoint != null) {
      configuration.set(SavepointConfigOptions.SAVEPOINT_PATH, savepoint);
    }
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
    env.getConfig().enableObjectReuse();
    BronzeJob.define(env, "src", source, new BronzeSink("src", root, 100));
    return env.executeAsync("bronze");
  }

  interface Condition {
    boolean holds() throws Exception;
  }

  static void await(JobClient job, Condition condition) throws Exception {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!condition.holds()) {
      assertThat(job.getJobStatus().get().isTerminalState()).as("job has ended").isFalse();
      assertThat(Instant.now()).as("condition not met in " + PATIENCE).isBefore(deadline);
      LockSupport.parkNanos(200_000_000L);
    }
  }

  static void execute(EmbeddedMySql mysql, String... statements) throws Exception {
    try (Connection connection = mysql.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
