package io.tributary.common.schema;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** A source's table at one moment: its columns in order and its primary key. */
public final class TableSchema implements Serializable {

  private static final long serialVersionUID = 1L;

  private final TableId table;
  private final List<Column> columns;
  private final List<String> primaryKey;

  /**
   * @param primaryKey column names in the key's order; empty if the table has none
   */
  @JsonCreator
  public TableSchema(
      @JsonProperty(value = "table", required = true) TableId table,
      @JsonProperty(value = "columns", required = true) List<Column> columns,
      @JsonProperty(value = "primary_key", required = true) List<String> primaryKey) {
    this.table = Objects.requireNonNull(table, "table");
    this.columns = List.copyOf(columns);
    this.primaryKey = List.copyOf(primaryKey);
  }

  @JsonProperty
  public TableId table() {
    return table;
  }

  @JsonProperty
  public List<Column> columns() {
    return columns;
  }

  @JsonProperty("primary_key")
  public List<String> primaryKey() {
    return primaryKey;
  }

  /** The columns as a row of bronze: the type of before and after images. */
  public RowType rowType() {
    return RowType.of(
        columns.stream().map(Column::type).toArray(LogicalType[]::new),
        columns.stream().map(Column::name).toArray(String[]::new));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TableSchema
        && table.equals(((TableSchema) other).table)
        && columns.equals(((TableSchema) other).columns)
        && primaryKey.equals(((TableSchema) other).primaryKey);
  }

  @Override
  public int hashCode() {
    return Objects.hash(table, columns, primaryKey);
  }

  @Override
  public String toString() {
    return table + " " + columns;
  }
}
