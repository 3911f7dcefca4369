package io.tributary.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.mysql.cj.jdbc.Driver;
import io.tributary.embedded.dist.CacheDirectory;
import io.tributary.embedded.dist.Logs;
import io.tributary.embedded.dist.MySqlDistribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The {@code mysqld} of a {@link MySqlDirectory}: initialises it, runs on it, ends. */
final class MySqlServer {

  /** Generous: on a busy machine. A server that fails ends by itself, and is not waited for. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Duration SHUTDOWN_GRACE = Duration.ofSeconds(15);
  private static final Duration POLL = Duration.ofMillis(50);

  private final MySqlDistribution distribution;
  private final MySqlDirectory directory;
  private final List<String> extraOptions;
  private final String rootPassword;
  private SupervisedProcess process;

  MySqlServer(MySqlDistribution distribution, MySqlDirectory directory, List<String> extraOptions)
      throws IOException {
    this.distribution = distribution;
    this.directory = directory;
    this.extraOptions = List.copyOf(extraOptions);
    this.rootPassword = directory.rootPassword();
  }

  String rootPassword() {
    return rootPassword;
  }

  long pid() {
    return process.pid();
  }

  static String jdbcUrl(int port) {
    return "jdbc:mysql://"
        + EmbeddedMySql.HOST
        + ":"
        + port
        + "/?sslMode=DISABLED&allowPublicKeyRetrieval=true";
  }

  Connection connect(int port) throws SQLException {
    return connect(jdbcUrl(port));
  }

  private Connection connect(String url) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", "root");
    properties.setProperty("password", rootPassword);
    return new Driver().connect(url, properties);
  }

  /** Makes the data directory, in one step as seen from outside. */
  void initialise() throws IOException, InterruptedException {
    CacheDirectory.deleteTree(directory.unfinishedData()); // of one that was interrupted
    Files.createDirectory(directory.unfinishedData());
    List<String> command = command(0);
    command.add("--initialize-insecure"); // the root password follows at the first start
    command.add("--datadir=" + directory.unfinishedData());
    command.add("--skip-log-bin");
    process = SupervisedProcess.start(command, directory.root(), directory.log());
    try {
      if (!process.waitFor(PATIENCE) || process.exitValue() != 0) {
        throw failure("MySQL could not be initialised");
      }
    } finally {
      process.kill();
    }
    Files.move(directory.unfinishedData(), directory.data(), StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Starts the server and returns when it can be used.
   *
   * @throws PortTakenException if somebody else listens on {@code port}
   */
  void start(int port) throws IOException, InterruptedException {
    // On every start, so that the password is right whatever became of the start before. Not in the
    // binlog: a restart is no change of the data.
    SecretFile.write(
        directory.initFile(),
        "SET sql_log_bin = 0;\n"
            + "ALTER USER 'root'@'localhost' IDENTIFIED BY '"
            + rootPassword
            + "';\n");
    long logBefore = Files.exists(directory.log()) ? Files.size(directory.log()) : 0;
    List<String> command = command(port);
    command.add("--init-file=" + directory.initFile());
    process = SupervisedProcess.start(command, directory.root(), directory.log());
    boolean ready = false;
    try {
      awaitReady(port, logBefore);
      ready = true;
    } finally {
      if (!ready) {
        process.kill();
      }
      Files.deleteIfExists(directory.initFile());
    }
  }

  private void awaitReady(int port, long logBefore) throws IOException, InterruptedException {
    String url = jdbcUrl(port) + "&connectTimeout=5000&socketTimeout=5000";
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      if (process.waitFor(POLL)) {
        EmbeddedServerException failure = failure("MySQL did not start");
        throw portWasTaken(logBefore) ? new PortTakenException(failure) : failure;
      }
      try (Connection connection = connect(url)) {
        if (connection.isValid(5)) {
          return;
        }
      } catch (SQLException e) {
        if (System.nanoTime() > deadline) {
          throw failure("MySQL does not answer: " + e.getMessage());
        }
      }
    }
  }

  /** Ends the server in order; nothing happens if it does not run. */
  void stop() {
    if (process != null) {
      process.stop(SHUTDOWN_GRACE);
    }
  }

  /** Ends the server at once. */
  void kill() {
    process.kill();
  }

  private List<String> command(int port) throws IOException {
    SecretFile.write(
        directory.configuration(), new MySqlConfiguration(distribution, directory, port).text());
    List<String> command = new ArrayList<>();
    command.add(distribution.mysqld().toString());
    command.add("--defaults-file=" + directory.configuration());
    command.addAll(extraOptions);
    return command;
  }

  private boolean portWasTaken(long logBefore) throws IOException {
    byte[] log = Files.readAllBytes(directory.log());
    return new String(log, (int) logBefore, log.length - (int) logBefore, UTF_8)
        .contains("Do you already have another mysqld server running on port");
  }

  private EmbeddedServerException failure(String what) {
    return new EmbeddedServerException(
        what + ". Its log, " + directory.log() + ", ends:\n" + Logs.tail(directory.log()));
  }

  /** Somebody else listens on the port. */
  static final class PortTakenException extends EmbeddedServerException {
    private static final long serialVersionUID = 1L;

    PortTakenException(EmbeddedServerException failure) {
      super(failure.getMessage());
    }
  }
}
