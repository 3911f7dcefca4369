package io.tributary.cli.verify;

import io.tributary.cli.verify.RowDifference.Kind;
import java.util.List;
import java.util.Map;

/**
 * What the comparison of a table with its source found.
 *
 * @param table silver's table: {@code payments.orders}
 * @param sourceRows rows of the source that silver must have: those that meet {@code where}
 * @param silverRows rows that silver has, without those marked as deleted
 * @param counts rows that differ, by how they do
 * @param examples some of them, ordered by kind and key
 * @param ignored silver columns that were not compared, because the source cannot tell their values
 * @param error why the table could not be compared; null if it was
 */
record TableResult(
    String table,
    long sourceRows,
    long silverRows,
    Map<Kind, Long> counts,
    List<RowDifference> examples,
    List<String> ignored,
    String error) {

  static TableResult failed(String table, String error) {
    return new TableResult(table, 0, 0, Map.of(), List.of(), List.of(), error);
  }

  long count(Kind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  /** Rows that differ in any way. */
  long differing() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  boolean isEqual() {
    return error == null && differing() == 0;
  }
}
