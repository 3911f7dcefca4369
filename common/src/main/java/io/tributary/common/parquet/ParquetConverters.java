package io.tributary.common.parquet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;

/** Makes Flink's values of Parquet's, by the types wanted and by how the file has them encoded. */
final class ParquetConverters {

  private ParquetConverters() {}

  /** Takes a value to where it belongs in the row, array or map under construction. */
  interface Slot {
    void set(Object value);
  }

  /** Rows of one type; what the file has no field for is null. */
  static final class RowConverter extends GroupConverter {

    private final Converter[] converters;
    private final int arity;
    private final Slot slot;
    private GenericRowData row;

    /**
     * @param stored fields of the file, each of which the wanted type names
     */
    RowConverter(RowType wanted, GroupType stored, Slot slot) {
      this.slot = slot;
      this.arity = wanted.getFieldCount();
      this.converters = new Converter[stored.getFieldCount()];
      for (int i = 0; i < converters.length; i++) {
        Type field = stored.getType(i);
        int position = wanted.getFieldIndex(field.getName());
        converters[i] =
            converter(wanted.getTypeAt(position), field, value -> row.setField(position, value));
      }
    }

    GenericRowData row() {
      return row;
    }

    @Override
    public Converter getConverter(int fieldIndex) {
      return converters[fieldIndex];
    }

    @Override
    public void start() {
      row = new GenericRowData(arity);
    }

    @Override
    public void end() {
      slot.set(row);
    }
  }

  /**
   * @throws IllegalArgumentException if the file has the field as a type that is not the wanted one
   */
  private static Converter converter(LogicalType wanted, Type stored, Slot slot) {
    switch (wanted.getTypeRoot()) {
      case ROW:
        return new RowConverter((RowType) wanted, group(wanted, stored), slot);
      case ARRAY:
        return new ListConverter(
            ((ArrayType) wanted).getElementType(), group(wanted, stored), slot);
      case MAP:
        return new MapConverter((MapType) wanted, group(wanted, stored), slot);
      default:
        return PrimitiveConverters.of(wanted, stored, slot);
    }
  }

  private static GroupType group(LogicalType wanted, Type stored) {
    if (stored.isPrimitive()) {
      throw mismatch(wanted, stored);
    }
    return stored.asGroupType();
  }

  static IllegalArgumentException mismatch(LogicalType wanted, Type stored) {
    return new IllegalArgumentException(
        "Cannot read as " + wanted.asSummaryString() + " what the file has as " + stored);
  }

  /** Gives what it is given at the end of a repeated group, null if that is nothing. */
  private abstract static class RepeatedGroup extends GroupConverter {

    private final Converter[] converters;
    private final Object[] values;

    RepeatedGroup(List<LogicalType> wanted, GroupType stored) {
      values = new Object[wanted.size()];
      converters = new Converter[values.length];
      for (int i = 0; i < values.length; i++) {
        int position = i;
        converters[i] =
            converter(wanted.get(i), stored.getType(i), value -> values[position] = value);
      }
    }

    abstract void add(Object[] values);

    @Override
    public Converter getConverter(int fieldIndex) {
      return converters[fieldIndex];
    }

    @Override
    public void start() {
      Arrays.fill(values, null);
    }

    @Override
    public void end() {
      add(values);
    }
  }

  private static final class ListConverter extends GroupConverter {

    private final Converter repeated;
    private final Slot slot;
    private List<Object> elements;

    ListConverter(LogicalType element, GroupType stored, Slot slot) {
      this.slot = slot;
      Type field = stored.getType(0);
      this.repeated =
          ParquetProjection.isElement(field, stored.getName())
              ? converter(element, field, value -> elements.add(value))
              : new RepeatedGroup(List.of(element), field.asGroupType()) {
                @Override
                void add(Object[] values) {
                  elements.add(values[0]);
                }
              };
    }

    @Override
    public Converter getConverter(int fieldIndex) {
      return repeated;
    }

    @Override
    public void start() {
      elements = new ArrayList<>();
    }

    @Override
    public void end() {
      slot.set(new GenericArrayData(elements.toArray()));
    }
  }

  private static final class MapConverter extends GroupConverter {

    private final Converter repeated;
    private final Slot slot;
    private Map<Object, Object> entries;

    MapConverter(MapType wanted, GroupType stored, Slot slot) {
      this.slot = slot;
      this.repeated =
          new RepeatedGroup(
              List.of(wanted.getKeyType(), wanted.getValueType()),
              stored.getType(0).asGroupType()) {
            @Override
            void add(Object[] values) {
              entries.put(values[0], values[1]);
            }
          };
    }

    @Override
    public Converter getConverter(int fieldIndex) {
      return repeated;
    }

    @Override
    public void start() {
      entries = new HashMap<>();
    }

    @Override
    public void end() {
      slot.set(new GenericMapData(entries));
    }
  }
}
