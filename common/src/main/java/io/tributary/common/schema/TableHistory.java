package io.tributary.common.schema;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a source's schema history has come to, table by table. */
public final class TableHistory {

  private final Map<TableId, TableSchema> latest = new TreeMap<>();
  private final Map<TableId, SchemaChange> dropped = new TreeMap<>();
  private final Map<TableId, SchemaChange> renamedInto = new TreeMap<>();

  TableHistory() {}

  /**
   * @param statement the changes of one seq, in any order: a statement that swaps two tables names
   *     one of them both as gone and as there
   */
  void apply(List<SchemaChange> statement) {
    for (SchemaChange change : statement) {
      // A rename may name a table that was never captured.
      change.dropped().stream()
          .filter(latest::containsKey)
          .forEach(table -> dropped.put(table, change));
    }
    for (SchemaChange change : statement) {
      for (TableSchema schema : change.tables()) {
        TableId table = schema.table();
        boolean madeAnew = dropped.remove(table) != null && change.formerName().isEmpty();
        if (madeAnew) {
          renamedInto.remove(table);
        } else if (!latest.containsKey(table) && change.formerName().isPresent()) {
          renamedInto.put(table, change);
        }
        latest.put(table, schema);
      }
    }
  }

  /** Every table ever captured as it was last; empty if no capture has begun. */
  public Map<TableId, TableSchema> latest() {
    return Collections.unmodifiableMap(latest);
  }

  /**
   * The tables that the source had once and has no longer, or no longer by that name, and the
   * change since which it is so.
   */
  public Map<TableId, SchemaChange> dropped() {
    return Collections.unmodifiableMap(dropped);
  }

  /**
   * The tables that came into the capture by a rename, and that change: rows that they had before
   * it are not in the lake. A table that takes the place of a captured one is not among them, for
   * that is how online schema changes swap in a copy with the same rows; nor is one that has been
   * made anew since.
   */
  public Map<TableId, SchemaChange> renamedInto() {
    return Collections.unmodifiableMap(renamedInto);
  }
}
