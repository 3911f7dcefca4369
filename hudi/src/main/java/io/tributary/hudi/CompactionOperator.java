package io.tributary.hudi;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executes compactions, one after the other, in a thread beside the stream: as soon as one is
 * planned, whether rows come or not. One that fails is tried again, at first after the next
 * checkpoint, then after ever more of them; the table stays readable meanwhile, and no other
 * compaction of it is planned.
 */
final class CompactionOperator extends AbstractStreamOperator<Void>
    implements OneInputStreamOperator<String, Void>, BoundedOneInput {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(CompactionOperator.class);
  private static final int MAX_PAUSE = 64;
  private static final long CLEANING_PAUSE = Duration.ofHours(1).toNanos();

  /** Many tables are written in one JVM, and a compaction takes a core and some memory. */
  private static final Semaphore SLOTS =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));

  private final String table;
  private final Configuration conf;
  private final int threads;

  private transient ExecutorService thread;
  private transient volatile Compactor compactor;
  private transient Set<String> pending;
  private transient int pauseLeft;
  private transient int pause;
  private transient boolean running;
  private transient volatile boolean stopped;
  private transient long cleanAt;
  private transient Counter compactions;
  private transient Counter failures;

  CompactionOperator(String table, Configuration conf, int threads) {
    this.table = table;
    this.conf = conf;
    this.threads = threads;
  }

  @Override
  public void open() throws Exception {
    super.open();
    pending = new LinkedHashSet<>();
    pause = 1;
    cleanAt = System.nanoTime();
    thread =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread created = new Thread(work, "hudi-compaction-" + table);
              created.setDaemon(true);
              created.setContextClassLoader(getClass().getClassLoader());
              return created;
            });
    MetricGroup metrics = HudiMetrics.group(getMetricGroup(), table);
    metrics.gauge("pendingCompactions", this::pendingCompactions);
    compactions = metrics.counter("compactions");
    failures = metrics.counter("failedCompactions");
  }

  private synchronized int pendingCompactions() {
    return pending.size();
  }

  @Override
  public synchronized void processElement(StreamRecord<String> instant) {
    pending.add(instant.getValue());
    start();
  }

  private void start() {
    if (!running && !pending.isEmpty()) {
      running = true;
      thread.execute(this::compactAll);
    }
  }

  private void compactAll() {
    String next = next();
    while (next != null) {
      try {
        compact(next);
        done(next);
      } catch (Throwable e) {
        failed(next, e);
        return;
      }
      next = next();
    }
  }

  private synchronized String next() {
    running = !pending.isEmpty();
    return running ? pending.iterator().next() : null;
  }

  private void compact(String instant) throws Exception {
    SLOTS.acquire();
    try {
      if (compactor == null) {
        compactor = new Compactor(conf, threads);
      }
      compactor.compact(instant);
      cleanIfDue();
    } finally {
      SLOTS.release();
    }
  }

  /** To look what may be cleaned takes some twenty requests, mostly listings: not each time. */
  private void cleanIfDue() {
    if (cleanAt > System.nanoTime()) {
      return;
    }
    try {
      compactor.clean();
      cleanAt = System.nanoTime() + CLEANING_PAUSE;
    } catch (RuntimeException e) {
      if (!stopped) {
        LOG.warn("Could not clean {}; it is tried again after the next compaction", table, e);
      }
    }
  }

  private synchronized void done(String instant) {
    pending.remove(instant);
    pause = 1;
    compactions.inc();
  }

  private synchronized void failed(String instant, Throwable reason) {
    running = false;
    pauseLeft = pause;
    pause = Math.min(pause * 2, MAX_PAUSE);
    if (!stopped) {
      failures.inc();
      LOG.error(
          "Compaction {} of {} failed and will be tried again in {} checkpoints",
          instant,
          table,
          pauseLeft,
          reason);
    }
  }

  @Override
  public synchronized void notifyCheckpointComplete(long checkpointId) throws Exception {
    super.notifyCheckpointComplete(checkpointId);
    if (!running && !pending.isEmpty() && --pauseLeft <= 0) {
      start();
    }
  }

  @Override
  public void endInput() throws Exception {
    thread.submit(() -> {}).get();
  }

  @Override
  public void close() throws Exception {
    stopped = true;
    if (thread != null) {
      thread.shutdownNow();
      if (compactor != null) {
        compactor.close();
      }
      // A successor begins the compaction anew and must not meet this one.
      if (!thread.awaitTermination(2, TimeUnit.MINUTES)) {
        LOG.warn("A compaction of {} does not stop", table);
      }
    }
    super.close();
  }
}
