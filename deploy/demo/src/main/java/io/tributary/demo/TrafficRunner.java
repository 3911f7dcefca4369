package io.tributary.demo;

import io.tributary.demo.workload.ChangeCounts;
import io.tributary.demo.workload.KeySpace;
import io.tributary.demo.workload.MySqlLogin;
import io.tributary.demo.workload.Traffic;
import io.tributary.demo.workload.TrafficPlan;
import io.tributary.demo.workload.TrafficShape;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Traffic in a thread of its own, from {@link #start} to {@link #stop}; and again. */
final class TrafficRunner {

  private static final Logger LOG = LoggerFactory.getLogger(TrafficRunner.class);

  private final MySqlLogin login;
  private final ChangeCounts counts;
  private final Traffic.CommitListener listener;
  private Thread thread;
  private volatile boolean stopping;
  private volatile Exception failure;

  TrafficRunner(MySqlLogin login, ChangeCounts counts, Traffic.CommitListener listener) {
    this.login = login;
    this.counts = counts;
    this.listener = listener;
  }

  /** Begins traffic on the keys that the database has now. */
  void start(long seed, TrafficShape shape) throws SQLException {
    TrafficPlan plan = new TrafficPlan(seed, keys(), shape, LocalDateTime.now(ZoneOffset.UTC));
    stopping = false;
    thread = new Thread(() -> run(plan), "traffic");
    thread.setDaemon(true);
    thread.start();
  }

  private KeySpace keys() throws SQLException {
    try (Connection connection = login.connect()) {
      return KeySpace.read(connection);
    }
  }

  private void run(TrafficPlan plan) {
    try (Traffic traffic = new Traffic(login, plan, counts, listener)) {
      traffic.runUntil(() -> stopping);
    } catch (SQLException | RuntimeException e) {
      LOG.error("The traffic has failed", e);
      failure = e;
    }
  }

  /**
   * Waits until the step in progress and an open long transaction are done: then the counts are
   * exact. Does nothing if there is no traffic.
   */
  void stop() throws InterruptedException {
    if (thread != null) {
      stopping = true;
      thread.join();
      thread = null;
    }
  }

  /** Commits one last change of each table. */
  void runLastTransaction(long seed) throws SQLException {
    TrafficPlan plan =
        new TrafficPlan(seed, keys(), TrafficShape.plain(1), LocalDateTime.now(ZoneOffset.UTC));
    try (Traffic traffic = new Traffic(login, plan, counts, listener)) {
      traffic.runLastTransaction();
    }
  }

  /**
   * @throws DemoException if the traffic has failed
   */
  void requireHealthy() {
    if (failure != null) {
      throw new DemoException("The traffic has failed: " + failure.getMessage(), failure);
    }
  }
}
