package io.tributary.common.parquet;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;

/**
 * Reads the rows that {@link RowWriteSupport} wrote: those columns of the file that the wanted type
 * names, in its order.
 */
final class RowReadSupport extends ReadSupport<RowData> {

  private final Function<Map<String, String>, RowType> rowTypeOfFooter;
  private RowType rowType;

  /**
   * @param rowTypeOfFooter the wanted type, given the footer's entries
   */
  RowReadSupport(Function<Map<String, String>, RowType> rowTypeOfFooter) {
    this.rowTypeOfFooter = rowTypeOfFooter;
  }

  @Override
  public ReadContext init(InitContext context) {
    rowType = rowTypeOfFooter.apply(context.getMergedKeyValueMetaData());
    return new ReadContext(ParquetTypes.message(rowType));
  }

  @Override
  public RecordMaterializer<RowData> prepareForRead(
      Configuration configuration,
      Map<String, String> footer,
      MessageType fileSchema,
      ReadContext context) {
    RowConverter root = new RowConverter(rowType, row -> {});
    return new RecordMaterializer<>() {
      @Override
      public RowData getCurrentRecord() {
        return root.row;
      }

      @Override
      public GroupConverter getRootConverter() {
        return root;
      }
    };
  }

  /** Takes a value to where it belongs in the row under construction. */
  private interface Slot {
    void set(Object value);
  }

  private static final class RowConverter extends GroupConverter {

    private final Converter[] converters;
    private final Slot slot;
    private GenericRowData row;

    RowConverter(RowType rowType, Slot slot) {
      this.slot = slot;
      List<LogicalType> types = rowType.getChildren();
      converters = new Converter[types.size()];
      for (int i = 0; i < converters.length; i++) {
        int position = i;
        converters[i] = converter(types.get(i), value -> row.setField(position, value));
      }
    }

    @Override
    public Converter getConverter(int fieldIndex) {
      return converters[fieldIndex];
    }

    @Override
    public void start() {
      row = new GenericRowData(converters.length);
    }

    @Override
    public void end() {
      slot.set(row);
    }
  }

  private static Converter converter(LogicalType type, Slot slot) {
    switch (type.getTypeRoot()) {
      case ROW:
        return new RowConverter((RowType) type, slot);
      case BOOLEAN:
      case INTEGER:
      case DATE:
      case BIGINT:
      case FLOAT:
      case DOUBLE:
        return new ValueConverter(slot);
      case VARCHAR:
        return new BinaryConverter(slot, value -> StringData.fromBytes(value.getBytes()));
      case VARBINARY:
        return new BinaryConverter(slot, Binary::getBytes);
      case DECIMAL:
        DecimalType decimal = (DecimalType) type;
        return new BinaryConverter(
            slot,
            value ->
                DecimalData.fromUnscaledBytes(
                    value.getBytes(), decimal.getPrecision(), decimal.getScale()));
      case TIMESTAMP_WITHOUT_TIME_ZONE:
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        return new TimestampConverter(slot, ParquetTypes.isMillis(type));
      default:
        throw ParquetTypes.unsupported(type);
    }
  }

  private static final class ValueConverter extends PrimitiveConverter {

    private final Slot slot;

    ValueConverter(Slot slot) {
      this.slot = slot;
    }

    @Override
    public void addBoolean(boolean value) {
      slot.set(value);
    }

    @Override
    public void addInt(int value) {
      slot.set(value);
    }

    @Override
    public void addLong(long value) {
      slot.set(value);
    }

    @Override
    public void addFloat(float value) {
      slot.set(value);
    }

    @Override
    public void addDouble(double value) {
      slot.set(value);
    }
  }

  private static final class BinaryConverter extends PrimitiveConverter {

    private final Slot slot;
    private final Function<Binary, Object> decode;

    BinaryConverter(Slot slot, Function<Binary, Object> decode) {
      this.slot = slot;
      this.decode = decode;
    }

    @Override
    public void addBinary(Binary value) {
      slot.set(decode.apply(value));
    }
  }

  private static final class TimestampConverter extends PrimitiveConverter {

    private final Slot slot;
    private final boolean millis;

    TimestampConverter(Slot slot, boolean millis) {
      this.slot = slot;
      this.millis = millis;
    }

    @Override
    public void addLong(long value) {
      slot.set(
          millis
              ? TimestampData.fromEpochMillis(value)
              : TimestampData.fromEpochMillis(
                  Math.floorDiv(value, 1_000L), (int) Math.floorMod(value, 1_000L) * 1_000));
    }
  }
}
