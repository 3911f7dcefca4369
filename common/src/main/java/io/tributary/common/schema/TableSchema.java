package io.tributary.common.schema;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/**
 * A source's table at one moment: its columns in order and its primary key; or a collection of
 * documents, which has no columns, and whose key is {@code _id}.
 */
public final class TableSchema implements Serializable {

  private static final long serialVersionUID = 1L;

  /** What identifies a document. */
  public static final String DOCUMENT_KEY = "_id";

  private static final LogicalType DOCUMENT = DataTypes.STRING().getLogicalType();

  private final TableId table;
  private final boolean documents;
  private final List<Column> columns;
  private final List<String> primaryKey;

  /**
   * A table of rows.
   *
   * @param primaryKey column names in the key's order; empty if the table has none
   */
  public TableSchema(TableId table, List<Column> columns, List<String> primaryKey) {
    this(table, false, columns, primaryKey);
  }

  @JsonCreator
  TableSchema(
      @JsonProperty(value = "table", required = true) TableId table,
      @JsonProperty("documents") boolean documents,
      @JsonProperty(value = "columns", required = true) List<Column> columns,
      @JsonProperty(value = "primary_key", required = true) List<String> primaryKey) {
    this.table = Objects.requireNonNull(table, "table");
    this.documents = documents;
    this.columns = List.copyOf(columns);
    this.primaryKey = List.copyOf(primaryKey);
  }

  /** A collection of documents. */
  public static TableSchema ofDocuments(TableId table) {
    return ofDocuments(table, List.of());
  }

  /**
   * A collection of documents as silver reads it.
   *
   * @param columns what silver makes of the documents
   */
  public static TableSchema ofDocuments(TableId table, List<Column> columns) {
    return new TableSchema(table, true, columns, List.of(DOCUMENT_KEY));
  }

  @JsonProperty
  public TableId table() {
    return table;
  }

  /** Whether it is a collection of documents. */
  @JsonProperty
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  public boolean documents() {
    return documents;
  }

  @JsonProperty
  public List<Column> columns() {
    return columns;
  }

  @JsonProperty("primary_key")
  public List<String> primaryKey() {
    return primaryKey;
  }

  /**
   * The type of before and after images in bronze: a row of the columns, or text for a document,
   * which is canonical Extended JSON v2. Nullable.
   */
  public LogicalType imageType() {
    return documents ? DOCUMENT : rowType().copy(true);
  }

  /** The columns as a row. */
  public RowType rowType() {
    return RowType.of(
        columns.stream().map(Column::type).toArray(LogicalType[]::new),
        columns.stream().map(Column::name).toArray(String[]::new));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TableSchema
        && table.equals(((TableSchema) other).table)
        && documents == ((TableSchema) other).documents
        && columns.equals(((TableSchema) other).columns)
        && primaryKey.equals(((TableSchema) other).primaryKey);
  }

  @Override
  public int hashCode() {
    return Objects.hash(table, documents, columns, primaryKey);
  }

  @Override
  public String toString() {
    return table + " " + (documents ? "documents" : columns);
  }
}
