package io.tributary.demo.workload;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Does to the payments database what a plan says, and counts what was committed.
 *
 * <p>Closing it commits a long transaction that is still open, and waits for the update that waits
 * for it: afterwards the counts are exact.
 */
public final class PaymentsTraffic implements Traffic {

  private final MySqlLogin login;
  private final TrafficPlan plan;
  private final ChangeCounts counts;
  private final CommitListener listener;
  private final Connection connection;

  private LongTransaction longTransaction;
  private boolean closed;

  /**
   * @param counts of the database so far; kept up to date from now on
   * @throws SQLException if the server cannot be reached
   */
  public PaymentsTraffic(
      MySqlLogin login, TrafficPlan plan, ChangeCounts counts, CommitListener listener)
      throws SQLException {
    this.login = login;
    this.plan = plan;
    this.counts = counts;
    this.listener = listener;
    this.connection = login.connect();
    this.connection.setAutoCommit(false);
  }

  @Override
  public void runUntil(BooleanSupplier stop) throws SQLException {
    Pace pace = new Pace();
    for (Step step = plan.next(); pace.await(step.dueMillis(), stop); step = plan.next()) {
      execute(step);
    }
  }

  /** Runs so many steps of the plan as fast as the server takes them. */
  public void run(int steps) throws SQLException {
    for (int i = 0; i < steps; i++) {
      execute(plan.next());
    }
  }

  @Override
  public void runLastStep() throws SQLException {
    endLongTransaction();
    List<RowChange> changes = new ArrayList<>();
    changes.add(lastChange(PaymentsTable.MERCHANTS, "fee_rate = fee_rate + 0.0001"));
    changes.add(
        lastChange(
            PaymentsTable.CUSTOMERS,
            "birth_date = COALESCE(birth_date, '1990-02-28') + INTERVAL 1 DAY"));
    changes.add(lastChange(PaymentsTable.ORDERS, "note = CONCAT(COALESCE(note, ''), ' ✓')"));
    changes.add(lastChange(PaymentsTable.ORDER_LINES, "quantity = quantity + 1"));
    changes.add(lastChange(PaymentsTable.PAYMENTS, "captured_at = NOW(3)"));
    changes.add(lastChange(PaymentsTable.REFUNDS, "reason = CONCAT(COALESCE(reason, ''), '.')"));
    execute(new Step.Transaction(0, changes, false));
  }

  private static RowChange lastChange(PaymentsTable table, String assignment) {
    String key = table == PaymentsTable.ORDER_LINES ? "order_id, line_no" : "id";
    String sql =
        "UPDATE " + table.qualifiedName() + " SET " + assignment + " ORDER BY " + key + " LIMIT 1";
    return RowChange.of(table, ChangeKind.UPDATE, sql);
  }

  private void execute(Step step) throws SQLException {
    if (step instanceof Step.Transaction transaction) {
      execute(transaction);
    } else if (step instanceof Step.SchemaChange change) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(change.sql());
      }
    } else if (step instanceof Step.LongTransactionOpened opened) {
      endLongTransaction();
      longTransaction = new LongTransaction(login, opened.changes());
    } else if (step instanceof Step.WaitingUpdate waiting) {
      if (longTransaction != null) {
        longTransaction.startWaitingUpdate(waiting.change());
      }
    } else if (step instanceof Step.LongTransactionCommitted) {
      endLongTransaction();
    }
  }

  private void execute(Step.Transaction transaction) throws SQLException {
    Map<PaymentsTable, Long> lastStatement = new EnumMap<>(PaymentsTable.class);
    List<Committed> effects = execute(connection, transaction.changes(), lastStatement);
    if (transaction.rolledBack()) {
      connection.rollback();
      return;
    }
    connection.commit();
    long committed = System.currentTimeMillis();
    effects.forEach(effect -> effect.addTo(counts));
    lastStatement.forEach((table, at) -> listener.committed(table.qualifiedName(), at, committed));
  }

  /** What a statement has changed, if it is committed. */
  record Committed(PaymentsTable table, ChangeKind kind, long rows) {
    void addTo(ChangeCounts counts) {
      counts.committed(table.qualifiedName(), kind, rows);
    }
  }

  /**
   * Executes statements; those that follow one another with the same text, as one batch.
   *
   * @param lastStatement takes when the last statement that changed rows of a table began
   */
  static List<Committed> execute(
      Connection connection, List<RowChange> changes, Map<PaymentsTable, Long> lastStatement)
      throws SQLException {
    List<Committed> effects = new ArrayList<>();
    for (int from = 0; from < changes.size(); ) {
      int to = from + 1;
      while (to < changes.size() && changes.get(to).sql().equals(changes.get(from).sql())) {
        to++;
      }
      RowChange first = changes.get(from);
      long started = System.currentTimeMillis();
      long rows = executeBatch(connection, changes.subList(from, to));
      effects.add(new Committed(first.table(), first.kind(), rows));
      if (rows > 0) {
        lastStatement.put(first.table(), started);
      }
      from = to;
    }
    return effects;
  }

  private static long executeBatch(Connection connection, List<RowChange> alike)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(alike.get(0).sql())) {
      for (RowChange change : alike) {
        for (int i = 0; i < change.parameters().size(); i++) {
          statement.setObject(i + 1, change.parameters().get(i));
        }
        if (alike.size() == 1) {
          return statement.executeUpdate();
        }
        statement.addBatch();
      }
      long rows = 0;
      for (int changed : statement.executeBatch()) {
        rows += changed == Statement.SUCCESS_NO_INFO ? 1 : changed;
      }
      return rows;
    }
  }

  private void endLongTransaction() throws SQLException {
    if (longTransaction != null) {
      LongTransaction ended = longTransaction;
      longTransaction = null;
      ended.commit(counts);
    }
  }

  @Override
  public void close() throws SQLException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      endLongTransaction();
    } finally {
      connection.close();
    }
  }
}
