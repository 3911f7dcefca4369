package io.tributary.demo.workload;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
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

  private final Map<String, Table> tables = new LinkedHashMap<>();

  /**
   * Of tables without rows.
   *
   * @param names with their databases, such as {@code payments.orders}
   */
  public ChangeCounts(Collection<String> names) {
    names.forEach(name -> tables.put(name, new Table()));
  }

  /** The tables' names, in the order in which they were given. */
  public List<String> tables() {
    return List.copyOf(tables.keySet());
  }

  /** Rows were there before anybody captured changes. */
  public void loaded(String table, long rows) {
    tables.get(table).loaded.add(rows);
  }

  /** A statement that has been committed has changed this many rows. */
  public void committed(String table, ChangeKind kind, long rows) {
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
  public Of of(String table) {
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
