package io.debezium.relational;

/**
 * The tables that a schema knows, those outside the capture included. In Debezium's package, for
 * that is who may see them.
 */
public final class AllTables {

  private final Tables tables;

  /** Those of a schema, which what is put here then knows. */
  public AllTables(RelationalDatabaseSchema schema) {
    this.tables = schema.tables();
  }

  /** Whether it knows a table of that name. */
  public boolean contains(TableId table) {
    return tables.forTable(table) != null;
  }

  /** Makes a table known, whatever was known by its name before. */
  public void put(Table table) {
    tables.overwriteTable(table);
  }

  /** The same tables, to try something on. */
  public Tables copy() {
    return tables.clone();
  }
}
