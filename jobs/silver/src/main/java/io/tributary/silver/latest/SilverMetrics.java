package io.tributary.silver.latest;

import io.tributary.common.metrics.TableMetrics;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What silver tells of a table. A change counts as readable once the checkpoint is complete that it
 * was written before.
 */
final class SilverMetrics {

  private static final long NOTHING = Long.MIN_VALUE;

  private final NavigableMap<Long, Long> newestOfCheckpoints = new ConcurrentSkipListMap<>();
  private volatile long rows;
  private long newestReceived = NOTHING;
  private volatile long newestReadable = NOTHING;
  private Counter dropped;
  private Counter rescued;

  /**
   * @param rows rows in this subtask's part of the table
   */
  SilverMetrics(long rows) {
    this.rows = rows;
  }

  void register(MetricGroup operator, String table) {
    MetricGroup group = TableMetrics.group(operator, table);
    dropped = group.counter("dropped");
    rescued = group.counter("rescued");
    group.gauge("rows", () -> rows);
    group.gauge("newest_source_ts_ms", () -> newestReadable == NOTHING ? 0 : newestReadable);
    group.gauge("freshness_ms", this::freshness);
  }

  private long freshness() {
    return newestReadable == NOTHING ? 0 : System.currentTimeMillis() - newestReadable;
  }

  /**
   * @param sourceTs null for snapshot rows
   */
  void received(Long sourceTs, boolean hasRescued) {
    if (sourceTs != null && sourceTs > newestReceived) {
      newestReceived = sourceTs;
    }
    if (hasRescued) {
      rescued.inc();
    }
  }

  void dropped() {
    dropped.inc();
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // Written by the task's thread alone.
  void rowAdded() {
    rows++;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // Written by the task's thread alone.
  void rowDeleted() {
    rows--;
  }

  long rows() {
    return rows;
  }

  void checkpointTaken(long checkpoint) {
    newestOfCheckpoints.put(checkpoint, newestReceived);
  }

  void checkpointCompleted(long checkpoint) {
    Map.Entry<Long, Long> newest = newestOfCheckpoints.floorEntry(checkpoint);
    if (newest != null) {
      newestReadable = Math.max(newestReadable, newest.getValue());
      newestOfCheckpoints.headMap(checkpoint, true).clear();
    }
  }
}
