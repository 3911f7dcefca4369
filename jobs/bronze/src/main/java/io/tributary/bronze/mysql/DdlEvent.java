package io.tributary.bronze.mysql;

import io.tributary.common.schema.SchemaChange;
import io.tributary.common.schema.TableId;

/** What a DDL statement did to one table. */
final class DdlEvent {

  private final SchemaChange change;
  private final TableId emptied;

  private DdlEvent(SchemaChange change, TableId emptied) {
    this.change = change;
    this.emptied = emptied;
  }

  /** A statement that leaves rows as they are. */
  static DdlEvent of(SchemaChange change) {
    return new DdlEvent(change, null);
  }

  /** A statement behind which a table has none of the rows that it had before. */
  static DdlEvent emptying(SchemaChange change, TableId table) {
    return new DdlEvent(change, table);
  }

  SchemaChange change() {
    return change;
  }

  /** Null if the statement left rows as they were. */
  TableId emptied() {
    return emptied;
  }
}
