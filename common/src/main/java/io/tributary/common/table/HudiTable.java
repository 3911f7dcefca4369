package io.tributary.common.table;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.apache.flink.table.types.logical.RowType;

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

  public String database() {
    return database;
  }

  public String name() {
    return name;
  }

  /** {@code database.name}: unique within its layer; operators' uids are made of it. */
  public String fullName() {
    return database + "." + name;
  }

  public String path() {
    return path;
  }

  public RowType rowType() {
    return rowType;
  }

  public List<String> key() {
    return key;
  }

  /** Name of the partition column, the last of {@link #rowType()}; null if not partitioned. */
  public String partition() {
    return partition;
  }

  public boolean isPartitioned() {
    return partition != null;
  }

  public int buckets() {
    return buckets;
  }

  @Override
  public String toString() {
    return fullName() + " at " + path;
  }
}
