package io.tributary.bronze;

import static io.tributary.bronze.BronzeJobs.await;
import static io.tributary.bronze.BronzeJobs.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tributary.bronze.mysql.MySqlCapture;
import io.tributary.common.storage.StorageAddress;
import io.tributary.embedded.EmbeddedMySql;
import io.tributary.embedded.Progress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A capture that stood still for longer than the server keeps its log. */
class LostLogIT {

  @TempDir Path directory;

  @Test
  void aPurgedBinlogEndsTheJobWithTheWayOutWhichIsOne() throws Exception {
    try (EmbeddedMySql mysql = EmbeddedMySql.start(directory.resolve("mysql"), Progress.NONE)) {
      execute(
          mysql,
          "CREATE DATABASE d",
          "CREATE TABLE d.t (id INT PRIMARY KEY)",
          "INSERT INTO d.t VALUES (1)");
      StorageAddress root =
          new StorageAddress(directory.resolve("bronze").toUri().toString(), null);
      BronzeFiles bronze = new BronzeFiles(root);
      JobClient first = BronzeJobs.start(BronzeJobs.begin(mysql, root, "d\\..*"), root, null);
      execute(mysql, "INSERT INTO d.t VALUES (2)");
      await(first, () -> bronze.events("d.t").size() >= 2);
      String savepoint =
          first
              .stopWithSavepoint(
                  false, directory.resolve("savepoints").toString(), SavepointFormatType.CANONICAL)
              .get();
      execute(mysql, "INSERT INTO d.t VALUES (3)", "FLUSH BINARY LOGS");
      String before = lastBinlog(mysql);
      execute(mysql, "FLUSH BINARY LOGS");
      String oldest = lastBinlog(mysql);
      execute(mysql, "PURGE BINARY LOGS TO '" + oldest + "'");

      JobClient second = BronzeJobs.start(BronzeJobs.begin(mysql, root, "d\\..*"), root, savepoint);
      Throwable failure =
          catchThrowable(() -> second.getJobExecutionResult().get(60, TimeUnit.SECONDS));

      assertThat(ExceptionUtils.findThrowableWithMessage(failure, "tributary verify"))
          .hasValueSatisfying(
              loss ->
                  assertThat(loss)
                      .hasMessageContaining("The binlog of source src at " + mysql.host())
                      .hasMessageContaining("the oldest file that the server has is " + oldest)
                      .hasMessageContaining("start the bronze job without a savepoint")
                      .hasMessageContaining("binlog_expire_logs_seconds")
                      .hasMessageMatching(".*is to go on from \\S+\\.\\d+:\\d+ .*")
                      .message()
                      .doesNotContain("go on from " + before));

      JobClient third = BronzeJobs.start(BronzeJobs.begin(mysql, root, "d\\..*"), root, null);
      try {
        execute(mysql, "INSERT INTO d.t VALUES (4)");
        await(
            third,
            () ->
                bronze.events("d.t").stream()
                    .anyMatch(
                        event ->
                            event.get("op").toString().equals("c")
                                && String.valueOf(event.get("after")).contains("4")));
        assertThat(bronze.events("d.t"))
            .anySatisfy(
                event -> {
                  assertThat(event.get("op")).hasToString("r");
                  assertThat(event.get("after").toString()).contains("3");
                });
      } finally {
        third.cancel().get();
      }
    }
  }

  @Test
  void rowsWhoseColumnsCanNoLongerBeKnownEndTheJob() throws Exception {
    try (EmbeddedMySql mysql = EmbeddedMySql.start(directory.resolve("mysql"), Progress.NONE)) {
      execute(
          mysql,
          "CREATE DATABASE d",
          "CREATE DATABASE other",
          "CREATE TABLE d.t (id INT PRIMARY KEY)",
          "CREATE TABLE other.t (id INT PRIMARY KEY, a INT)",
          "INSERT INTO d.t VALUES (1)");
      StorageAddress root =
          new StorageAddress(directory.resolve("bronze").toUri().toString(), null);
      MySqlCapture capture = BronzeJobs.begin(mysql, root, "d\\..*");
      execute(
          mysql,
          "RENAME TABLE other.t TO d.gone",
          "INSERT INTO d.gone VALUES (1, 1)",
          "DROP TABLE d.gone");

      JobClient job = BronzeJobs.start(capture, root, null);
      Throwable failure =
          catchThrowable(() -> job.getJobExecutionResult().get(60, TimeUnit.SECONDS));

      assertThat(ExceptionUtils.findThrowableWithMessage(failure, "tributary verify"))
          .hasValueSatisfying(
              loss ->
                  assertThat(loss)
                      .hasMessageContaining(
                          "The binlog of source src has rows of d.gone, whose columns are not known")
                      .hasMessageContaining("start the bronze job without a savepoint"));
    }
  }

  private static String lastBinlog(EmbeddedMySql mysql) throws Exception {
    try (Connection connection = mysql.connect();
        Statement statement = connection.createStatement();
        ResultSet files = statement.executeQuery("SHOW BINARY LOGS")) {
      String last = null;
      while (files.next()) {
        last = files.getString(1);
      }
      return last;
    }
  }
}
