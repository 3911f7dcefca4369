package io.tributary.silver.latest;

import io.tributary.common.table.HudiTable;
import java.util.List;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/**
 * The key of a row as text, by which latest-wins keeps its state: the key columns' values, each
 * with its length before it where there are several, so that no two keys have the same text.
 */
public final class KeyText implements KeySelector<RowData, String> {

  private static final long serialVersionUID = 1L;

  private final String table;
  private final List<String> names;
  private final RowData.FieldGetter[] getters;

  public KeyText(HudiTable table) {
    this.table = table.fullName();
    this.names = table.key();
    this.getters = new RowData.FieldGetter[names.size()];
    for (int i = 0; i < getters.length; i++) {
      int position = table.rowType().getFieldIndex(names.get(i));
      LogicalType type = table.rowType().getTypeAt(position);
      if (!canIdentify(type)) {
        throw new IllegalArgumentException(
            "A column of type " + type + " cannot identify the rows of " + this.table);
      }
      getters[i] = RowData.createFieldGetter(type.copy(true), position);
    }
  }

  /** Whether values of the type have one text each. */
  public static boolean canIdentify(LogicalType type) {
    return !type.isAnyOf(LogicalTypeRoot.FLOAT, LogicalTypeRoot.DOUBLE, LogicalTypeRoot.VARBINARY);
  }

  @Override
  public String getKey(RowData row) {
    if (getters.length == 1) {
      return text(row, 0);
    }
    StringBuilder key = new StringBuilder();
    for (int i = 0; i < getters.length; i++) {
      String text = text(row, i);
      key.append(text.length()).append(':').append(text);
    }
    return key.toString();
  }

  private String text(RowData row, int i) {
    Object value = getters[i].getFieldOrNull(row);
    if (value == null) {
      throw new IllegalStateException(
          "A row of "
              + table
              + " has no value in the key's column "
              + names.get(i)
              + ": choose a key whose columns are never null");
    }
    return value.toString();
  }
}
