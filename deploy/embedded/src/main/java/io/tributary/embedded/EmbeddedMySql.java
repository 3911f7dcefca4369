package io.tributary.embedded;

import io.tributary.embedded.MySqlServer.PortTakenException;
import io.tributary.embedded.dist.CacheDirectory;
import io.tributary.embedded.dist.MySqlDistribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

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

  private static final int PORTS_TRIED = 5;

  private final MySqlDirectory directory;
  private final MySqlServer server;
  private final Thread shutdownHook = new Thread(this::end, "embedded-mysql-shutdown");
  private int port;
  private boolean ended;

  private EmbeddedMySql(MySqlDirectory directory, MySqlServer server) {
    this.directory = directory;
    this.server = server;
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
      boolean started = false;
      try {
        MySqlServer server = new MySqlServer(distribution, taken, extraServerOptions);
        if (!Files.exists(taken.data())) {
          progress.update("Initialising MySQL", 0, 1);
          server.initialise();
          progress.update("Initialising MySQL", 1, 1);
        }
        EmbeddedMySql mysql = new EmbeddedMySql(taken, server);
        progress.update("Starting MySQL", 0, 1);
        mysql.startOnFreePort();
        progress.update("Starting MySQL", 1, 1);
        started = true;
        return mysql;
      } finally {
        if (!started) {
          taken.close();
        }
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
    return MySqlServer.jdbcUrl(port());
  }

  /** The password of the user {@code root}, who may connect from this machine only. */
  public String rootPassword() {
    return server.rootPassword();
  }

  /**
   * A new connection as {@code root}, without a database.
   *
   * @throws SQLException if the server does not answer
   */
  public Connection connect() throws SQLException {
    return server.connect(port());
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
   * @throws IllegalStateException after {@link #close}
   */
  public synchronized void restart() {
    if (ended) {
      throw new IllegalStateException("This MySQL server has been closed: start a new one");
    }
    server.stop();
    try {
      server.start(port);
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
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(shutdownHook);
    } catch (IllegalStateException e) {
      // The JVM is ending: the hook does no harm.
    }
  }

  private synchronized void end() {
    ended = true;
    server.stop();
    try {
      directory.close();
    } catch (IOException e) {
      throw new EmbeddedServerException("Cannot release " + directory.root() + ": " + e, e);
    }
  }

  /** Somebody may take a free port before the server does: then another one is tried. */
  private synchronized void startOnFreePort() throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      port = LoopbackPort.free();
      try {
        server.start(port);
        break;
      } catch (PortTakenException e) {
        if (attempt == PORTS_TRIED) {
          throw e;
        }
      }
    }
    try {
      Runtime.getRuntime().addShutdownHook(shutdownHook);
    } catch (IllegalStateException e) {
      server.stop();
      throw new EmbeddedServerException("The JVM is ending", e);
    }
  }
}
