package io.tributary.demo;

import io.tributary.demo.metrics.FreshnessProbe;
import io.tributary.demo.metrics.TableMetricRegistry;
import io.tributary.demo.metrics.TableStatus;
import io.tributary.demo.workload.ChangeCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches tables on their way from the source to silver. Safe for use by several threads. */
final class LakeMonitor implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LakeMonitor.class);
  private static final long POLL_MILLIS = 250;

  /** A snapshot may be a matter of seconds. */
  private static final long SNAPSHOT_POLL_MILLIS = 50;

  private static final String BRONZE = LakeJob.BRONZE.jobName();
  private static final String SILVER = LakeJob.SILVER.jobName();

  private final TableMetricRegistry metrics;
  private final ChangeCounts source;
  private final FreshnessProbe probe;
  private volatile Snapshot snapshot = new Snapshot(0, 0, 0);
  private long polled = System.nanoTime();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  /**
   * @param source what has been committed in the sources
   */
  LakeMonitor(TableMetricRegistry metrics, ChangeCounts source, FreshnessProbe probe) {
    this.metrics = metrics;
    this.source = source;
    this.probe = probe;
  }

  /** Begins to look regularly at how far silver has come. */
  void start() {
    timer.scheduleWithFixedDelay(this::poll, 0, POLL_MILLIS, TimeUnit.MILLISECONDS);
    timer.scheduleWithFixedDelay(
        this::watchSnapshot, 0, SNAPSHOT_POLL_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void poll() {
    try {
      for (String table : source.tables()) {
        probe.poll(
            table, metrics.max(SILVER, table, "newest_source_ts_ms"), System.currentTimeMillis());
      }
    } catch (RuntimeException e) {
      LOG.warn("Silver's progress could not be read; trying again", e);
    }
  }

  private void watchSnapshot() {
    long now = System.nanoTime();
    long rows = 0;
    for (String table : source.tables()) {
      rows += metrics.sum(BRONZE, table, "snapshot_rows");
    }
    if (rows > snapshot.rows()) {
      long first = snapshot.rows() == 0 ? polled : snapshot.firstNanos();
      snapshot = new Snapshot(rows, first, now);
    }
    polled = now;
  }

  /**
   * What the snapshot has read so far: so many rows between two moments of {@link
   * System#nanoTime()}.
   */
  record Snapshot(long rows, long firstNanos, long lastNanos) {
    double seconds() {
      return (lastNanos - firstNanos) / 1e9;
    }
  }

  Snapshot snapshot() {
    return snapshot;
  }

  FreshnessProbe probe() {
    return probe;
  }

  /** All tables as they stand now. */
  List<TableStatus> tables() {
    return source.tables().stream().map(this::status).toList();
  }

  private TableStatus status(String name) {
    return new TableStatus(
        name,
        source.of(name).rows(),
        metrics.sum(BRONZE, name, "snapshot_rows"),
        metrics.sum(BRONZE, name, "inserts"),
        metrics.sum(BRONZE, name, "updates"),
        metrics.sum(BRONZE, name, "deletes"),
        metrics.sum(BRONZE, name, "schema_changes"),
        metrics.has(SILVER, name, "rows") ? metrics.sum(SILVER, name, "rows") : -1,
        metrics.max(BRONZE, name, "capture_lag_ms"),
        probe.freshnessMillis(name, System.currentTimeMillis()));
  }

  /** Changes captured, of all tables. */
  long events() {
    return tables().stream().mapToLong(TableStatus::events).sum();
  }

  /**
   * Whether silver has begun to follow the log of every table that has changed: it then has the
   * snapshot, which comes before.
   */
  boolean silverFollows() {
    return tables().stream()
        .allMatch(
            table ->
                probe.isCurrent(table.table())
                    || metrics.max(SILVER, table.table(), "newest_source_ts_ms") > 0);
  }

  /** What keeps silver from being equal to a source that has come to rest; empty if nothing. */
  List<String> unsettled() {
    List<String> reasons = new ArrayList<>();
    for (TableStatus table : tables()) {
      if (!probe.isCurrent(table.table())) {
        reasons.add(table.table() + " lacks the latest changes");
      } else if (table.silverRows() != table.sourceRows()) {
        reasons.add(
            table.table()
                + " has "
                + table.silverRows()
                + " rows in silver and "
                + table.sourceRows()
                + " in the source");
      }
    }
    return reasons;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
