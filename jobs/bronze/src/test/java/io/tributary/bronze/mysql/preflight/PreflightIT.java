package io.tributary.bronze.mysql.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.bronze.mysql.LogPosition;
import io.tributary.bronze.mysql.MySqlCatalog;
import io.tributary.bronze.mysql.MySqlServer;
import io.tributary.bronze.preflight.Finding;
import io.tributary.bronze.preflight.Finding.Severity;
import io.tributary.bronze.preflight.PreflightReport;
import io.tributary.common.config.MySqlSourceConfig;
import io.tributary.common.config.Secret;
import io.tributary.common.schema.TableSchema;
import io.tributary.embedded.EmbeddedMySql;
import io.tributary.embedded.Progress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each broken set-up of a real server is named, it alone, and with a remedy that mends it. */
class PreflightIT {

  private static final String PASSWORD = "s3cret-of-a-user";
  private static final String USER = "'tributary'@'%'";
  private static final String ON_SERVER =
      "GRANT SHOW DATABASES, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO " + USER;

  @TempDir static Path directory;
  private static EmbeddedMySql mysql;
  private static Connection root;

  @BeforeAll
  static void start() throws SQLException {
    mysql = EmbeddedMySql.start(directory, Progress.NONE);
    root = mysql.connect();
  }

  @AfterAll
  static void stop() throws SQLException {
    root.close();
    mysql.close();
  }

  @BeforeEach
  void healthyServer() throws SQLException {
    run("CREATE DATABASE payments");
    run("CREATE TABLE payments.orders (id INT PRIMARY KEY, amount DECIMAL(12,2), at DATETIME)");
    run("CREATE USER " + USER + " IDENTIFIED BY '" + PASSWORD + "'");
    run(ON_SERVER);
    run("GRANT SELECT ON payments.* TO " + USER);
  }

  @AfterEach
  void reset() throws SQLException {
    run("DROP DATABASE payments");
    run("DROP USER " + USER);
    run("DROP ROLE IF EXISTS reader");
    for (String variable :
        List.of(
            "binlog_format",
            "binlog_row_image",
            "binlog_row_value_options",
            "binlog_transaction_compression",
            "binlog_expire_logs_seconds",
            "sql_mode")) {
      run("RESET PERSIST IF EXISTS " + variable);
    }
    run("SET GLOBAL binlog_format = 'ROW'");
    run("SET GLOBAL binlog_row_image = 'FULL'");
    run("SET GLOBAL binlog_row_value_options = ''");
    run("SET GLOBAL binlog_transaction_compression = 'OFF'");
    run("SET GLOBAL binlog_expire_logs_seconds = 2592000");
    run("SET GLOBAL time_zone = '+00:00'");
    run("SET GLOBAL sql_mode = DEFAULT");
  }

  @Test
  void aHealthyServerIsReady() {
    assertThat(preflight().run().findings()).isEmpty();
  }

  @Test
  void namesEachMissingPrivilegeAndItsGrantMendsIt() throws SQLException {
    for (String privilege : List.of("REPLICATION SLAVE", "REPLICATION CLIENT")) {
      run("REVOKE " + privilege + " ON *.* FROM " + USER);
      Finding finding = onlyFinding(preflight(), Severity.ERROR);
      assertThat(finding.where()).isEqualTo("user " + USER);
      assertThat(finding.what()).contains(privilege + " on *.* is missing");
      mend(finding);
    }
    run("REVOKE SHOW DATABASES ON *.* FROM " + USER);
    mend(onlyFinding(preflight(), Severity.WARNING));
    run("REVOKE SELECT ON payments.* FROM " + USER);
    Finding finding = onlyFinding(preflight(), Severity.ERROR);
    assertThat(finding.what()).contains("SELECT on `payments`.* is missing");
    mend(finding);
  }

  @Test
  void namesTablesOfWhichOnlySomeColumnsCanBeRead() throws SQLException {
    run("REVOKE SELECT ON payments.* FROM " + USER);
    run("GRANT SELECT (id), INSERT ON payments.orders TO " + USER);
    Finding finding = onlyFinding(preflight(), Severity.ERROR);
    assertThat(finding.what()).contains("of payments.orders the user may read only id");
    mend(finding);
  }

  @Test
  void seesPrivilegesOfRolesThatAreActiveAndNamesThoseThatAreNot() throws SQLException {
    run("CREATE ROLE reader");
    run("GRANT SELECT ON payments.* TO reader");
    run("GRANT REPLICATION SLAVE ON *.* TO reader");
    run("REVOKE ALL PRIVILEGES, GRANT OPTION FROM " + USER);
    run("GRANT SHOW DATABASES, REPLICATION CLIENT ON *.* TO " + USER);
    run("GRANT reader TO " + USER);

    assertThat(preflight().run().errors())
        .hasSize(2)
        .allSatisfy(
            finding -> assertThat(finding.remedy()).contains("SET DEFAULT ROLE ALL TO " + USER));

    run("SET DEFAULT ROLE ALL TO " + USER);
    assertThat(preflight().run().findings()).isEmpty();
  }

