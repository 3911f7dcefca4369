package io.tributary.demo.workload;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What has been committed so far, by table. Safe for use by several threads. */
public final class ChangeCounts {

  private static final class Table {
    final LongAdder loaded = new LongAdder();
    final LongAdder inserts = new LongAdder();
    final LongAdder updates = new LongAdder();
    final LongAdder deletes = new LongAdder();
  }

  /**
   * One table's counts. A change of a primary key is a delete and an insert, as in a capture.
   *
   * @param rows in the table now
   */
  public record Of(long rows, long inserts, long updates, long deletes) {

    /** Change events that a capture will see. */
    public long events() {
      return inserts + updates + deletes;
    }
  }

  private final Map<PaymentsTable, Table> tables = new EnumMap<>(PaymentsTable.class);

  /** Of an empty database. */
  public ChangeCounts() {
    for (PaymentsTable table : PaymentsTable.values()) {
      tables.put(table, new Table());
    }
  }

  /** Of a database that holds rows already: counts them, which takes as long as reading them. */
  public static ChangeCounts of(Connection connection) throws SQLException {
    ChangeCounts counts = new ChangeCounts();
    for (PaymentsTable table : PaymentsTable.values()) {
      try (Statement statement = connection.createStatement();
          ResultSet result =
              statement.executeQuery("SELECT COUNT(*) FROM " + table.qualifiedName())) {
        result.next();
        counts.loaded(table, result.getLong(1));
      }
    }
    return counts;
  }

  /** Rows were there before anybody captured changes. */
  void loaded(PaymentsTable table, long rows) {
    tables.get(table).loaded.add(rows);
  }

  /** A committed statement has changed this many rows. */
  void committed(PaymentsTable table, RowChange.Kind kind, long rows) {
    Table counts = tables.get(table);
    switch (kind) {
      case INSERT -> counts.inserts.add(rows);
      case UPDATE -> counts.updates.add(rows);
      case DELETE -> counts.deletes.add(rows);
      case KEY_CHANGE -> {
        counts.deletes.add(rows);
        counts.inserts.add(rows);
      }
    }
  }

  /** One table's counts now. */
  public Of of(PaymentsTable table) {
    Table counts = tables.get(table);
    long inserts = counts.inserts.sum();
    long deletes = counts.deletes.sum();
    return new Of(counts.loaded.sum() + inserts - deletes, inserts, counts.updates.sum(), deletes);
  }

  /** Rows of all tables. */
  public long rows() {
    return tables.keySet().stream().mapToLong(table -> of(table).rows()).sum();
  }

  /** Change events of all tables. */
  public long events() {
    return tables.keySet().stream().mapToLong(table -> of(table).events()).sum();
  }
}
