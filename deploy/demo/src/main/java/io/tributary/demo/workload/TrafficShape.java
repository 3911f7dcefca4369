package io.tributary.demo.workload;

import java.time.Duration;

/**
 * How busy the traffic is.
 *
 * @param rate row changes a second, on average; they come in bursts, too
 * @param schemaChangeAt when {@code orders} gets a new column; null for never
 * @param firstLongTransactionAt when the first long transaction opens; null for never, else one
 *     opens every minute from then
 */
public record TrafficShape(int rate, Duration schemaChangeAt, Duration firstLongTransactionAt) {

  /** The rate is at least 1. */
  public TrafficShape {
    if (rate < 1) {
      throw new IllegalArgumentException("The rate must be at least 1 a second, not " + rate);
    }
  }

  /** All that there is: a schema change after 10 seconds, long transactions from 20 seconds on. */
  public static TrafficShape full(int rate) {
    return new TrafficShape(rate, Duration.ofSeconds(10), Duration.ofSeconds(20));
  }

  /** Neither schema changes nor long transactions. */
  public static TrafficShape plain(int rate) {
    return new TrafficShape(rate, null, null);
  }
}
