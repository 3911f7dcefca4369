package io.tributary.common.parquet;

import io.tributary.common.parquet.ParquetConverters.Slot;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** Makes Flink's values of those that Parquet holds in a column of its own. */
final class PrimitiveConverters {

  private PrimitiveConverters() {}

  /**
   * @throws IllegalArgumentException if the file has the field as a type that is not the wanted one
   */
  static Converter of(LogicalType wanted, Type stored, Slot slot) {
    switch (wanted.getTypeRoot()) {
      case BOOLEAN:
        return value(wanted, stored, slot, PrimitiveTypeName.BOOLEAN);
      case INTEGER:
      case DATE:
        return value(wanted, stored, slot, PrimitiveTypeName.INT32);
      case BIGINT:
        return value(wanted, stored, slot, PrimitiveTypeName.INT64);
      case FLOAT:
        return value(wanted, stored, slot, PrimitiveTypeName.FLOAT);
      case DOUBLE:
        return value(wanted, stored, slot, PrimitiveTypeName.DOUBLE);
      case VARCHAR:
        require(wanted, stored, PrimitiveTypeName.BINARY);
        return new BinaryConverter(slot, true, value -> StringData.fromBytes(value.getBytes()));
      case VARBINARY:
        require(wanted, stored, PrimitiveTypeName.BINARY, PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY);
        return new BinaryConverter(slot, false, Binary::getBytes);
      case DECIMAL:
        return decimal((DecimalType) wanted, stored, slot);
      case TIMESTAMP_WITHOUT_TIME_ZONE:
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        return new LongConverter(slot, timestamp(wanted, stored));
      default:
        throw ParquetConverters.mismatch(wanted, stored);
    }
  }

  private static Converter value(
      LogicalType wanted, Type stored, Slot slot, PrimitiveTypeName encoding) {
    require(wanted, stored, encoding);
    return new ValueConverter(slot);
  }

  /**
   * Decimals are bytes in the files that this project writes; others keep short ones as numbers.
   */
  private static Converter decimal(DecimalType wanted, Type stored, Slot slot) {
    require(
        wanted,
        stored,
        PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY,
        PrimitiveTypeName.BINARY,
        PrimitiveTypeName.INT32,
        PrimitiveTypeName.INT64);
    int precision = wanted.getPrecision();
    int scale = wanted.getScale();
    LogicalTypeAnnotation annotation = stored.getLogicalTypeAnnotation();
    if (!(annotation instanceof DecimalLogicalTypeAnnotation)
        || ((DecimalLogicalTypeAnnotation) annotation).getScale() != scale) {
      throw ParquetConverters.mismatch(wanted, stored);
    }
    switch (stored.asPrimitiveType().getPrimitiveTypeName()) {
      case INT32:
      case INT64:
        return new LongConverter(
            slot, value -> DecimalData.fromUnscaledLong(value, precision, scale));
      default:
        return new BinaryConverter(
            slot, true, value -> DecimalData.fromUnscaledBytes(value.getBytes(), precision, scale));
    }
  }

  /** Whether an instant or a local time is the reader's matter: in the file, both are numbers. */
  private static LongFunction<Object> timestamp(LogicalType wanted, Type stored) {
    require(wanted, stored, PrimitiveTypeName.INT64);
    LogicalTypeAnnotation annotation = stored.getLogicalTypeAnnotation();
    TimeUnit unit =
        annotation instanceof TimestampLogicalTypeAnnotation
            ? ((TimestampLogicalTypeAnnotation) annotation).getUnit()
            : null;
    if (unit == TimeUnit.MILLIS) {
      return TimestampData::fromEpochMillis;
    }
    if (unit == TimeUnit.MICROS) {
      return value ->
          TimestampData.fromEpochMillis(
              Math.floorDiv(value, 1_000L), (int) Math.floorMod(value, 1_000L) * 1_000);
    }
    throw ParquetConverters.mismatch(wanted, stored);
  }

  private static void require(LogicalType wanted, Type stored, PrimitiveTypeName... encodings) {
    if (!stored.isPrimitive()
        || !Arrays.asList(encodings).contains(stored.asPrimitiveType().getPrimitiveTypeName())) {
      throw ParquetConverters.mismatch(wanted, stored);
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

  /** Values that come as INT32 or INT64 and are something else. */
  private static final class LongConverter extends PrimitiveConverter {

    private final Slot slot;
    private final LongFunction<Object> decode;

    LongConverter(Slot slot, LongFunction<Object> decode) {
      this.slot = slot;
      this.decode = decode;
    }

    @Override
    public void addInt(int value) {
      slot.set(decode.apply(value));
    }

    @Override
    public void addLong(long value) {
      slot.set(decode.apply(value));
    }
  }

  private static final class BinaryConverter extends PrimitiveConverter {

    private final Slot slot;
    private final boolean shareable;
    private final Function<Binary, Object> decode;
    private Object[] dictionary;

    /**
     * @param shareable whether rows may share a value, so that a dictionary's are made once
     */
    BinaryConverter(Slot slot, boolean shareable, Function<Binary, Object> decode) {
      this.slot = slot;
      this.shareable = shareable;
      this.decode = decode;
    }

    @Override
    public boolean hasDictionarySupport() {
      return shareable;
    }

    @Override
    public void setDictionary(Dictionary values) {
      dictionary = new Object[values.getMaxId() + 1];
      for (int i = 0; i < dictionary.length; i++) {
        dictionary[i] = decode.apply(values.decodeToBinary(i));
      }
    }

    @Override
    public void addValueFromDictionary(int dictionaryId) {
      slot.set(dictionary[dictionaryId]);
    }

    @Override
    public void addBinary(Binary value) {
      slot.set(decode.apply(value));
    }
  }
}
