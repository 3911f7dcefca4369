package io.tributary.demo.metrics;

/**
 * How one table stands, from the source to silver.
 *
 * @param table such as {@code payments.orders}
 * @param sourceRows rows committed in the source
 * @param snapshotRows rows that the capture's snapshot has read
 * @param inserts events captured, as are the next three
 * @param silverRows rows in silver, -1 if silver does not say
 * @param captureLagMillis from the last captured change to its capture
 * @param freshnessMillis how old the oldest change is that cannot be read in silver yet; 0 if all
 *     can
 */
public record TableStatus(
    String table,
    long sourceRows,
    long snapshotRows,
    long inserts,
    long updates,
    long deletes,
    long schemaChanges,
    long silverRows,
    long captureLagMillis,
    long freshnessMillis) {

  /** Changes captured from the log. */
  public long events() {
    return inserts + updates + deletes;
  }
}