  @Test
  void honoursWildcardsAndPartialRevokes() throws SQLException {
    run("REVOKE SELECT ON payments.* FROM " + USER);
    run("GRANT SELECT ON `pay%`.* TO " + USER);
    assertThat(preflight().run().findings()).isEmpty();
    run("REVOKE SELECT ON `pay%`.* FROM " + USER);

    run("SET GLOBAL partial_revokes = ON");
    try {
      run("GRANT SELECT, INSERT ON *.* TO " + USER);
      run("REVOKE SELECT ON payments.* FROM " + USER);
      Finding finding = onlyFinding(preflight(), Severity.ERROR);
      assertThat(finding.what()).contains("SELECT on `payments`.`orders` is missing");
    } finally {
      run("DROP USER " + USER);
      run("SET GLOBAL partial_revokes = OFF");
      run("CREATE USER " + USER);
    }
  }

  @Test
  void namesALogThatDoesNotHoldWholeRowsAndItsStatementMendsIt() throws SQLException {
    for (String setting :
        List.of(
            "binlog_format = 'STATEMENT'",
            "binlog_format = 'MIXED'",
            "binlog_row_image = 'MINIMAL'",
            "binlog_row_image = 'NOBLOB'",
            "binlog_row_value_options = 'PARTIAL_JSON'",
            "binlog_transaction_compression = 'ON'",
            "binlog_expire_logs_seconds = 3600")) {
      run("SET GLOBAL " + setting);
      Finding finding = onlyFinding(preflight(), Severity.ERROR);
      assertThat(finding.what()).contains(setting.substring(0, setting.indexOf(' ')));
      mend(finding);
    }
    run("SET GLOBAL binlog_expire_logs_seconds = 0");
    assertThat(preflight().run().findings()).as("kept for ever").isEmpty();
  }

  @Test
  void namesTablesWithoutPrimaryKey() throws SQLException {
    run("CREATE TABLE payments.log (line TEXT)");
    Finding finding = onlyFinding(preflight(), Severity.ERROR);
    assertThat(finding.where()).isEqualTo("table payments.log");
    assertThat(finding.what()).startsWith("It has no primary key");

    Preflight.Builder withKey =
        preflight().configuredKeys((database, table) -> table.equals("log"));
    assertThat(onlyFinding(withKey, Severity.WARNING).where()).isEqualTo("table payments.log");
  }

  @Test
  void namesPatternsThatMatchNothing() throws SQLException {
    Preflight.Builder preflight =
        Preflight.of(server(PASSWORD))
            .tables(
                List.of("payments\\.orders", "payments\\.odrers"),
                (database, table) -> database.equals("payments"));
    Finding finding = onlyFinding(preflight, Severity.ERROR);
    assertThat(finding.where()).isEqualTo("pattern payments\\.odrers");
    assertThat(finding.what()).contains("matches no table");
  }

  @Test
  void takesWhatItExpectsFromTheSourcesConfiguration() throws SQLException {
    MySqlSourceConfig source =
        MySqlSourceConfig.builder("shop")
            .host(mysql.host())
            .port(mysql.port())
            .user("tributary")
            .password(Secret.of(PASSWORD))
            .tables(List.of("payments\\.orders", "payments\\.odrers"))
            .build();
    assertThat(Preflight.of(source).run().errors())
        .extracting(Finding::where)
        .containsExactly("pattern payments\\.odrers");
  }

  @Test
  void namesColumnsThatAreNotExact() throws SQLException {
    run("ALTER TABLE payments.orders ADD COLUMN wide DECIMAL(65,30)");
    Finding finding = onlyFinding(preflight(), Severity.WARNING);
    assertThat(finding.where()).isEqualTo("column payments.orders.wide");
    assertThat(finding.what()).contains("decimal(65,30)").contains("kept as text");
    run("ALTER TABLE payments.orders DROP COLUMN wide, ADD COLUMN hidden INT INVISIBLE");
    assertThat(preflight().run().findings()).isEmpty();
  }

  @Test
  void namesTablesOfOtherEngines() throws SQLException {
    run("CREATE TABLE payments.old (id INT PRIMARY KEY) ENGINE = MyISAM");
    mend(onlyFinding(preflight(), Severity.WARNING));
  }

  @Test
  void namesServerIdsInUse() {
    Finding finding = onlyFinding(preflight().serverIds(1, 8), Severity.WARNING);
    assertThat(finding.what()).contains("replicas: 1.");
  }

  @Test
  void namesDatesThatOnlyMySqlKnows() throws SQLException {
    run("SET GLOBAL sql_mode = 'ALLOW_INVALID_DATES'");
    assertThat(preflight().run().warnings())
        .extracting(Finding::what)
        .satisfiesExactly(
            what -> assertThat(what).contains("ALLOW_INVALID_DATES", "NO_ZERO_DATE", "_rescued"));
  }

