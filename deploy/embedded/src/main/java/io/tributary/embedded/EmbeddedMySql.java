package io.tributary.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.mysql.cj.jdbc.Driver;
import io.tributary.embedded.dist.CacheDirectory;
import io.tributary.embedded.dist.Logs;
import io.tributary.embedded.dist.MySqlDistribution;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * A MySQL 8.0.33 server of one's own: a child process on a random loopback port that ends with this
 * JVM, however that ends. Set up for change data capture: row format, full images, GTIDs, a binlog
 * kept for 30 days, time zone +00:00.
 *
 * <p>For demos and tests: commits are not forced to the disk.
 *
 * <p>Safe for use by several threads.
 */
public final class EmbeddedMySql implements AutoCloseable {

  static final String HOST = "127.0.0.1";

  /** Generous: on a busy machine. A server that fails ends by itself, and is not waited for. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Duration SHUTDOWN_GRACE = Duration.ofSeconds(15);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final int PORTS_TRIED = 5;

  private final MySqlDistribution distribution;
  private final MySqlDirectory directory;
  private final List<String> extraOptions;
  private final Progress progress;
  private final String rootPassword;
  private final Thread shutdownHook = new Thread(this::endServer, "embedded-mysql-shutdown");

  private int port;
  private SupervisedProcess server;

  private EmbeddedMySql(
      MySqlDistribution distribution,
      MySqlDirectory directory,
      List<String> extraOptions,
      Progress progress)
      throws IOException {
    this.distribution = distribution;
    this.directory = directory;
    this.extraOptions = List.copyOf(extraOptions);
    this.progress = progress;
    this.rootPassword = directory.rootPassword();
  }

  /** As {@link #start(Path, Progress, List)}, without options. */
  public static EmbeddedMySql start(Path directory, Progress progress) {
    return start(directory, progress, List.of());
  }

  /**
   * Starts a server and returns when it can be used. The first start on a machine downloads 553 MB
   * with Maven and keeps 200 MB of it in {@code ~/.cache/tributary} (or below {@code
   * XDG_CACHE_HOME}, or in {@code TRIBUTARY_CACHE}).
   *
   * @param directory where the server keeps its data, its log and its root password: a new one is
   *     initialised, one of an earlier server carries on with its data and password
   * @param progress told of the download, the unpacking, the initialisation and the start
   * @param extraServerOptions options of {@code mysqld}, such as {@code
   *     --default-time-zone=+05:00}; they win over the defaults here, and must hold no secrets, as
   *     every user of the machine sees them
   * @throws EmbeddedServerException if it cannot be started; the message says why
   */
  public static EmbeddedMySql start(
      Path directory, Progress progress, List<String> extraServerOptions) {
    try {
      MySqlDistribution distribution =
          MySqlDistribution.in(CacheDirectory.ofUser(), Platform.current(), progress);
      MySqlDirectory taken = MySqlDirectory.take(directory);
      try {
        EmbeddedMySql mysql = new EmbeddedMySql(distribution, taken, extraServerOptions, progress);
        mysql.initialiseIfNew();
        mysql.startOnFreePort();
        return mysql;
      } catch (IOException | InterruptedException | RuntimeException e) {
        taken.close();
        throw e;
      }
    } catch (IOException e) {
      throw new EmbeddedServerException("Cannot start MySQL in " + directory + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedServerException("Interrupted while starting MySQL in " + directory, e);
    }
  }

  /** The address that the server listens on: 127.0.0.1. */
  public String host() {
    return HOST;
  }

  /** The port that the server listens on, the same for the life of this object. */
  public synchronized int port() {
    return port;
  }

  /** For {@code java.sql}: no database chosen, no TLS. */
  public String jdbcUrl() {
    return "jdbc:mysql://"
        + HOST
        + ":"
        + port()
        + "/?sslMode=DISABLED&allowPublicKeyRetrieval=true";
  }

  /** The password of the user {@code root}, who may connect from this machine only. */
  public String rootPassword() {
    return rootPassword;
  }

  /**
   * A new connection as {@code root}, without a database.
   *
   * @throws SQLException if the server does not answer
   */
  public Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", "root");
    properties.setProperty("password", rootPassword);
    return new Driver().connect(jdbcUrl(), properties);
  }

  /** The process id of the server. */
  public synchronized long pid() {
    return server.pid();
  }

  /** Ends the server as {@code kill -9} does, and leaves it down; its data stays. For tests. */
  public synchronized void kill() {
    server.kill();
  }

