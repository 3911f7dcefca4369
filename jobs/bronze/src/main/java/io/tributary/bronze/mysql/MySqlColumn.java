package io.tributary.bronze.mysql;

import java.util.Objects;

/** A column as the server's {@code information_schema} describes it, its type not yet judged. */
public final class MySqlColumn {

  private final String name;
  private final String columnType;

  /**
   * @param columnType as {@code decimal(12,2) unsigned}
   */
  public MySqlColumn(String name, String columnType) {
    this.name = Objects.requireNonNull(name, "name");
    this.columnType = Objects.requireNonNull(columnType, "columnType");
  }

  public String name() {
    return name;
  }

  public String columnType() {
    return columnType;
  }

  @Override
  public String toString() {
    return name + " " + columnType;
  }
}
