package io.tributary.demo;

import io.tributary.demo.workload.CommitListener;
import io.tributary.demo.workload.Traffic;
import io.tributary.demo.workload.TrafficShape;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sources' traffic, each in a thread of its own, from {@link #start} to {@link #stop}. */
final class TrafficRunner {

  private static final Logger LOG = LoggerFactory.getLogger(TrafficRunner.class);

  private final Sources sources;
  private final CommitListener listener;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopping;
  private volatile Exception failure;

  TrafficRunner(Sources sources, CommitListener listener) {
    this.sources = sources;
    this.listener = listener;
  }

  /** Begins traffic on the keys that the databases have now. */
  void start(long seed, TrafficShape shape) throws SQLException {
    stopping = false;
    for (Traffic traffic : sources.traffic(seed, shape, listener)) {
      Thread thread = new Thread(() -> run(traffic), "traffic-" + threads.size());
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  private void run(Traffic traffic) {
    try (traffic) {
      traffic.runUntil(() -> stopping);
    } catch (Exception e) {
      LOG.error("The traffic has failed", e);
      failure = e;
    }
  }

  /**
   * Waits until the steps in progress and an open long transaction are done: then the counts are
   * exact. Does nothing if there is no traffic.
   */
  void stop() throws InterruptedException {
    stopping = true;
    for (Thread thread : threads) {
      thread.join();
    }
    threads.clear();
  }

  /**
   * Commits one last change of each table.
   *
   * @throws DemoException if that fails
   */
  void runLastStep(long seed) throws SQLException {
    for (Traffic traffic : sources.traffic(seed, TrafficShape.plain(1), listener)) {
      try (traffic) {
        traffic.runLastStep();
      } catch (Exception e) {
        throw new DemoException("The last changes have failed: " + e.getMessage(), e);
      }
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
