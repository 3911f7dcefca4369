package io.tributary.bronze;

import static io.tributary.bronze.BronzeJobs.await;
import static io.tributary.bronze.BronzeJobs.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.bronze.mysql.MySqlCapture;
import io.tributary.common.deadletter.DeadLetter;
import io.tributary.common.deadletter.DeadLetters;
import io.tributary.common.storage.ObjectStore;
import io.tributary.common.storage.StorageAddress;
import io.tributary.embedded.EmbeddedMySql;
import io.tributary.embedded.Progress;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever MySQL 8.0 takes for a statement that makes or alters a table. */
class DdlIT {

  @TempDir Path directory;

  /**
   * Each statement of {@code ddl.sql} is run on a table of its own, and a row is put in. That row
   * has to come into bronze with the columns that the server then says the table has.
   */
  @Test
  void rowsHaveTheColumnsThatTheServerSays() throws Exception {
    try (EmbeddedMySql mysql = EmbeddedMySql.start(directory.resolve("mysql"), Progress.NONE)) {
      StorageAddress root = root();
      BronzeFiles bronze = new BronzeFiles(root);
      execute(mysql, "CREATE DATABASE seed", "CREATE TABLE seed.t (id INT PRIMARY KEY)");
      JobClient job = BronzeJobs.start(BronzeJobs.begin(mysql, root, ".*\\.t"), root, null);
      Map<String, Map<String, String>> expected = new LinkedHashMap<>();
      Map<String, String> statements = new LinkedHashMap<>();
      try (Connection connection = mysql.connect();
          Statement statement = connection.createStatement()) {
        for (String sql : statements()) {
          String database = "d" + statements.size();
          statements.put(database, sql);
          statement.execute("CREATE DATABASE " + database + " CHARACTER SET utf8mb4");
          statement.execute("USE " + database);
          statement.execute("CREATE TABLE p (id INT PRIMARY KEY)");
          statement.execute("INSERT INTO p VALUES (10)");
          statement.execute(
              "CREATE TABLE "
                  + (sql.contains("TABLE t ") && !sql.startsWith("CREATE") ? "t" : "u")
                  + " (id INT NOT NULL, a VARCHAR(20), b DECIMAL(10,2), j JSON, c DATETIME,"
                  + " d TEXT, PRIMARY KEY (id))");
          statement.execute(sql);
          expected.put(database, insert(statement, database));
        }
        String last = "d" + (statements.size() - 1);
        await(job, () -> !inserts(bronze, last).isEmpty());
      } finally {
        job.cancel().get();
      }

      try (ObjectStore store = root.open()) {
        assertThat(new DeadLetters(store).names()).isEmpty();
      }
      for (Map.Entry<String, String> each : statements.entrySet()) {
        List<Map<String, Object>> events = inserts(bronze, each.getKey());
        assertThat(events).as(each.getValue()).hasSize(1);
        assertThat(values(events.get(0).get("after"), expected.get(each.getKey())))
            .as(each.getValue())
            .containsExactlyEntriesOf(expected.get(each.getKey()));
      }
    }
  }