  /**
   * Starts the server again on the same port and data: after {@link #kill}, or ending it in order
   * first.
   *
   * @throws EmbeddedServerException if it does not start, for instance because the port has been
   *     taken meanwhile
   */
  public synchronized void restart() {
    server.stop(SHUTDOWN_GRACE);
    try {
      launch();
      awaitReady();
    } catch (IOException e) {
      throw new EmbeddedServerException(
          "Cannot restart MySQL in " + directory.root() + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedServerException("Interrupted while restarting MySQL", e);
    }
  }

  /** Ends the server in order; its data stays. Does nothing the second time. */
  @Override
  public void close() {
    endServer();
    try {
      Runtime.getRuntime().removeShutdownHook(shutdownHook);
    } catch (IllegalStateException e) {
      // The JVM is ending: the hook does no harm.
    }
  }

  private synchronized void endServer() {
    if (server != null) {
      server.stop(SHUTDOWN_GRACE);
    }
    try {
      directory.close();
    } catch (IOException e) {
      throw new EmbeddedServerException("Cannot release " + directory.root() + ": " + e, e);
    }
  }

  private void initialiseIfNew() throws IOException, InterruptedException {
    if (Files.exists(directory.data())) {
      return;
    }
    String what = "Initialising MySQL";
    progress.update(what, 0, 1);
    CacheDirectory.deleteTree(directory.unfinishedData()); // of one that was interrupted
    Files.createDirectory(directory.unfinishedData());
    writeConfiguration();
    List<String> command = command();
    command.add("--initialize-insecure"); // the root password follows at the first start
    command.add("--datadir=" + directory.unfinishedData());
    command.add("--skip-log-bin");
    SupervisedProcess process = SupervisedProcess.start(command, directory.root(), directory.log());
    if (!process.waitFor(PATIENCE)) {
      process.kill();
    }
    if (process.exitValue() != 0) {
      throw failure("MySQL could not be initialised");
    }
    Files.move(directory.unfinishedData(), directory.data(), StandardCopyOption.ATOMIC_MOVE);
    progress.update(what, 1, 1);
  }

  /** Somebody may take a free port before the server does: then another one is tried. */
  private synchronized void startOnFreePort() throws IOException, InterruptedException {
    progress.update("Starting MySQL", 0, 1);
    Runtime.getRuntime().addShutdownHook(shutdownHook);
    for (int attempt = 1; ; attempt++) {
      port = freePort();
      long logBefore = Files.exists(directory.log()) ? Files.size(directory.log()) : 0;
      try {
        launch();
        awaitReady();
        progress.update("Starting MySQL", 1, 1);
        return;
      } catch (EmbeddedServerException e) {
        if (attempt == PORTS_TRIED || !portWasTaken(logBefore)) {
          Runtime.getRuntime().removeShutdownHook(shutdownHook);
          throw e;
        }
      }
    }
  }

  private boolean portWasTaken(long logBefore) throws IOException {
    byte[] log = Files.readAllBytes(directory.log());
    return new String(log, (int) logBefore, log.length - (int) logBefore, UTF_8)
        .contains("Do you already have another mysqld server running on port");
  }

  private void launch() throws IOException {
    // On every start, so that the password is right whatever became of the start before. Not in the
    // binlog: a restart is no change of the data.
    SecretFile.write(
        directory.initFile(),
        "SET sql_log_bin = 0;\n"
            + "ALTER USER 'root'@'localhost' IDENTIFIED BY '"
            + rootPassword
            + "';\n");
    writeConfiguration();
    List<String> command = command();
    command.add("--init-file=" + directory.initFile());
    server = SupervisedProcess.start(command, directory.root(), directory.log());
  }

  private void writeConfiguration() throws IOException {
    SecretFile.write(
        directory.configuration(), new MySqlConfiguration(distribution, directory, port).text());
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(distribution.mysqld().toString());
    command.add("--defaults-file=" + directory.configuration());
    command.addAll(extraOptions);
    return command;
  }

  private void awaitReady() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      if (server.waitFor(POLL)) {
        throw failure("MySQL did not start");
      }
      try (Connection connection = connect()) {
        if (connection.isValid(1)) {
          Files.deleteIfExists(directory.initFile());
          return;
        }
      } catch (SQLException e) {
        if (System.nanoTime() > deadline) {
          server.kill();
          throw failure("MySQL does not answer: " + e.getMessage());
        }
      }
    }
  }

  private EmbeddedServerException failure(String what) {
    return new EmbeddedServerException(
        what + ". Its log, " + directory.log() + ", ends:\n" + Logs.tail(directory.log()));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      return socket.getLocalPort();
    }
  }
}
