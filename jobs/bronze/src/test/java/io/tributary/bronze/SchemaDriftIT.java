package io.tributary.bronze;

import static io.tributary.bronze.BronzeJobs.await;
import static io.tributary.bronze.BronzeJobs.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.bronze.mysql.MySqlCapture;
import io.tributary.common.schema.SchemaHistory;
import io.tributary.common.schema.TableHistory;
import io.tributary.common.schema.TableId;
import io.tributary.common.storage.ObjectStore;
import io.tributary.common.storage.StorageAddress;
import io.tributary.embedded.EmbeddedMySql;
import io.tributary.embedded.Progress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that change under a running capture, with rows before, between and after each change. */
class SchemaDriftIT {

  @TempDir Path directory;

  @Test
  void everyRowIsCapturedAsOfItsTablesSchemaAtThatMoment() throws Exception {
    try (EmbeddedMySql mysql = EmbeddedMySql.start(directory.resolve("mysql"), Progress.NONE)) {
      execute(
          mysql,
          "CREATE DATABASE d",
          "CREATE TABLE d.t (id INT PRIMARY KEY, a INT)",
          "CREATE TABLE d.gone (id INT PRIMARY KEY)",
          "CREATE DATABASE other",
          "CREATE TABLE other.old (id INT PRIMARY KEY, a VARCHAR(9))",
          "INSERT INTO other.old VALUES (1, 'lost')",
          "INSERT INTO d.t VALUES (1, 1)",
          "INSERT INTO d.gone VALUES (1)");
      StorageAddress root =
          new StorageAddress(directory.resolve("bronze").toUri().toString(), null);
      BronzeFiles bronze = new BronzeFiles(root);
      JobClient job = BronzeJobs.start(BronzeJobs.begin(mysql, root, "d\\.(?!_).*"), root, null);
      try {
        await(job, () -> bronze.events("d.t").size() == 1);
        execute(
            mysql,
            "INSERT INTO d.t VALUES (2, 2)",
            "ALTER TABLE d.t ADD COLUMN f INT DEFAULT 7 FIRST",
            "INSERT INTO d.t (id, a) VALUES (3, 3)",
            "ALTER TABLE d.t ADD COLUMN m VARCHAR(5) DEFAULT 'm' AFTER id",
            "UPDATE d.t SET a = 30 WHERE id = 3",
            "ALTER TABLE d.t RENAME COLUMN a TO b, ADD COLUMN l INT",
            "INSERT INTO d.t (id, b) VALUES (4, 4)",
            "ALTER TABLE d.t MODIFY b BIGINT, DROP COLUMN f",
            "INSERT INTO d.t (id, b) VALUES (5, 5000000000)",
            "ALTER TABLE d.t MODIFY m VARCHAR(1)",
            "ALTER TABLE d.t DROP PRIMARY KEY, ADD PRIMARY KEY (id, b)",
            "INSERT INTO d.t (id, b) VALUES (6, 6)",
            // As gh-ost and pt-online-schema-change do: a copy that nobody captures takes its
            // place.
            "CREATE TABLE d._t_new LIKE d.t",
            "ALTER TABLE d._t_new ADD COLUMN g INT",
            "INSERT INTO d._t_new (id, m, b, l) SELECT * FROM d.t",
            "RENAME TABLE d.t TO d._t_old, d._t_new TO d.t",
            "INSERT INTO d.t (id, b, g) VALUES (7, 7, 7)",
            "/* all */ TRUNCATE TABLE d.t",
            "INSERT INTO d.t (id, b) VALUES (8, 8)",
            "CREATE TABLE d.fresh (id INT PRIMARY KEY, x VARCHAR(5))",
            "INSERT INTO d.fresh VALUES (1, 'x')",
            "CREATE TABLE IF NOT EXISTS d.fresh (id INT PRIMARY KEY)",
            "INSERT INTO d.fresh VALUES (2, 'y')",
            "CREATE TABLE other.moved (id INT PRIMARY KEY, a INT)",
            "INSERT INTO other.moved VALUES (1, 1)",
            "RENAME TABLE other.moved TO d.moved",
            "INSERT INTO d.moved VALUES (2, 2)",
            // Not made under the log's eyes: what it is like is asked of the server.
            "RENAME TABLE other.old TO d.old",
            "INSERT INTO d.old VALUES (2, 'two')",
            "DROP TABLE d.gone",
            "CREATE TABLE d.gone (name VARCHAR(9) PRIMARY KEY)",
            "INSERT INTO d.gone VALUES ('back')",
            "DROP TABLE d.fresh",
            "CREATE TABLE d.parts (id INT PRIMARY KEY) PARTITION BY RANGE (id)"
                + " (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN MAXVALUE)",
            "INSERT INTO d.parts VALUES (1)",
            "ALTER TABLE d.parts TRUNCATE PARTITION p0",
            "INSERT INTO d.parts VALUES (20)");
        await(
            job,
            () ->
                bronze.events("d.parts").size() == 3
                    && bronze.events("d.gone").size() == 3
                    && bronze.events("d.fresh").size() == 3
                    && bronze.events("d.moved").size() == 1
                    && bronze.events("d.old").size() == 1
                    && bronze.events("d.t").size() == 10);
      } finally {
        job.cancel().get();
      }

      assertThat(events(bronze, "d.t"))
          .containsExactly(
              "r {id=1, a=1}",
              "c {id=2, a=2}",
              "c {f=7, id=3, a=3}",
              "u {f=7, id=3, m=m, a=30}",
              "c {f=7, id=4, m=m, b=4, l=null}",
              "c {id=5, m=m, b=5000000000, l=null}",
              "c {id=6, m=null, b=6, l=null}",
              "c {id=7, m=null, b=7, l=null, g=7}",
              "t null",
              "c {id=8, m=null, b=8, l=null, g=null}");
      // Made anew: whatever was there by that name before is not there any more.
      assertThat(events(bronze, "d.gone")).containsExactly("r {id=1}", "t null", "c {name=back}");
      assertThat(events(bronze, "d.fresh"))
          .containsExactly("t null", "c {id=1, x=x}", "c {id=2, x=y}");
      assertThat(events(bronze, "d.moved")).containsExactly("c {id=2, a=2}");
      assertThat(events(bronze, "d.old")).containsExactly("c {id=2, a=two}");
      assertThat(events(bronze, "d.parts")).containsExactly("t null", "c {id=1}", "c {id=20}");
      try (ObjectStore store = root.open()) {
        TableHistory history = new SchemaHistory(store).read();
        assertThat(history.dropped()).containsOnlyKeys(new TableId("src", "d", "fresh"));
        assertThat(history.renamedInto())
            .containsOnlyKeys(new TableId("src", "d", "moved"), new TableId("src", "d", "old"));
        assertThat(history.latest().get(new TableId("src", "d", "t")).columns())
            .extracting(column -> column.name())
            .containsExactly("id", "m", "b", "l", "g");
        assertThat(history.latest().get(new TableId("src", "d", "t")).primaryKey())
            .containsExactly("id", "b");
      }
    }
  }