  @Test
  void columnsThatTheLogDoesNotTellAreAskedOfTheServer() throws Exception {
    try (EmbeddedMySql mysql = EmbeddedMySql.start(directory.resolve("mysql"), Progress.NONE)) {
      StorageAddress root = root();
      BronzeFiles bronze = new BronzeFiles(root);
      execute(
          mysql,
          "CREATE DATABASE d",
          "CREATE TABLE d.t (id INT PRIMARY KEY, a INT)",
          "INSERT INTO d.t VALUES (1, 10)");
      MySqlCapture capture = BronzeJobs.begin(mysql, root, ".*\\..*");
      execute(
          mysql,
          "INSERT INTO d.t VALUES (2, 20)",
          "SET sql_log_bin = 0",
          "ALTER TABLE d.t ADD COLUMN x INT FIRST",
          "SET sql_log_bin = 1",
          "INSERT INTO d.t VALUES (300, 3, 30), (400, 4, 40)",
          "SET sql_log_bin = 0",
          "ALTER TABLE d.t ADD COLUMN y VARCHAR(9) AFTER x",
          "SET sql_log_bin = 1",
          "INSERT INTO d.t VALUES (500, 'y', 5, 50)",
          "ALTER TABLE d.t DROP COLUMN a",
          "INSERT INTO d.t VALUES (600, 'y', 6)");
      JobClient job = BronzeJobs.start(capture, root, null);
      try (ObjectStore store = root.open()) {
        DeadLetters letters = new DeadLetters(store);
        await(job, () -> bronze.events("d.t").size() == 8 && letters.names().size() == 3);
        execute(
            mysql,
            "SET sql_log_bin = 0",
            "ALTER TABLE d.t DROP COLUMN y, ADD COLUMN z DOUBLE FIRST",
            "SET sql_log_bin = 1",
            "INSERT INTO d.t VALUES (0.5, 700, 7)");
        await(job, () -> bronze.events("d.t").size() == 9);

        List<String> records = new ArrayList<>();
        for (String name : letters.names()) {
          DeadLetter letter = letters.read(name);
          assertThat(letter.reason()).contains("columns at this position are not known");
          records.add(letter.record().at("/value/payload/after").toString());
        }
        assertThat(records)
            .anySatisfy(record -> assertThat(record).contains("300", "30"))
            .anySatisfy(record -> assertThat(record).contains("400", "40"))
            .anySatisfy(record -> assertThat(record).contains("500", "50"));
      } finally {
        job.cancel().get();
      }

      assertThat(bronze.files().values())
          .allSatisfy(file -> assertThat(file.table().database()).isEqualTo("d"));
      assertThat(
              bronze.events("d.t").stream()
                  .filter(event -> event.get("op").toString().equals("c"))
                  .map(event -> event.get("after").toString()))
          .containsExactlyInAnyOrder("{id=2, a=20}", "{x=600, y=y, id=6}", "{z=0.5, x=700, id=7}");
    }
  }

  private StorageAddress root() {
    return new StorageAddress(directory.resolve("bronze").toUri().toString(), null);
  }

  private static List<Map<String, Object>> inserts(BronzeFiles bronze, String database)
      throws Exception {
    return bronze.events(database + ".t").stream()
        .filter(event -> event.get("op").toString().equals("c"))
        .collect(Collectors.toList());
  }

  /** A statement ends with a semicolon at the end of its line; lines of comments begin with --. */
  private static List<String> statements() throws Exception {
    try (BufferedReader file =
        new BufferedReader(
            new InputStreamReader(
                DdlIT.class.getResourceAsStream("/ddl.sql"), StandardCharsets.UTF_8))) {
      return file.lines()
          .filter(line -> !line.isBlank() && !line.startsWith("--"))
          .map(line -> line.replaceFirst(";$", ""))
          .collect(Collectors.toList());
    }
  }

  /** Puts a row into the table t, and says what is in those of its columns that can be compared. */
  private static Map<String, String> insert(Statement statement, String database) throws Exception {
    Map<String, String> row = new LinkedHashMap<>();
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    try (ResultSet columns =
        statement.executeQuery(
            "SELECT column_name, data_type, generation_expression, srs_id, character_maximum_length"
                + " FROM information_schema.columns WHERE table_schema = '"
                + database
                + "' AND table_name = 't' ORDER BY ordinal_position")) {
      while (columns.next()) {
        String name = columns.getString(1);
        String type = columns.getString(2);
        boolean given = columns.getString(3).isEmpty();
        String number = String.valueOf(names.size() + 10);
        String quoted = "`" + name.replace("`", "``") + "`";
        row.put(name, null);
        if (given && type.endsWith("int") && !type.endsWith("point")) {
          names.add(quoted);
          values.add(number);
          row.put(name, number);
        } else if (given && (type.endsWith("char") || type.endsWith("text"))) {
          String text = columns.getLong(5) < 3 ? "é" : "é" + number;
          names.add(quoted);
          values.add("'" + text + "'");
          row.put(name, text);
        } else if (type.equals("point")) {
          names.add(quoted);
          values.add("ST_GeomFromText('POINT(1 2)', " + columns.getInt(4) + ")");
        }
      }
    }
    statement.execute(
        "INSERT INTO t ("
            + String.join(", ", names)
            + ") VALUES ("
            + String.join(", ", values)
            + ")");
    return row;
  }

  private static Map<String, String> values(Object image, Map<String, String> compared) {
    Map<String, String> values = new LinkedHashMap<>();
    ((Map<?, ?>) image)
        .forEach(
            (name, value) ->
                values.put(
                    name.toString(),
                    compared.get(name.toString()) == null ? null : String.valueOf(value)));
    return values;
  }
}
