package io.tributary.bronze;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.bronze.mysql.MySqlCapture;
import io.tributary.bronze.sink.BronzeSink;
import io.tributary.common.config.MySqlSourceConfig;
import io.tributary.common.config.Secret;
import io.tributary.common.schema.SchemaHistory;
import io.tributary.common.schema.TableId;
import io.tributary.common.schema.TableSchema;
import io.tributary.common.storage.ObjectStore;
import io.tributary.common.storage.StorageAddress;
import io.tributary.embedded.EmbeddedMySql;
import io.tributary.embedded.Progress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Captures a real server. */
class BronzeJobIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir static Path directory;
  private static EmbeddedMySql mysql;

  @BeforeAll
  static void startServer() {
    mysql = EmbeddedMySql.start(directory.resolve("mysql"), Progress.NONE);
  }

  @AfterAll
  static void stopServer() {
    mysql.close();
  }

  @Test
  void everyTypeHasTheSameValueInSnapshotAndLog() throws Exception {
    List<String> statements =
        List.of(
            new String(
                    BronzeJobIT.class.getResourceAsStream("/types.sql").readAllBytes(),
                    StandardCharsets.UTF_8)
                .split(";\\s*\n"));
    execute(statements.toArray(new String[0]));
    StorageAddress root = new StorageAddress(directory.resolve("bronze").toUri().toString(), null);
    MySqlCapture capture = MySqlCapture.begin(config("types\\..*"), List.of());
    try (ObjectStore store = root.open()) {
      capture.recordSchemas(new SchemaHistory(store));
    }
    BronzeFiles bronze = new BronzeFiles(root);
    JobClient job = start(capture, root);
    try {
      await(job, () -> bronze.events("types.every").size() == 3);
      execute(
          "UPDATE types.every SET small = 5 WHERE id = 1",
          "DELETE FROM types.every WHERE id = 2",
          "UPDATE types.every SET id = 30 WHERE id = 3");
      // Flink CDC takes the schema that it finds when it begins to read the log for that of the
      // log's first events: a table must not be altered before.
      await(job, () -> bronze.events("types.every").size() == 7);
      execute(
          "ALTER TABLE types.every ADD COLUMN added VARCHAR(10) DEFAULT 'new'",
          "INSERT INTO types.every (id, added) VALUES (4, 'four')");
      await(job, () -> bronze.events("types.every").size() == 8);
    } finally {
      job.cancel().get();
    }

    List<Map<String, Object>> events = bronze.events("types.every");
    assertThat(ops(events))
        .isEqualTo(
            "rrrucddc".chars().sorted().mapToObj(c -> "" + (char) c).collect(Collectors.joining()));
    Map<String, Object> read = image(events, "r", "after", 1);
    Map<String, Object> before = image(events, "u", "before", 1);
    assertThat(texts(before)).isEqualTo(texts(read));
    assertThat(read.get("dec_38").toString()).isEqualTo("123456789012345678901234567890.12345678");
    assertThat(read.get("dec_65").toString()).startsWith("12345678901234567890123456789012345.123");
    assertThat(read.get("big_u").toString()).isEqualTo("18446744073709551615");
    assertThat(read.get("clock").toString()).isEqualTo("-838:59:58.500000");
    assertThat(read.get("instant").toString()).isEqualTo("2024-02-29T12:34:56.123456");
    assertThat(image(events, "d", "before", 2)).containsKey("small");
    assertThat(image(events, "c", "after", 4).get("added").toString()).isEqualTo("four");
    try (ObjectStore store = root.open()) {
      TableSchema schema =
          new SchemaHistory(store).latest().get(new TableId("src", "types", "every"));
      assertThat(schema.columns()).extracting(column -> column.name()).contains("added");
      assertThat(schema.primaryKey()).containsExactly("id");
    }
  }

  private static Map<String, String> texts(Map<String, Object> image) {
    return image.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry ->
                    entry.getValue() instanceof byte[]
                        ? java.util.Arrays.toString((byte[]) entry.getValue())
                        : String.valueOf(entry.getValue())));
  }

  private static String ops(List<Map<String, Object>> events) {
    return events.stream()
        .map(event -> event.get("op").toString())
        .sorted()
        .collect(Collectors.joining());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> image(
      List<Map<String, Object>> events, String op, String image, int id) {
    return events.stream()
        .filter(event -> event.get("op").toString().equals(op))
        .map(event -> (Map<String, Object>) event.get(image))
        .filter(row -> row.get("id").equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static MySqlSourceConfig config(String tables) {
    return MySqlSourceConfig.builder("src")
        .host(mysql.host())
        .port(mysql.port())
        .user("root")
        .password(Secret.of(mysql.rootPassword()))
        .tables(List.of(tables))
        .build();
  }

  private static JobClient start(MySqlCapture capture, StorageAddress root) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
    configuration.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
    env.getConfig().enableObjectReuse();
    BronzeJob.define(env, "src", capture.source(), new BronzeSink("src", root, 100));
    return env.executeAsync("bronze");
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(JobClient job, Condition condition) throws Exception {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!condition.holds()) {
      assertThat(job.getJobStatus().get().isTerminalState()).as("job has ended").isFalse();
      assertThat(Instant.now()).as("condition not met in " + PATIENCE).isBefore(deadline);
      java.util.concurrent.locks.LockSupport.parkNanos(100_000_000L);
    }
  }

  private static void execute(String... statements) throws Exception {
    try (Connection connection = mysql.connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