  @Test
  void tablesMayBeAlteredBetweenTheSubmissionAndTheLog() throws Exception {
    try (EmbeddedMySql mysql = EmbeddedMySql.start(directory.resolve("mysql"), Progress.NONE)) {
      execute(
          mysql,
          "CREATE DATABASE d",
          "CREATE TABLE d.t (id INT PRIMARY KEY, a INT, b INT)",
          "INSERT INTO d.t VALUES (1, 1, 1), (2, 2, 2)");
      StorageAddress root =
          new StorageAddress(directory.resolve("bronze").toUri().toString(), null);
      BronzeFiles bronze = new BronzeFiles(root);
      MySqlCapture capture = BronzeJobs.begin(mysql, root, "d\\..*");
      execute(
          mysql,
          "UPDATE d.t SET a = 10 WHERE id = 1",
          "ALTER TABLE d.t ADD COLUMN f VARCHAR(5) DEFAULT 'f' FIRST, DROP COLUMN b",
          "INSERT INTO d.t (id, a) VALUES (3, 3)",
          "ALTER TABLE d.t RENAME COLUMN a TO c",
          "DELETE FROM d.t WHERE id = 2");
      JobClient job = BronzeJobs.start(capture, root, null);
      try {
        await(job, () -> bronze.events("d.t").size() == 5);
      } finally {
        job.cancel().get();
      }

      assertThat(events(bronze, "d.t"))
          .containsExactlyInAnyOrder(
              "r {f=f, id=1, c=10}",
              "r {f=f, id=3, c=3}",
              "u {id=1, a=10, b=1}",
              "c {f=f, id=3, a=3}",
              "d null");
    }
  }

  @Test
  void tablesMayBeAlteredWhileTheSnapshotRuns() throws Exception {
    try (EmbeddedMySql mysql = EmbeddedMySql.start(directory.resolve("mysql"), Progress.NONE)) {
      execute(
          mysql,
          "CREATE DATABASE d",
          "CREATE TABLE d.a (id INT PRIMARY KEY)",
          "CREATE TABLE d.b (id INT PRIMARY KEY, x INT, y INT)",
          "INSERT INTO d.a VALUES (1)",
          "INSERT INTO d.b VALUES (1, 1, 1)",
          "SET GLOBAL log_output = 'TABLE'",
          "SET GLOBAL general_log = ON");
      StorageAddress root =
          new StorageAddress(directory.resolve("bronze").toUri().toString(), null);
      BronzeFiles bronze = new BronzeFiles(root);
      MySqlCapture capture = BronzeJobs.begin(mysql, root, "d\\..*");
      long looks = looksAt(mysql, "b");
      JobClient job = BronzeJobs.start(gated(capture.source()), root, null);
      try {
        // Its chunks are made, and none is read yet.
        await(job, () -> looksAt(mysql, "b") > looks);
        execute(
            mysql,
            "INSERT INTO d.b VALUES (2, 2, 2)",
            "ALTER TABLE d.b RENAME COLUMN x TO z, DROP COLUMN y, ADD COLUMN w INT DEFAULT 7",
            "INSERT INTO d.b (id, z) VALUES (3, 3)");
        Gate.OPEN.countDown();
        await(job, () -> bronze.events("d.b").size() == 5);
      } finally {
        Gate.OPEN.countDown();
        job.cancel().get();
      }

      assertThat(events(bronze, "d.b"))
          .containsExactlyInAnyOrder(
              "r {id=1, z=1, w=7}",
              "r {id=2, z=2, w=7}",
              "r {id=3, z=3, w=7}",
              "c {id=2, x=2, y=2}",
              "c {id=3, z=3, w=7}");
    }
  }

