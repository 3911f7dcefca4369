package io.tributary.demo.workload;

/** Told of commits, by the thread that runs the traffic. */
@FunctionalInterface
public interface CommitListener {

  /** Nobody listens. */
  CommitListener NONE = (table, statementMillis, committedMillis) -> {};

  /**
   * A short transaction has changed rows of a table.
   *
   * @param table with its database, such as {@code payments.orders}
   * @param statementMillis when the last statement on it began: the log dates the change so, or
   *     later
   * @param committedMillis when the commit returned
   */
  void committed(String table, long statementMillis, long committedMillis);
}
