package io.tributary.common.schema;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;
import java.util.Comparator;
import java.util.Objects;

/** A table of a source: the source's name in {@code lake.yaml}, the database, the table. */
public final class TableId implements Serializable, Comparable<TableId> {

  private static final long serialVersionUID = 1L;

  private static final Comparator<TableId> ORDER =
      Comparator.comparing(TableId::source)
          .thenComparing(TableId::database)
          .thenComparing(TableId::table);

  private final String source;
  private final String database;
  private final String table;

  @JsonCreator
  public TableId(
      @JsonProperty("source") String source,
      @JsonProperty("database") String database,
      @JsonProperty("table") String table) {
    this.source = Objects.requireNonNull(source, "source");
    this.database = Objects.requireNonNull(database, "database");
    this.table = Objects.requireNonNull(table, "table");
  }

  @JsonProperty
  public String source() {
    return source;
  }

  @JsonProperty
  public String database() {
    return database;
  }

  @JsonProperty
  public String table() {
    return table;
  }

  /** {@code database.table}: the name people write in {@code lake.yaml} and in SQL. */
  public String name() {
    return database + "." + table;
  }

  @Override
  public int compareTo(TableId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TableId && compareTo((TableId) other) == 0;
  }

  @Override
  public int hashCode() {
    return Objects.hash(source, database, table);
  }

  /** {@code source/database/table}, as in bronze paths. */
  @Override
  public String toString() {
    return source + "/" + database + "/" + table;
  }
}
