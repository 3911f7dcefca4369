package io.tributary.hudi;

import io.tributary.common.table.HudiTable;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.StringUtils;
import org.apache.hudi.common.util.PartitionPathEncodeUtils;
import org.apache.hudi.index.bucket.BucketIdentifier;

/**
 * Where a row belongs: its record key, its partition's path and its bucket.
 *
 * <p>Hudi's own key generator refuses empty keys, prints binary ones by address and cuts timestamps
 * to milliseconds, all of which are keys that MySQL allows.
 */
final class RecordKeys implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final String EMPTY = "__empty__";

  private final String table;
  private final List<String> names;
  private final RowData.FieldGetter[] getters;
  private final String partition;
  private final RowData.FieldGetter partitionGetter;
  private final int buckets;

  RecordKeys(HudiTable table) {
    RowType type = table.rowType();
    this.table = table.fullName();
    this.names = table.key();
    this.getters = names.stream().map(name -> getter(type, name)).toArray(FieldGetters::array);
    this.partition = table.partition();
    this.partitionGetter = partition == null ? null : getter(type, partition);
    this.buckets = table.buckets();
  }

  private static final class FieldGetters {
    private static RowData.FieldGetter[] array(int size) {
      return new RowData.FieldGetter[size];
    }
  }

  private static RowData.FieldGetter getter(RowType type, String name) {
    int index = type.getFieldIndex(name);
    LogicalType field = type.getTypeAt(index);
    // Nullable, so that a missing value is found out whatever the type says.
    return RowData.createFieldGetter(field.copy(true), index);
  }

  /** The row's record key: the value of a single key column, else {@code name:value,name:value}. */
  String recordKey(RowData row) {
    List<String> values = values(row);
    if (values.size() == 1) {
      return orEmpty(values.get(0));
    }
    StringBuilder key = new StringBuilder();
    for (int i = 0; i < values.size(); i++) {
      key.append(i == 0 ? "" : ",").append(names.get(i)).append(':').append(orEmpty(values.get(i)));
    }
    return key.toString();
  }

  /** The path of the row's partition below the table's; empty if the table has none. */
  String partitionPath(RowData row) {
    if (partitionGetter == null) {
      return "";
    }
    Object value = partitionGetter.getFieldOrNull(row);
    String text = value == null ? "" : value.toString();
    return partition
        + "="
        + (text.isEmpty()
            ? HudiTable.NULL_PARTITION
            : PartitionPathEncodeUtils.escapePathName(text));
  }

  /** The bucket of the row in its partition, by the hash that Hudi's readers prune by. */
  int bucket(RowData row) {
    return BucketIdentifier.getBucketId(values(row), buckets);
  }

  /** Which of a number of subtasks writes the row: the same one for all rows of a bucket. */
  int subtask(RowData row, int subtasks) {
    int start = (partitionPath(row).hashCode() & Integer.MAX_VALUE) % subtasks;
    return (start + bucket(row)) % subtasks;
  }

  private List<String> values(RowData row) {
    List<String> values = new ArrayList<>(getters.length);
    for (int i = 0; i < getters.length; i++) {
      Object value = getters[i].getFieldOrNull(row);
      if (value == null) {
        throw new IllegalArgumentException(
            "A row for " + table + " has no value in its key column " + names.get(i));
      }
      values.add(
          value instanceof byte[]
              ? StringUtils.byteToHexString((byte[]) value)
              : String.valueOf(value));
    }
    return values;
  }

  private static String orEmpty(String value) {
    return value.isEmpty() ? EMPTY : value;
  }
}
