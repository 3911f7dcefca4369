package io.tributary.silver.latest;

import io.tributary.common.table.HudiTable;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.DecimalType;
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
  private final LogicalType[] types;
  private final int[] positions;

  public KeyText(HudiTable table) {
    this.table = table.fullName();
    this.names = table.key();
    this.getters = new RowData.FieldGetter[names.size()];
    this.types = new LogicalType[names.size()];
    this.positions = new int[names.size()];
    for (int i = 0; i < getters.length; i++) {
      int position = table.rowType().getFieldIndex(names.get(i));
      LogicalType type = table.rowType().getTypeAt(position);
      if (!canIdentify(type)) {
        throw new IllegalArgumentException(
            "A column of type " + type + " cannot identify the rows of " + this.table);
      }
      getters[i] = RowData.createFieldGetter(type.copy(true), position);
      types[i] = type;
      positions[i] = position;
    }
  }

  /** Whether values of the type have one text each. */
  public static boolean canIdentify(LogicalType type) {
    return type.isAnyOf(
        LogicalTypeRoot.CHAR,
        LogicalTypeRoot.VARCHAR,
        LogicalTypeRoot.BOOLEAN,
        LogicalTypeRoot.INTEGER,
        LogicalTypeRoot.BIGINT,
        LogicalTypeRoot.DECIMAL,
        LogicalTypeRoot.DATE,
        LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE);
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

  /**
   * Fills the key columns in again that a text was made of.
   *
   * @param target a row of the table
   */
  void fill(String key, GenericRowData target) {
    if (getters.length == 1) {
      target.setField(positions[0], value(key, types[0]));
      return;
    }
    int from = 0;
    for (int i = 0; i < getters.length; i++) {
      int colon = key.indexOf(':', from);
      int end = colon + 1 + Integer.parseInt(key.substring(from, colon));
      target.setField(positions[i], value(key.substring(colon + 1, end), types[i]));
      from = end;
    }
  }

  /** The inverse of what the values' {@code toString} says. */
  private static Object value(String text, LogicalType type) {
    switch (type.getTypeRoot()) {
      case CHAR:
      case VARCHAR:
        return StringData.fromString(text);
      case BOOLEAN:
        return Boolean.valueOf(text);
      case INTEGER:
      case DATE:
        return Integer.valueOf(text);
      case BIGINT:
        return Long.valueOf(text);
      case DECIMAL:
        DecimalType decimal = (DecimalType) type;
        return DecimalData.fromBigDecimal(
            new BigDecimal(text), decimal.getPrecision(), decimal.getScale());
      case TIMESTAMP_WITHOUT_TIME_ZONE:
        return TimestampData.fromLocalDateTime(LocalDateTime.parse(text));
      default:
        throw new IllegalStateException("No key has the type " + type);
    }
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
