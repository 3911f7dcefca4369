package io.tributary.bronze.mysql;

import java.util.Locale;
import java.util.Objects;

/** A column as the server's {@code information_schema} describes it, its type not yet judged. */
public final class MySqlColumn {

  private final String name;
  private final String columnType;
  private final String extra;

  /**
   * @param columnType as {@code decimal(12,2) unsigned}
   * @param extra what else the server says: {@code VIRTUAL GENERATED}, {@code INVISIBLE}; may be
   *     empty
   */
  public MySqlColumn(String name, String columnType, String extra) {
    this.name = Objects.requireNonNull(name, "name");
    this.columnType = Objects.requireNonNull(columnType, "columnType");
    this.extra = extra.toUpperCase(Locale.ROOT);
  }

  public String name() {
    return name;
  }

  public String columnType() {
    return columnType;
  }

  /** Whether {@code SELECT *} leaves the column out (MySQL 8.0 Reference Manual, 13.1.20.10). */
  public boolean isInvisible() {
    return extra.contains("INVISIBLE");
  }

  @Override
  public String toString() {
    return name + " " + columnType + (extra.isEmpty() ? "" : " " + extra);
  }
}