  @Test
  void namesAllAtOnce() throws SQLException {
    run("REVOKE REPLICATION SLAVE ON *.* FROM " + USER);
    run("SET GLOBAL binlog_format = 'STATEMENT'");
    run("SET GLOBAL binlog_row_image = 'MINIMAL'");
    run("SET GLOBAL binlog_expire_logs_seconds = 60");
    run("CREATE TABLE payments.log (line TEXT, wide DECIMAL(65,30))");
    PreflightReport report =
        Preflight.of(server(PASSWORD))
            .tables(List.of("payments\\..*", "shop\\..*"), (database, table) -> true)
            .run();
    assertThat(report.hasErrors()).isTrue();
    assertThat(report.errors()).hasSize(6);
    assertThat(report.warnings()).hasSize(1);
    assertThat(report.toString())
        .contains("cannot be captured as it is; 6 errors, 1 warning.")
        .contains("binlog_format", "binlog_row_image", "binlog_expire_logs_seconds")
        .contains("REPLICATION SLAVE", "table payments.log", "payments.log.wide", "`shop`.*")
        .doesNotContain(PASSWORD);
  }

  @Test
  void tellsAWrongPasswordFromAnUnreachableServer() {
    Finding wrong = onlyFinding(Preflight.of(server("not-the-password")), Severity.ERROR);
    assertThat(wrong.where()).isEqualTo("user 'tributary'");
    assertThat(wrong.what()).contains("password is wrong").doesNotContain("not-the-password");

    MySqlServer nowhere = new MySqlServer("no-such-host.invalid", 3306, "u", PASSWORD, Map.of());
    assertThat(onlyFinding(Preflight.of(nowhere), Severity.ERROR).what()).contains("No such host");

    MySqlServer closed = new MySqlServer("127.0.0.1", 1, "u", PASSWORD, Map.of());
    assertThat(onlyFinding(Preflight.of(closed), Severity.ERROR).what())
        .contains("Nothing accepts connections");
  }

  @Test
  void namesALoginThatTheDriverRefuses() throws SQLException {
    run("FLUSH PRIVILEGES"); // forgets cached logins, which need no key
    MySqlServer plain =
        new MySqlServer(
            mysql.host(), mysql.port(), "tributary", PASSWORD, Map.of("sslMode", "DISABLED"));
    assertThat(onlyFinding(Preflight.of(plain), Severity.ERROR).remedy())
        .contains("allowPublicKeyRetrieval=true");
  }

  @Test
  void theCatalogReadsColumnsInOrderAndTheKeyInTheKeysOrder() throws SQLException {
    run("CREATE TABLE payments.items (b INT, a BIGINT UNSIGNED, note TEXT, PRIMARY KEY (a, b))");
    run("CREATE VIEW payments.seen AS SELECT id FROM payments.orders");
    try (Connection connection = server(PASSWORD).connect()) {
      List<TableSchema> tables =
          new MySqlCatalog(connection).tables("shop", (database, table) -> true);
      assertThat(tables)
          .extracting(table -> table.table().toString())
          .containsExactly("shop/payments/items", "shop/payments/orders");
      assertThat(tables.get(0).primaryKey()).containsExactly("a", "b");
      assertThat(tables.get(0).columns())
          .extracting(column -> column.name() + " " + column.sourceType() + " " + column.type())
          .containsExactly("b int INT", "a bigint unsigned DECIMAL(20, 0)", "note text STRING");
    }
  }

  @Test
  void theCatalogReadsTheEndOfTheLog() throws SQLException {
    try (Connection connection = server(PASSWORD).connect()) {
      MySqlCatalog catalog = new MySqlCatalog(connection);
      LogPosition before = catalog.currentLogPosition();
      run("INSERT INTO payments.orders VALUES (1, 1.5, NOW())");
      LogPosition after = catalog.currentLogPosition();
      assertThat(after.file()).isEqualTo(before.file()).startsWith("binlog.");
      assertThat(after.position()).isGreaterThan(before.position());
    }
  }

  private static Preflight.Builder preflight() {
    return Preflight.of(server(PASSWORD))
        .tables(List.of("payments\\..*"), (database, table) -> database.equals("payments"));
  }

  private static MySqlServer server(String password) {
    return new MySqlServer(
        mysql.host(),
        mysql.port(),
        "tributary",
        password,
        Map.of("sslMode", "DISABLED", "allowPublicKeyRetrieval", "true"));
  }

  private static Finding onlyFinding(Preflight.Builder preflight, Severity severity) {
    PreflightReport report = preflight.run();
    assertThat(report.findings()).as("%s", report).hasSize(1);
    assertThat(report.findings().get(0).severity()).isEqualTo(severity);
    return report.findings().get(0);
  }

  /** Runs the remedy as it stands, and sees that nothing is left to mend. */
  private static void mend(Finding finding) throws SQLException {
    run(finding.remedy());
    assertThat(preflight().run().findings()).as("after %s", finding.remedy()).isEmpty();
  }

  private static void run(String sql) throws SQLException {
    try (Statement statement = root.createStatement()) {
      statement.execute(sql);
    }
  }
}
