package io.tributary.bronze;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.bronze.mysql.MySqlCapture;
import io.tributary.bronze.sink.BronzeSink;
import io.tributary.common.config.MySqlSourceConfig;
import io.tributary.common.config.Secret;
import io.tributary.common.json.Json;
import io.tributary.common.schema.MySqlType;
import io.tributary.common.schema.SchemaHistory;
import io.tributary.common.storage.ObjectStore;
import io.tributary.common.storage.StorageAddress;
import io.tributary.embedded.EmbeddedMySql;
import io.tributary.embedded.Progress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every type of the type table, with the values at its edges: in bronze they are what the table
 * promises, from a snapshot and from the log alike, whatever the server's time zone.
 */
class MySqlTypesIT {

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int LARGE = 16 << 20;

  @TempDir Path directory;

  private EmbeddedMySql mysql;

  @Test
  void everyExampleOfTheTypeTableHasValues() throws Exception {
    assertThat(EdgeValues.read().keySet())
        .containsAll(
            Arrays.stream(MySqlType.values())
                .flatMap(type -> type.examples().stream())
                .collect(Collectors.toList()));
  }

  @ParameterizedTest(name = "server in {0}")
  @ValueSource(strings = {"+05:30", "-11:00"})
  void bronzeHasWhatTheTypeTablePromises(String timeZone) throws Exception {
    Map<String, List<String[]>> values = EdgeValues.read();
    try (EmbeddedMySql server =
        EmbeddedMySql.start(
            directory.resolve("mysql"),
            Progress.NONE,
            List.of(
                "--default-time-zone=" + timeZone,
                "--max-allowed-packet=64M",
                "--innodb-log-file-size=256M",
                "--sql-mode=PAD_CHAR_TO_FULL_LENGTH"))) {
      mysql = server;
      check(values);
    }
  }

  private void check(Map<String, List<String[]>> values) throws Exception {
    execute(
        "CREATE DATABASE types",
        table("read_rows", values),
        table("logged", values),
        "CREATE TABLE types.large_read (id INT PRIMARY KEY, data LONGBLOB, words LONGTEXT)",
        "CREATE TABLE types.large_logged (id INT PRIMARY KEY, data LONGBLOB, words LONGTEXT)",
        "CREATE TABLE types.altered (id INT PRIMARY KEY)",
        large("large_read"));
    execute(inserts("read_rows", values));
    int rows = rows(values);
    StorageAddress root = new StorageAddress(directory.resolve("bronze").toUri().toString(), null);
    MySqlCapture capture = MySqlCapture.begin(config(), List.of());
    try (ObjectStore store = root.open()) {
      capture.recordSchemas(new SchemaHistory(store));
    }
    BronzeFiles bronze = new BronzeFiles(root);
    JobClient job = start(capture, root);
    try {
      await(
          job,
          () ->
              bronze.events("types.read_rows").size() == rows
                  && bronze.events("types.large_read").size() == 1);
      execute(inserts("logged", values));
      execute(
          large("large_logged"),
          "UPDATE types.logged SET touched = 1",
          "DELETE FROM types.logged",
          "ALTER TABLE types.altered ADD COLUMN (whole INTEGER UNSIGNED, filled INT(8) ZEROFILL,"
              + " big INT8 UNSIGNED, flag BOOL, number DEC(5,1), fraction DOUBLE PRECISION,"
              + " word NATIONAL VARCHAR(5), words CHARACTER VARYING(9), day DATE)",
          "INSERT INTO types.altered VALUES (1, 4294967295, 4294967295, 18446744073709551615, TRUE,"
              + " 1234.5, 0.1, 'ü', '😀', '2024-02-31')");
      await(
          job,
          () ->
              bronze.events("types.logged").size() == 3 * rows
                  && bronze.events("types.altered").size() == 1
                  && bronze.events("types.large_logged").size() == 1);
    } finally {
      job.cancel().get();
    }

    Map<String, String> promised = promised("read_rows", values);
    List<Map<String, Object>> read = bronze.events("types.read_rows");
    List<Map<String, Object>> logged = bronze.events("types.logged");
    SoftAssertions.assertSoftly(
        softly -> {
          softly.assertThat(broken(promised, found(read, "r", "after", values))).isEmpty();
          softly.assertThat(broken(promised, found(logged, "c", "after", values))).isEmpty();
          softly.assertThat(broken(promised, found(logged, "u", "before", values))).isEmpty();
          softly.assertThat(broken(promised, found(logged, "u", "after", values))).isEmpty();
          softly.assertThat(broken(promised, found(logged, "d", "before", values))).isEmpty();
        });
    assertLarge(bronze.events("types.large_read"));
    assertLarge(bronze.events("types.large_logged"));
    assertThat(image(bronze.events("types.altered").get(0), "after"))
        .hasToString(
            "{id=1, whole=4294967295, filled=4294967295, big=18446744073709551615, flag=1,"
                + " number=1234.5, fraction=0.1, word=ü, words=😀, day=null}");
    assertThat(bronze.events("types.altered").get(0).get("rescued"))
        .hasToString("{\"after\":{\"day\":\"2024-02-31\"}}");
  }

  private static String table(String name, Map<String, List<String[]>> values) {
    StringBuilder sql =
        new StringBuilder("CREATE TABLE types." + name + " (id INT PRIMARY KEY, touched INT");
    int column = 0;
    for (String type : values.keySet()) {
      sql.append(", c").append(column++).append(' ').append(type);
      if (type.startsWith("timestamp")) {
        sql.append(" NULL");
      }
    }
    return sql.append(")").toString();
  }

