package io.tributary.demo;

import io.tributary.demo.metrics.TableStatus;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Holds once silver has all of the snapshot, and no more changes to catch up on than two
 * checkpoints always leave; or, on a machine that is too slow for that, some time after it has the
 * snapshot.
 */
final class CaughtUp implements BooleanSupplier {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PROCESSING = Duration.ofSeconds(5);

  private final LakeMonitor monitor;
  private final long steadyMillis;
  private long followsSince;

  CaughtUp(LakeMonitor monitor, Duration checkpointInterval) {
    this.monitor = monitor;
    this.steadyMillis = checkpointInterval.multipliedBy(2).plus(PROCESSING).toMillis();
  }

  @Override
  public boolean getAsBoolean() {
    if (!monitor.silverFollows()) {
      return false;
    }
    long now = System.nanoTime();
    followsSince = followsSince == 0 ? now : followsSince;
    long oldest = monitor.tables().stream().mapToLong(TableStatus::freshnessMillis).max().orElse(0);
    return oldest <= steadyMillis || now - followsSince > PATIENCE.toNanos();
  }
}
