package io.tributary.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedMySqlIT {

  @TempDir static Path shared;
  private static final Set<String> STEPS = new LinkedHashSet<>();
  private static EmbeddedMySql mysql;

  @TempDir Path own;

  @BeforeAll
  static void start() {
    mysql = EmbeddedMySql.start(shared, (what, done, total) -> STEPS.add(what));
  }

  @AfterAll
  static void end() {
    mysql.close();
  }

  @Test
  void isSetUpForChangeCapture() throws SQLException {
    try (Connection root = mysql.connect()) {
      assertThat(query(root, "SELECT VERSION()")).isEqualTo("8.0.33");
      assertThat(query(root, "SELECT @@log_bin")).isEqualTo("1");
      assertThat(query(root, "SELECT @@binlog_format")).isEqualTo("ROW");
      assertThat(query(root, "SELECT @@binlog_row_image")).isEqualTo("FULL");
      assertThat(query(root, "SELECT @@gtid_mode")).isEqualTo("ON");
      assertThat(query(root, "SELECT @@server_id")).isEqualTo("1");
      assertThat(query(root, "SELECT @@time_zone")).isEqualTo("+00:00");
      assertThat(query(root, "SELECT @@system_time_zone")).isEqualTo("UTC");
      // A server killed in the middle of a write needs it to be whole again.
      assertThat(query(root, "SELECT @@innodb_doublewrite")).isEqualTo("ON");
      assertThat(query(root, "SELECT @@bind_address")).isEqualTo("127.0.0.1");
      assertThat(query(root, "SELECT 'Ärger' REGEXP '^[[:alpha:]]+$'")).isEqualTo("1");
    }
    assertThat(STEPS).endsWith("Initialising MySQL", "Starting MySQL");
  }

  @Test
  void keepsItsPasswordToItself() throws IOException {
    for (String file : List.of("root-password", "my.cnf")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(shared.resolve(file))))
          .as(file)
          .isEqualTo("rw-------");
    }
    assertThat(shared.resolve("init.sql")).doesNotExist();
    assertThat(commandLine(mysql.pid())).contains("mysqld").doesNotContain(mysql.rootPassword());
    assertThatThrownBy(() -> DriverManager.getConnection(mysql.jdbcUrl(), "root", "wrong").close())
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("Access denied");
  }

  @Test
  void carriesOnWithTheSameDataAfterEachKindOfEnd() throws SQLException {
    // A path that an option file and a Unix socket would rather not have.
    Path directory = own.resolve("it's a \"long\" path # " + "x".repeat(100));
    String password;
    List<Long> pids = new ArrayList<>();
    try (EmbeddedMySql server = EmbeddedMySql.start(directory, Progress.NONE)) {
      password = server.rootPassword();
      int port = server.port();
      pids.add(server.pid());
      execute(server, "CREATE DATABASE d", "CREATE TABLE d.t (id INT PRIMARY KEY)");
      execute(server, "INSERT INTO d.t VALUES (1)");

      server.kill();
      assertThatThrownBy(server::connect).isInstanceOf(SQLException.class);
      server.restart();
      pids.add(server.pid());
      execute(server, "INSERT INTO d.t VALUES (2)");

      server.restart();
      pids.add(server.pid());
      execute(server, "INSERT INTO d.t VALUES (3)");
      assertThat(server.port()).isEqualTo(port);
    }
    try (EmbeddedMySql server =
            EmbeddedMySql.start(directory, Progress.NONE, List.of("--default-time-zone=+05:00"));
        Connection root = server.connect()) {
      pids.add(server.pid());
      assertThat(server.rootPassword()).isEqualTo(password);
      assertThat(query(root, "SELECT GROUP_CONCAT(id ORDER BY id) FROM d.t")).isEqualTo("1,2,3");
      assertThat(query(root, "SELECT @@time_zone")).isEqualTo("+05:00");
      // Five statements, five transactions: no start is one.
      assertThat(query(root, "SELECT @@gtid_executed")).endsWith(":1-5");
    }
    assertThat(pids).doesNotHaveDuplicates().noneMatch(EmbeddedMySqlIT::isAlive);
  }

  @Test
  void runsBesideAnotherButNotOnTheSameDirectory() {
    assertThatThrownBy(() -> EmbeddedMySql.start(shared, Progress.NONE))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining("Another embedded MySQL server runs on " + shared);
    try (EmbeddedMySql second = EmbeddedMySql.start(own, Progress.NONE)) {
      assertThat(second.port()).isNotEqualTo(mysql.port());
      assertThat(second.rootPassword()).isNotEqualTo(mysql.rootPassword());
    }
  }

  @Test
  void saysWhyItDoesNotStart() {
    assertThatThrownBy(() -> EmbeddedMySql.start(own, Progress.NONE, List.of("--no-such-option")))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining("unknown option '--no-such-option'")
        .hasMessageContaining(own.resolve("mysqld.log").toString());
  }

  @Test
  void endsWithAJvmThatIsKilled() throws Exception {
    Process jvm = OtherJvm.start(Other.class, own.toString());
    try (BufferedReader output = jvm.inputReader(StandardCharsets.UTF_8)) {
      ProcessHandle server = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
      assertThat(commandLine(server.pid())).contains("mysqld");

      jvm.destroyForcibly();

      server.onExit().get(30, TimeUnit.SECONDS);
    } finally {
      jvm.destroyForcibly();
    }
  }

  @Test
  void endsWithAJvmThatForgetsToCloseIt() throws Exception {
    Process jvm = OtherJvm.start(Other.class, own.toString());
    try (BufferedReader output = jvm.inputReader(StandardCharsets.UTF_8)) {
      long pid = Long.parseLong(output.readLine());

      jvm.getOutputStream().close(); // lets its main end

      assertThat(jvm.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(isAlive(pid)).isFalse();
    } finally {
      jvm.destroyForcibly();
    }
  }

  /** The main of the other JVM: prints the server's pid, ends when standard input does. */
  public static final class Other {
    /** Takes the directory. */
    public static void main(String[] arguments) throws IOException {
      EmbeddedMySql server = EmbeddedMySql.start(Path.of(arguments[0]), Progress.NONE);
      System.out.println(server.pid());
      while (System.in.read() >= 0) {
        // Nothing is sent.
      }
    }
  }

  /** All arguments, as any user of the machine can see them. */
  private static String commandLine(long pid) throws IOException {
    return Files.readString(Path.of("/proc/" + pid + "/cmdline")).replace('\0', ' ');
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static void execute(EmbeddedMySql server, String... statements) throws SQLException {
    try (Connection root = server.connect();
        Statement statement = root.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static String query(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
