package io.tributary.demo.workload;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Lets steps happen at their times, which count from its construction. */
public final class Pace {

  private static final long LONGEST_NAP_NANOS = 20_000_000;

  private final long start = System.nanoTime();

  /**
   * Waits until a step is due.
   *
   * @return false if told to stop, even if the step is due
   */
  public boolean await(long dueMillis, BooleanSupplier stop) {
    long due = start + dueMillis * 1_000_000;
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      if (stop.getAsBoolean()) {
        return false;
      }
      LockSupport.parkNanos(Math.min(left, LONGEST_NAP_NANOS));
    }
    return !stop.getAsBoolean();
  }
}
