package io.tributary.demo.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.embedded.EmbeddedMySql;
import io.tributary.embedded.Progress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The payments database on a real server: what the workload counts is what MySQL holds. */
class WorkloadIT {

  private static final long SEED = Long.getLong("tributary.seed", 42);
  private static final int ROWS = 20_000;
  private static final LocalDateTime START = LocalDateTime.of(2026, 11, 22, 12, 0);

  @TempDir static Path directory;
  private static EmbeddedMySql mysql;
  private static MySqlLogin login;

  @BeforeAll
  static void start() {
    mysql = EmbeddedMySql.start(directory.resolve("mysql"), Progress.NONE);
    login = new MySqlLogin(mysql.jdbcUrl(), "root", mysql.rootPassword());
  }

  @AfterAll
  static void stop() {
    mysql.close();
  }

  @BeforeEach
  void createSchema() throws SQLException {
    try (Connection connection = login.connect()) {
      PaymentsSchema.drop(connection);
      PaymentsSchema.create(connection);
    }
  }

  @Test
  void loadsExactlyTheRowsAskedFor() throws Exception {
    AtomicLong told = new AtomicLong();
    ChangeCounts counts = noRows();
    load(counts, told);

    assertThat(told).hasValue(ROWS);
    assertThat(counts.rows()).isEqualTo(ROWS);
    assertCountsAreMySqls(counts);
  }

  @Test
  void theSameSeedLoadsTheSameRows() throws Exception {
    load(noRows(), new AtomicLong());
    List<String> once = checksums();
    createSchema();
    load(noRows(), new AtomicLong());

    // updated_at is the server's clock, so the tables without it have to do.
    assertThat(checksums()).isEqualTo(once);
  }

  @Test
  void countsWhatTheTrafficHasCommitted() throws Exception {
    ChangeCounts counts = noRows();
    load(counts, new AtomicLong());
    KeySpace keys = KeySpace.of(Volume.of(SEED, ROWS));
    TrafficPlan plan = new TrafficPlan(SEED, keys, TrafficShape.full(100), START);

    AtomicLong commits = new AtomicLong();
    try (PaymentsTraffic traffic =
        new PaymentsTraffic(
            login, plan, counts, (table, statement, commit) -> commits.incrementAndGet())) {
      traffic.run(4000);
      traffic.runLastStep();
    }

    assertThat(commits.get()).isGreaterThan(3000);
    assertThat(counts.events()).isGreaterThan(6000);
    assertCountsAreMySqls(counts);
    try (Connection connection = login.connect()) {
      assertThat(KeySpace.read(connection).ordersHaveChannel()).isTrue();
    }
  }

  @Test
  void trafficGoesOnWhereAnEarlierRunHasStopped() throws Exception {
    load(noRows(), new AtomicLong());
    KeySpace first = KeySpace.of(Volume.of(SEED, ROWS));
    run(new TrafficPlan(SEED, first, TrafficShape.full(100), START), noRows(), 1500);

    try (Connection connection = login.connect()) {
      ChangeCounts counts = noRows();
      PaymentsSchema.countRows(connection, counts);
      KeySpace second = KeySpace.read(connection);
      run(new TrafficPlan(SEED + 1, second, TrafficShape.full(100), START), counts, 1500);
      assertCountsAreMySqls(counts);
    }
  }

  @Test
  void theCaptureUserMayReadAndNothingElse() throws Exception {
    load(noRows(), new AtomicLong());
    try (Connection connection = login.connect()) {
      PaymentsSchema.createCaptureUser(connection, "tributary", "s3cretS3cret");
      PaymentsSchema.createCaptureUser(connection, "tributary", "an0ther");
    }
    MySqlLogin capture = new MySqlLogin(mysql.jdbcUrl(), "tributary", "an0ther");
    assertThat(capture.toString()).doesNotContain("an0ther");
    try (Connection connection = capture.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SHOW MASTER STATUS");
      assertThat(number(connection, "SELECT COUNT(*) FROM payments.orders")).isPositive();
      org.assertj.core.api.Assertions.assertThatThrownBy(
              () -> statement.execute("DELETE FROM payments.refunds"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("denied");
    }
  }

  private static void run(TrafficPlan plan, ChangeCounts counts, int steps) throws SQLException {
    try (PaymentsTraffic traffic = new PaymentsTraffic(login, plan, counts, CommitListener.NONE)) {
      traffic.run(steps);
    }
  }

  private static ChangeCounts noRows() {
    return new ChangeCounts(PaymentsTable.names());
  }

  private static void load(ChangeCounts counts, AtomicLong told) throws Exception {
    Volume volume = Volume.of(SEED, ROWS);
    new InitialLoad(SEED, volume, START, counts, (table, rows) -> told.addAndGet(rows)).run(login);
  }

  private static void assertCountsAreMySqls(ChangeCounts counts) throws SQLException {
    try (Connection connection = login.connect()) {
      for (PaymentsTable table : PaymentsTable.values()) {
        assertThat(counts.of(table.qualifiedName()).rows())
            .as("%s, seed %d", table, SEED)
            .isEqualTo(number(connection, "SELECT COUNT(*) FROM " + table.qualifiedName()));
      }
    }
  }

  private static List<String> checksums() throws SQLException {
    List<String> checksums = new ArrayList<>();
    try (Connection connection = login.connect()) {
      for (PaymentsTable table :
          List.of(PaymentsTable.MERCHANTS, PaymentsTable.ORDER_LINES, PaymentsTable.REFUNDS)) {
        checksums.add(table + " " + number(connection, checksum(table)));
      }
    }
    return checksums;
  }

  private static String checksum(PaymentsTable table) {
    return "SELECT SUM(CRC32(CONCAT_WS('|', "
        + String.join(", ", Rows.columns(table))
        + "))) FROM "
        + table.qualifiedName();
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getLong(1);
    }
  }
}
