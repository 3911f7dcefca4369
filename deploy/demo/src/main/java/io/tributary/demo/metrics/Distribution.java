package io.tributary.demo.metrics;

import java.util.Arrays;
import java.util.Collection;

/** Some numbers, and how they are spread. Immutable. */
public final class Distribution {

  private final long[] sorted;

  /** Of these values, in any order. */
  public Distribution(Collection<Long> values) {
    sorted = values.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
  }

  /** How many values there are. */
  public int count() {
    return sorted.length;
  }

  /**
   * The smallest value that {@code percent} of all values do not exceed.
   *
   * @throws IllegalStateException if there are no values
   */
  public long percentile(int percent) {
    if (sorted.length == 0) {
      throw new IllegalStateException("There are no values");
    }
    int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
    return sorted[Math.max(0, rank - 1)];
  }
}
