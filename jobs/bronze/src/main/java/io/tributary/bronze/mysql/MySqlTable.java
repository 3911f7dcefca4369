package io.tributary.bronze.mysql;

import java.util.List;
import java.util.Objects;

/** A table as the server's {@code information_schema} describes it. */
public final class MySqlTable {

  private final String database;
  private final String name;
  private final String engine;
  private final List<MySqlColumn> columns;
  private final List<String> primaryKey;

  /**
   * @param engine the storage engine, as {@code InnoDB}
   * @param columns in the table's order; those that the user may read
   * @param primaryKey column names in the key's order; empty if the table has none
   */
  public MySqlTable(
      String database,
      String name,
      String engine,
      List<MySqlColumn> columns,
      List<String> primaryKey) {
    this.database = Objects.requireNonNull(database, "database");
    this.name = Objects.requireNonNull(name, "name");
    this.engine = Objects.requireNonNull(engine, "engine");
    this.columns = List.copyOf(columns);
    this.primaryKey = List.copyOf(primaryKey);
  }

  public String database() {
    return database;
  }

  public String name() {
    return name;
  }

  public String engine() {
    return engine;
  }

  public List<MySqlColumn> columns() {
    return columns;
  }

  public List<String> primaryKey() {
    return primaryKey;
  }

  /** {@code database.table}. */
  public String qualifiedName() {
    return database + "." + name;
  }

  @Override
  public String toString() {
    return qualifiedName() + " " + columns;
  }
}
