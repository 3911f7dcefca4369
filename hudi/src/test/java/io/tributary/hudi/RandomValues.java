package io.tributary.hudi;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.FloatType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;

/** Types that a table can hold, within one another, and values of them: extremes and nulls. */
final class RandomValues {

  private static final LogicalType STRING = new VarCharType(VarCharType.MAX_LENGTH);

  private final Random random;

  RandomValues(Random random) {
    this.random = random;
  }

  /** Every type that is not made of others. */
  static List<LogicalType> scalars() {
    return List.of(
        new BooleanType(),
        new IntType(),
        new BigIntType(),
        new FloatType(),
        new DoubleType(),
        STRING,
        new VarBinaryType(VarBinaryType.MAX_LENGTH),
        new DateType(),
        new TimestampType(3),
        new TimestampType(6),
        new DecimalType(1, 0),
        new DecimalType(9, 2),
        new DecimalType(18, 18),
        new DecimalType(19, 3),
        new DecimalType(38, 12));
  }

  /** A type of at most so many levels above a scalar. */
  LogicalType type(int depth) {
    switch (depth == 0 ? 0 : random.nextInt(4)) {
      case 1:
        return new ArrayType(type(depth - 1));
      case 2:
        return new MapType(STRING, type(depth - 1));
      case 3:
        return row(depth);
      default:
        return scalars().get(random.nextInt(scalars().size()));
    }
  }

  private RowType row(int depth) {
    List<RowType.RowField> fields = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      fields.add(new RowType.RowField("f" + i, type(depth - 1)));
    }
    return new RowType(fields);
  }

  /** A value of a type; now and then null, empty, or as far out as can be. */
  Object value(LogicalType type) {
    if (type.isNullable() && random.nextInt(5) == 0) {
      return null;
    }
    switch (type.getTypeRoot()) {
      case BOOLEAN:
        return random.nextBoolean();
      case INTEGER:
        return random.nextInt(4) == 0 ? Integer.MIN_VALUE : random.nextInt();
      case BIGINT:
        return random.nextInt(4) == 0 ? Long.MIN_VALUE : random.nextLong();
      case FLOAT:
        return random.nextInt(4) == 0 ? Float.NEGATIVE_INFINITY : random.nextFloat();
      case DOUBLE:
        return random.nextInt(4) == 0 ? Double.NaN : random.nextGaussian() * 1e200;
      case VARCHAR:
        return StringData.fromString("é\u0000😀\n\"".repeat(random.nextInt(3)) + random.nextInt(3));
      case VARBINARY:
        byte[] bytes = new byte[random.nextInt(5)];
        random.nextBytes(bytes);
        if (bytes.length > 1) {
          bytes[0] = 0;
        }
        return bytes;
      case DATE:
        return random.nextInt(3_000_000) - 500_000;
      case TIMESTAMP_WITHOUT_TIME_ZONE:
        long millis = (long) (random.nextGaussian() * 3e13);
        return ((TimestampType) type).getPrecision() == 3
            ? TimestampData.fromEpochMillis(millis)
            : TimestampData.fromEpochMillis(millis, random.nextInt(1_000) * 1_000);
      case DECIMAL:
        return decimal((DecimalType) type);
      case ARRAY:
        Object[] elements = new Object[random.nextInt(4)];
        for (int i = 0; i < elements.length; i++) {
          elements[i] = value(((ArrayType) type).getElementType());
        }
        return new GenericArrayData(elements);
      case MAP:
        Map<Object, Object> entries = new HashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          entries.put(StringData.fromString("k" + i), value(((MapType) type).getValueType()));
        }
        return new GenericMapData(entries);
      case ROW:
        return row((RowType) type);
      default:
        throw new IllegalArgumentException(type.toString());
    }
  }

  GenericRowData row(RowType type) {
    GenericRowData row = new GenericRowData(type.getFieldCount());
    for (int i = 0; i < row.getArity(); i++) {
      row.setField(i, value(type.getTypeAt(i)));
    }
    return row;
  }

  private DecimalData decimal(DecimalType type) {
    BigInteger limit = BigInteger.TEN.pow(type.getPrecision());
    BigInteger unscaled =
        random.nextInt(4) == 0
            ? limit.subtract(BigInteger.ONE)
            : new BigInteger(random.nextInt(limit.bitLength()), random);
    return DecimalData.fromBigDecimal(
        new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), type.getScale()),
        type.getPrecision(),
        type.getScale());
  }

  /** The value in Java's lists and maps, which are equal where the values are. */
  static Object plain(LogicalType type, Object value) {
    if (value instanceof byte[]) {
      return ByteBuffer.wrap((byte[]) value);
    }
    if (value instanceof ArrayData) {
      return list(((ArrayType) type).getElementType(), (ArrayData) value);
    }
    if (value instanceof MapData) {
      List<Object> keys = list(((MapType) type).getKeyType(), ((MapData) value).keyArray());
      List<Object> values = list(((MapType) type).getValueType(), ((MapData) value).valueArray());
      Map<Object, Object> map = new HashMap<>();
      for (int i = 0; i < keys.size(); i++) {
        map.put(keys.get(i), values.get(i));
      }
      return map;
    }
    if (value instanceof RowData) {
      List<Object> fields = new ArrayList<>();
      for (int i = 0; i < type.getChildren().size(); i++) {
        LogicalType field = type.getChildren().get(i);
        fields.add(
            plain(field, RowData.createFieldGetter(field, i).getFieldOrNull((RowData) value)));
      }
      return fields;
    }
    return value;
  }

  private static List<Object> list(LogicalType element, ArrayData array) {
    ArrayData.ElementGetter getter = ArrayData.createElementGetter(element);
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      list.add(plain(element, getter.getElementOrNull(array, i)));
    }
    return list;
  }
}
