package io.tributary.common.table;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;

/**
 * A Hudi table of the lake, silver or consumer: what it is called, where it lies, its columns in
 * the order they have in storage, and its key.
 *
 * <p>The partition column, where there is one, is a {@code STRING} and stands last: Hive's reader
 * (Athena's) takes partition values from the path and shifts every column that stands behind one.
 */
public final class HudiTable implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Value of the partition column where the partition expression gives null, as Hive writes it. */
  public static final String NULL_PARTITION = "__HIVE_DEFAULT_PARTITION__";

  private final String database;
  private final String name;
  private final String path;
  private final RowType rowType;
  private final List<String> key;
  private final String partition;
  private final int buckets;

  /**
   * @param database the database people name it by: {@code payments} of {@code payments.orders}
   * @param name the table's name within the database
   * @param path address of the table, without a trailing slash: {@code s3://silver/payments/orders}
   * @param rowType columns in storage order; key columns are not null
   * @param key names of the primary key's columns, in order, at least one
   * @param partition name of the last column if it partitions the table, else null
   * @param buckets Hudi buckets of each partition, at least one; fixed once the table exists
   */
  public HudiTable(
      String database,
      String name,
      String path,
      RowType rowType,
      List<String> key,
      String partition,
      int buckets) {
    this.database = Objects.requireNonNull(database, "database");
    this.name = Objects.requireNonNull(name, "name");
    this.path = Objects.requireNonNull(path, "path");
    this.rowType = Objects.requireNonNull(rowType, "rowType");
    this.key = List.copyOf(key);
    this.partition = partition;
    this.buckets = buckets;
    List<String> columns = rowType.getFieldNames();
    if (key.isEmpty() || !columns.containsAll(key)) {
      throw new IllegalArgumentException(
          "The key " + key + " of " + fullName() + " must name columns of " + columns);
    }
    if (partition != null && columns.indexOf(partition) != columns.size() - 1) {
      throw new IllegalArgumentException(
          "The partition column " + partition + " of " + fullName() + " must be its last column");
    }
    if (buckets < 1) {
      throw new IllegalArgumentException(fullName() + " needs at least one bucket");
    }
  }

  @JsonCreator
  static HudiTable fromJson(
      @JsonProperty(value = "database", required = true) String database,
      @JsonProperty(value = "name", required = true) String name,
      @JsonProperty(value = "path", required = true) String path,
      @JsonProperty(value = "columns", required = true) LinkedHashMap<String, String> columns,
      @JsonProperty(value = "key", required = true) List<String> key,
      @JsonProperty("partition") String partition,
      @JsonProperty(value = "buckets", required = true) int buckets) {
    ClassLoader loader = HudiTable.class.getClassLoader();
    RowType rowType =
        RowType.of(
            false,
            columns.values().stream()
                .map(type -> LogicalTypeParser.parse(type, loader))
                .toArray(LogicalType[]::new),
            columns.keySet().toArray(new String[0]));
    return new HudiTable(database, name, path, rowType, key, partition, buckets);
  }

  @JsonProperty("columns")
  Map<String, String> columns() {
    Map<String, String> columns = new LinkedHashMap<>();
    rowType
        .getFields()
        .forEach(field -> columns.put(field.getName(), field.getType().asSerializableString()));
    return columns;
  }

  @JsonProperty
  public String database() {
    return database;
  }

  @JsonProperty
  public String name() {
    return name;
  }

  /** {@code database.name}: unique within its layer; operators' uids are made of it. */
  public String fullName() {
    return database + "." + name;
  }

  @JsonProperty
  public String path() {
    return path;
  }

  public RowType rowType() {
    return rowType;
  }

  @JsonProperty
  public List<String> key() {
    return key;
  }

  /** Name of the partition column, the last of {@link #rowType()}; null if not partitioned. */
  @JsonProperty
  public String partition() {
    return partition;
  }

  public boolean isPartitioned() {
    return partition != null;
  }

  @JsonProperty
  public int buckets() {
    return buckets;
  }

  @Override
  public String toString() {
    return fullName() + " at " + path;
  }
}
