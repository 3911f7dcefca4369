package io.tributary.embedded.mongo;

import de.bwaldvogel.mongo.MongoServer;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * An emulated MongoDB 6.0 in this JVM: a replica set of one member whose data is in memory, for as
 * long as this object lives. It goes as far as Flink CDC's MongoDB source needs: commands for
 * documents and collections, change streams on collections, databases and everything, resuming,
 * images of documents before and after a change, {@code splitVector}.
 *
 * <p>Only a real server shows transactions and updates by an aggregation pipeline (refused here),
 * elections, authentication and TLS, an oplog that is limited by size, images that expire, errors
 * when a stream resumes after it was invalidated, elements of arrays in {@code updateDescription},
 * JavaScript with scope, subtypes of binary data other than UUID, capped and sharded collections.
 */
public final class MongoEmulator {

  private static final String HOST = "127.0.0.1";

  /** A change stream that waits holds its thread: one for each connection of a busy test. */
  private static final int THREADS = 64;

  private final ReplicaSetBackend backend;
  private MongoServer server;
  private int port;

  /**
   * An emulator without data, not started.
   *
   * @param replicaSet the name of its replica set
   * @param eventsKept how many events change streams can go back
   */
  public MongoEmulator(String replicaSet, int eventsKept) {
    backend = new ReplicaSetBackend(replicaSet, new EventLog(Clock.systemUTC(), eventsKept));
  }

  /**
   * Listens on 127.0.0.1: the first time on any free port, later on the same.
   *
   * @throws IllegalStateException if it cannot, for instance because the port has been taken
   */
  public synchronized void start() throws InterruptedException {
    MongoServer starting = new MongoServer(backend);
    FutureTask<Integer> bind =
        new FutureTask<>(
            () -> {
              starting.bind(new InetSocketAddress(HOST, port), 1, THREADS);
              return starting.getLocalAddress().getPort();
            });
    // The server's threads are daemons if the one is that starts them: they must not keep the JVM.
    Thread starter = new Thread(bind, "mongo-emulator-start");
    starter.setDaemon(true);
    starter.start();
    try {
      port = bind.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("The MongoDB emulator does not start: " + e.getCause(), e);
    }
    server = starting;
    backend.listensOn(HOST + ":" + port);
  }

  /** Closes all connections; the data stays. Does nothing if it is not started. */
  public synchronized void stop() {
    if (server != null) {
      server.shutdownNow();
      server = null;
    }
  }

  /** The port that it listens on, since the first start. */
  public synchronized int port() {
    return port;
  }
}
