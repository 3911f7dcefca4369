package io.tributary.embedded;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A MongoDB server of one's own, a replica set of one member on a random loopback port that ends
 * with this JVM, however that ends. It is of one of two kinds:
 *
 * <ul>
 *   <li>a real {@code mongod} as a child process, where the environment variable {@code
 *       TRIBUTARY_MONGOD} names one (or a script that becomes one by {@code exec}) or {@code PATH}
 *       has one. Its data is in a directory, and a later server carries on with it;
 *   <li>an emulator in this JVM otherwise, whose data is gone when it is closed. What only a real
 *       server shows is said at {@link io.tributary.embedded.mongo.MongoEmulator}.
 * </ul>
 *
 * <p>Neither asks for a password: every user of the machine can connect. MongoDB's license is the
 * SSPL; nothing here brings or downloads it.
 *
 * <p>For demos and tests. Safe for use by several threads.
 */
public final class EmbeddedMongo implements AutoCloseable {

  static final String REPLICA_SET = "rs0";

  private static final String HOST = "127.0.0.1";

  /** So many changes can a reader of the emulator be behind. */
  private static final int EVENTS_KEPT = 200_000;

  private final MongoInstance instance;
  private final Thread shutdownHook = new Thread(this::end, "embedded-mongo-shutdown");
  private boolean ended;

  private EmbeddedMongo(MongoInstance instance) {
    this.instance = instance;
  }

  /**
   * Whether {@link #start} starts a real server.
   *
   * @throws EmbeddedServerException if {@code TRIBUTARY_MONGOD} names no executable
   */
  public static boolean realIsAvailable() {
    return MongodExecutable.find(System.getenv()).isPresent();
  }

  /**
   * Starts a real server where there is one, and the emulator otherwise.
   *
   * @param directory for a real server's data and log
   * @param progress told of the start
   * @throws EmbeddedServerException if it cannot be started; the message says why
   */
  public static EmbeddedMongo start(Path directory, Progress progress) {
    return realIsAvailable() ? startReal(directory, progress, List.of()) : startEmulator(progress);
  }

  /**
   * Starts a real server and returns when it takes writes.
   *
   * @param directory where the server keeps its data and its log: a new one, or that of an earlier
   *     server, whose data it then has
   * @param progress told of the start
   * @param extraServerOptions options of {@code mongod} that win over the defaults here: {@code
   *     --oplogSize=990} (in MB; only a new directory's), {@code --setParameter=…}
   * @throws EmbeddedServerException if it cannot be started; the message says why
   */
  public static EmbeddedMongo startReal(
      Path directory, Progress progress, List<String> extraServerOptions) {
    Path executable =
        MongodExecutable.find(System.getenv())
            .orElseThrow(
                () ->
                    new EmbeddedServerException(
                        "There is no mongod here: install MongoDB, or name one in "
                            + MongodExecutable.VARIABLE));
    try {
      DirectoryLock lock = DirectoryLock.take(directory, "MongoDB");
      return start(new MongodInstance(executable, lock, extraServerOptions), progress);
    } catch (IOException e) {
      throw new EmbeddedServerException("Cannot start MongoDB in " + directory + ": " + e, e);
    }
  }

  /**
   * Starts the emulator.
   *
   * @param progress told of the start
   * @throws EmbeddedServerException if it cannot be started; the message says why
   */
  public static EmbeddedMongo startEmulator(Progress progress) {
    return startEmulator(progress, EVENTS_KEPT);
  }

  /**
   * Starts the emulator.
   *
   * @param progress told of the start
   * @param eventsKept how many changes a change stream may be behind, as with a real server's oplog
   * @throws EmbeddedServerException if it cannot be started; the message says why
   */
  public static EmbeddedMongo startEmulator(Progress progress, int eventsKept) {
    return start(new EmulatorInstance(eventsKept), progress);
  }

  private static EmbeddedMongo start(MongoInstance instance, Progress progress) {
    EmbeddedMongo mongo = new EmbeddedMongo(instance);
    boolean started = false;
    try {
      progress.update("Starting MongoDB", 0, 1);
      mongo.startInstance();
      Runtime.getRuntime().addShutdownHook(mongo.shutdownHook);
      progress.update("Starting MongoDB", 1, 1);
      started = true;
      return mongo;
    } catch (IllegalStateException e) {
      throw new EmbeddedServerException("The JVM is ending", e);
    } finally {
      if (!started) {
        mongo.end();
      }
    }
  }

  /** Whether it is a real server. */
  public boolean isReal() {
    return instance instanceof MongodInstance;
  }

  /** What it is, for people: {@code MongoDB 8.2.0}, {@code MongoDB emulator (…)}. */
  public String description() {
    return instance.description();
  }

  /** The port that the server listens on at 127.0.0.1, the same for the life of this object. */
  public synchronized int port() {
    return instance.port();
  }

  /** Such as {@code 127.0.0.1:27017}: what Flink CDC calls {@code hosts}. */
  public String hosts() {
    return HOST + ":" + port();
  }

  /** The options of {@link #uri()}, which Flink CDC wants apart: {@code replicaSet=rs0}. */
  public String connectionOptions() {
    return "replicaSet=" + REPLICA_SET;
  }

  /** Such as {@code mongodb://127.0.0.1:27017/?replicaSet=rs0}. */
  public String uri() {
    return "mongodb://" + hosts() + "/?" + connectionOptions();
  }

  /** A new client, to be closed by the caller. */
  public MongoClient client() {
    return MongoClients.create(uri());
  }

  /** The process id of the server: for the emulator that of this JVM. */
  public synchronized long pid() {
    return instance.pid();
  }

  /** Ends the server in order, and leaves it down; {@link #restart} brings it back. For tests. */
  public synchronized void stop() {
    instance.stop();
  }

  /**
   * Ends the server as {@code kill -9} does, and leaves it down; the data stays. The emulator
   * closes all connections. For tests.
   */
  public synchronized void kill() {
    instance.kill();
  }

  /**
   * Starts the server again on the same port and data: after {@link #stop} or {@link #kill}, or
   * ending it in order first.
   *
   * @throws EmbeddedServerException if it does not start, for instance because the port has been
   *     taken meanwhile
   * @throws IllegalStateException after {@link #close}
   */
  public synchronized void restart() {
    if (ended) {
      throw new IllegalStateException("This MongoDB server has been closed: start a new one");
    }
    instance.stop();
    startInstance();
  }

  /** Ends the server in order; a real one's data stays. Does nothing the second time. */
  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(shutdownHook);
    } catch (IllegalStateException e) {
      // The JVM is ending: the hook does no harm.
    }
  }

  private synchronized void startInstance() {
    try {
      instance.start();
    } catch (IOException e) {
      throw new EmbeddedServerException("Cannot start MongoDB: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedServerException("Interrupted while starting MongoDB", e);
    }
  }

  private synchronized void end() {
    ended = true;
    try {
      instance.close();
    } catch (IOException e) {
      throw new EmbeddedServerException("Cannot end MongoDB: " + e, e);
    }
  }
}