  @Test
  void aCopyMadeBeforeARestartMayBeSwappedInBehindIt() throws Exception {
    try (EmbeddedMySql mysql = EmbeddedMySql.start(directory.resolve("mysql"), Progress.NONE)) {
      execute(
          mysql,
          "CREATE DATABASE d",
          "CREATE TABLE d.t (id INT PRIMARY KEY, a INT)",
          "INSERT INTO d.t VALUES (1, 1)");
      StorageAddress root =
          new StorageAddress(directory.resolve("bronze").toUri().toString(), null);
      BronzeFiles bronze = new BronzeFiles(root);
      String pattern = "d\\.(?!_).*";
      JobClient first = BronzeJobs.start(BronzeJobs.begin(mysql, root, pattern), root, null);
      execute(
          mysql,
          "CREATE TABLE d._t_new LIKE d.t",
          "ALTER TABLE d._t_new ADD COLUMN n INT DEFAULT 5",
          "INSERT INTO d._t_new (id, a) SELECT * FROM d.t",
          "INSERT INTO d.t VALUES (2, 2)");
      await(first, () -> bronze.events("d.t").size() >= 2);
      String savepoint =
          first
              .stopWithSavepoint(
                  false, directory.resolve("savepoints").toString(), SavepointFormatType.CANONICAL)
              .get();
      JobClient second = BronzeJobs.start(BronzeJobs.begin(mysql, root, pattern), root, savepoint);
      try {
        execute(
            mysql,
            "INSERT INTO d._t_new (id, a) VALUES (2, 2)",
            "rename /* swap */ table `d`.`t` to `d`.`_t_old`, `d`.`_t_new` to `d`.`t`",
            "INSERT INTO d.t VALUES (3, 3, 3)");
        await(second, () -> events(bronze, "d.t").contains("c {id=3, a=3, n=3}"));
      } finally {
        second.cancel().get();
      }

      assertThat(events(bronze, "d.t"))
          .doesNotContain("t null")
          .contains("c {id=2, a=2}", "c {id=3, a=3, n=3}");
      try (ObjectStore store = root.open()) {
        TableHistory history = new SchemaHistory(store).read();
        assertThat(history.renamedInto()).isEmpty();
        assertThat(history.dropped()).isEmpty();
      }
    }
  }

  private static <SplitT extends SourceSplit, StateT> Source<Captured, ?, ?> gated(
      Source<Captured, SplitT, StateT> source) {
    return new LogSource<>(source, new Gate<>());
  }

  /** Holds the reader up before its first split. */
  private static final class Gate<SplitT extends SourceSplit> implements LogAccess<SplitT> {

    private static final long serialVersionUID = 1L;

    static final CountDownLatch OPEN = new CountDownLatch(1);

    @Override
    public SplitT toRead(SplitT split) {
      try {
        OPEN.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return split;
    }

    @Override
    public Optional<String> explainLoss(Throwable failure, List<SplitT> reading) {
      return Optional.empty();
    }
  }

  /** How often somebody has asked what the table is like. */
  private static long looksAt(EmbeddedMySql mysql, String table) throws Exception {
    try (Connection connection = mysql.connect();
        Statement statement = connection.createStatement();
        ResultSet count =
            statement.executeQuery(
                "SELECT COUNT(*) FROM mysql.general_log WHERE CONVERT(argument USING utf8mb4)"
                    + " LIKE 'SHOW CREATE TABLE%`"
                    + table
                    + "`'")) {
      count.next();
      return count.getLong(1);
    }
  }

  private static List<String> events(BronzeFiles bronze, String table) throws Exception {
    return bronze.events(table).stream()
        .sorted(Comparator.comparing(event -> event.get("seq").toString()))
        .map(event -> event.get("op") + " " + texts(event.get("after")))
        .collect(Collectors.toList());
  }

  private static String texts(Object image) {
    if (image == null) {
      return "null";
    }
    Map<String, String> texts = new LinkedHashMap<>();
    ((Map<?, ?>) image)
        .forEach((name, value) -> texts.put(name.toString(), Objects.toString(value)));
    return texts.toString();
  }
}