  /** A row more than there are values of a type, so that every column has a NULL. */
  private static int rows(Map<String, List<String[]>> values) {
    return values.values().stream().mapToInt(List::size).max().orElseThrow() + 1;
  }

  private static String[] inserts(String table, Map<String, List<String[]>> values) {
    List<String> statements = new ArrayList<>();
    for (int row = 0; row < rows(values); row++) {
      StringBuilder columns = new StringBuilder("id");
      StringBuilder literals = new StringBuilder().append(row);
      int column = 0;
      for (List<String[]> each : values.values()) {
        if (row < each.size() && !each.get(row)[0].equals("DEFAULT")) {
          columns.append(", c").append(column);
          literals.append(", ").append(each.get(row)[0]);
        }
        column++;
      }
      statements.add("INSERT INTO types." + table + " (" + columns + ") VALUES (" + literals + ")");
    }
    return statements.toArray(new String[0]);
  }

  private static String large(String table) {
    return "INSERT INTO types."
        + table
        + " VALUES (1, REPEAT(x'00ff', "
        + LARGE / 4
        + "), REPEAT('ü', "
        + LARGE / 4
        + "))";
  }

  private static void assertLarge(List<Map<String, Object>> events) {
    assertThat(events).hasSize(1);
    Map<String, Object> image = image(events.get(0), "after");
    byte[] data = (byte[]) image.get("data");
    assertThat(data).hasSize(LARGE / 2).startsWith(0, 255).endsWith(0, 255);
    assertThat(image.get("words").toString().equals("ü".repeat(LARGE / 4))).isTrue();
  }

  /** By type and number of the value; NULL for those of further rows, but for generated columns. */
  private Map<String, String> promised(String table, Map<String, List<String[]>> values)
      throws Exception {
    Map<String, String> promised = new LinkedHashMap<>();
    int column = 0;
    for (Map.Entry<String, List<String[]>> type : values.entrySet()) {
      String name = "c" + column++;
      for (int row = 0; row < rows(values); row++) {
        String expected = row < type.getValue().size() ? type.getValue().get(row)[1] : "null";
        if (expected.equals(EdgeValues.SERVER) || type.getKey().contains("generated")) {
          String value = type.getKey().contains("generated") ? name : "LOWER(HEX(" + name + "))";
          expected = query("SELECT " + value + " FROM types." + table + " WHERE id = " + row);
        }
        promised.put(type.getKey() + " #" + row, expected);
      }
    }
    return promised;
  }

  private static List<String> broken(Map<String, String> promised, Map<String, String> found) {
    return promised.keySet().stream()
        .filter(value -> !promised.get(value).equals(found.get(value)))
        .map(value -> value + ": not " + promised.get(value) + " but " + found.get(value))
        .collect(Collectors.toList());
  }

  private static Map<String, String> found(
      List<Map<String, Object>> events,
      String op,
      String image,
      Map<String, List<String[]>> values) {
    Map<String, String> found = new LinkedHashMap<>();
    Map<Object, Map<String, Object>> byId = new LinkedHashMap<>();
    for (Map<String, Object> event : events) {
      if (event.get("op").toString().equals(op)) {
        byId.put(image(event, image).get("id"), event);
      }
    }
    int column = 0;
    for (String type : values.keySet()) {
      String name = "c" + column++;
      for (int row = 0; row < rows(values); row++) {
        Map<String, Object> event = byId.get(row);
        String value = event == null ? "no event" : text(image(event, image).get(name));
        JsonNode rescued = event == null ? null : rescued(event).path(image).get(name);
        found.put(
            type + " #" + row,
            rescued == null
                ? value
                : (value.equals("null") ? "" : value) + EdgeValues.RESCUED + rescued.textValue());
      }
    }
    return found;
  }

  private static JsonNode rescued(Map<String, Object> event) {
    Object rescued = event.get("rescued");
    return Json.read(rescued == null ? "{}" : rescued.toString(), JsonNode.class);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> image(Map<String, Object> event, String image) {
    return (Map<String, Object>) event.get(image);
  }

  private static String text(Object value) {
    if (value instanceof byte[]) {
      StringBuilder hex = new StringBuilder();
      for (byte each : (byte[]) value) {
        hex.append(String.format("%02x", each));
      }
      return hex.toString();
    }
    return String.valueOf(value);
  }

  private MySqlSourceConfig config() {
    return MySqlSourceConfig.builder("src")
        .host(mysql.host())
        .port(mysql.port())
        .user("root")
        .password(Secret.of(mysql.rootPassword()))
        .tables(List.of("types\\..*"))
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
      LockSupport.parkNanos(100_000_000L);
    }
  }

  private void execute(String... statements) throws Exception {
    try (Connection connection = mysql.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET SESSION time_zone = '+00:00', sql_mode = 'ALLOW_INVALID_DATES'");
      for (String sql : statements) {
        try {
          statement.execute(sql);
        } catch (java.sql.SQLException e) {
          throw new AssertionError(sql.substring(0, Math.min(sql.length(), 2000)), e);
        }
      }
    }
  }

  private String query(String sql) throws Exception {
    try (Connection connection = mysql.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return String.valueOf(result.getString(1));
    }
  }
}
