package io.tributary.common.config;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What silver makes of one captured table. Expressions are Flink SQL over the source's columns;
 * they have not been checked against the table's schema.
 */
public final class TableConfig implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String source;
  private final String database;
  private final String table;
  private final List<String> key;
  private final String partitionBy;
  private final Map<String, String> document;
  private final Map<String, String> columns;
  private final Set<String> drop;
  private final String where;
  private final DeleteMode delete;
  private final SchemaChangePolicy onSchemaChange;
  private final int buckets;

  private TableConfig(Builder builder) {
    this.source = Objects.requireNonNull(builder.source, "source");
    this.database = Objects.requireNonNull(builder.database, "database");
    this.table = Objects.requireNonNull(builder.table, "table");
    this.key = builder.key;
    this.partitionBy = builder.partitionBy;
    this.document = Collections.unmodifiableMap(new LinkedHashMap<>(builder.document));
    this.columns = Collections.unmodifiableMap(new LinkedHashMap<>(builder.columns));
    this.drop = Collections.unmodifiableSet(new LinkedHashSet<>(builder.drop));
    this.where = builder.where;
    this.delete = Objects.requireNonNull(builder.delete, "delete");
    this.onSchemaChange = Objects.requireNonNull(builder.onSchemaChange, "onSchemaChange");
    this.buckets = builder.buckets;
  }

  /** Starts a table with every default: the source's primary key, all columns, hard deletes. */
  public static Builder builder(String source, String database, String table) {
    return new Builder(source, database, table);
  }

  /** The name of the one source that captures the table. */
  public String source() {
    return source;
  }

  public String database() {
    return database;
  }

  public String table() {
    return table;
  }

  /** {@code database.table}. */
  public String qualifiedName() {
    return database + "." + table;
  }

  /** The columns that identify a row, at least one; empty: the source's primary key. */
  public Optional<List<String>> key() {
    return Optional.ofNullable(key);
  }

  /** The expression whose value names a row's partition; empty: the table has no partitions. */
  public Optional<String> partitionBy() {
    return Optional.ofNullable(partitionBy);
  }

  /**
   * What silver makes of a collection's documents: SQL types by path in the document, in the order
   * of the file. Empty for a table of rows.
   */
  public Map<String, String> document() {
    return document;
  }

  /** Expressions by the column they add or replace, in the order of the file. */
  public Map<String, String> columns() {
    return columns;
  }

  /**
   * Source columns whose values are kept out of silver, also out of {@code _rescued}; expressions
   * may still read them. A name that is in {@link #columns()} too is a column of silver all the
   * same, with the expression's value.
   */
  public Set<String> drop() {
    return drop;
  }

  /** The condition that a row must meet to be in silver; empty: every row is. */
  public Optional<String> where() {
    return Optional.ofNullable(where);
  }

  public DeleteMode delete() {
    return delete;
  }

  /** What to do with columns that the source gains. */
  public SchemaChangePolicy onSchemaChange() {
    return onSchemaChange;
  }

  /** Hudi buckets per partition, 1 to 256. */
  public int buckets() {
    return buckets;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof TableConfig)) {
      return false;
    }
    TableConfig that = (TableConfig) other;
    return source.equals(that.source)
        && database.equals(that.database)
        && table.equals(that.table)
        && Objects.equals(key, that.key)
        && Objects.equals(partitionBy, that.partitionBy)
        && document.equals(that.document)
        && List.copyOf(document.keySet()).equals(List.copyOf(that.document.keySet()))
        && columns.equals(that.columns)
        && List.copyOf(columns.keySet()).equals(List.copyOf(that.columns.keySet()))
        && drop.equals(that.drop)
        && Objects.equals(where, that.where)
        && delete == that.delete
        && onSchemaChange == that.onSchemaChange
        && buckets == that.buckets;
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        source,
        database,
        table,
        key,
        partitionBy,
        document,
        columns,
        drop,
        where,
        delete,
        onSchemaChange,
        buckets);
  }

  @Override
  public String toString() {
    return "TableConfig{" + source + ":" + qualifiedName() + "}";
  }

  /** Collects a table; what is not given has the defaults of the file. */
  public static final class Builder {
    private final String source;
    private final String database;
    private final String table;
    private List<String> key;
    private String partitionBy;
    private Map<String, String> document = Map.of();
    private Map<String, String> columns = Map.of();
    private Set<String> drop = Set.of();
    private String where;
    private DeleteMode delete = DeleteMode.HARD;
    private SchemaChangePolicy onSchemaChange = SchemaChangePolicy.RESCUE;
    private int buckets = 1;

    private Builder(String source, String database, String table) {
      this.source = source;
      this.database = database;
      this.table = table;
    }

    /** Null: the source's primary key. */
    public Builder key(List<String> key) {
      this.key = key == null ? null : List.copyOf(key);
      return this;
    }

    /** Null: no partitions. */
    public Builder partitionBy(String partitionBy) {
      this.partitionBy = partitionBy;
      return this;
    }

    public Builder document(Map<String, String> document) {
      this.document = document;
      return this;
    }

    public Builder columns(Map<String, String> columns) {
      this.columns = columns;
      return this;
    }

    public Builder drop(Set<String> drop) {
      this.drop = drop;
      return this;
    }

    /** Null: every row. */
    public Builder where(String where) {
      this.where = where;
      return this;
    }

    public Builder delete(DeleteMode delete) {
      this.delete = delete;
      return this;
    }

    public Builder onSchemaChange(SchemaChangePolicy onSchemaChange) {
      this.onSchemaChange = onSchemaChange;
      return this;
    }

    public Builder buckets(int buckets) {
      this.buckets = buckets;
      return this;
    }

    public TableConfig build() {
      return new TableConfig(this);
    }
  }
}
