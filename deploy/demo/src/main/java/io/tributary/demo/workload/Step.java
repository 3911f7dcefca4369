package io.tributary.demo.workload;

import java.util.List;

/** One thing that happens to the database, at its time. */
public sealed interface Step {

  /** When, in milliseconds after the traffic has begun. */
  long dueMillis();

  /** How many rows it is meant to change. */
  default int rows() {
    return 0;
  }

  /** Statements that are committed together, or not at all. */
  record Transaction(long dueMillis, List<RowChange> changes, boolean rolledBack) implements Step {
    @Override
    public int rows() {
      return rolledBack ? 0 : changes.stream().mapToInt(RowChange::rows).sum();
    }
  }

  /** A transaction that stays open, its rows locked, until {@link LongTransactionCommitted}. */
  record LongTransactionOpened(long dueMillis, List<RowChange> changes) implements Step {}

  /** An update, by someone else, of a row that the long transaction holds: it has to wait. */
  record WaitingUpdate(long dueMillis, RowChange change) implements Step {}

  /** The end of the long transaction. */
  record LongTransactionCommitted(long dueMillis, int rows) implements Step {}

  /** A statement that changes a table's columns. */
  record SchemaChange(long dueMillis, String sql) implements Step {}
}
