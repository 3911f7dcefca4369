package io.tributary.cli.verify;

import io.tributary.silver.latest.KeyText;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** Rows with their key before them, and whether they are silver's. */
final class KeyedSide implements MapFunction<RowData, Tuple3<String, Boolean, RowData>> {

  private static final long serialVersionUID = 1L;

  private final KeyText key;
  private final RowData.FieldGetter[] getters;
  private final boolean silver;

  KeyedSide(KeyText key, RowType type, boolean silver) {
    this.key = key;
    this.silver = silver;
    getters = new RowData.FieldGetter[type.getFieldCount()];
    for (int i = 0; i < getters.length; i++) {
      LogicalType column = type.getTypeAt(i);
      getters[i] = RowData.createFieldGetter(column.copy(true), i);
    }
  }

  @Override
  public Tuple3<String, Boolean, RowData> map(RowData row) {
    GenericRowData columns = new GenericRowData(getters.length);
    for (int i = 0; i < getters.length; i++) {
      columns.setField(i, getters[i].getFieldOrNull(row));
    }
    return Tuple3.of(key.getKey(row), silver, columns);
  }
}
