package io.tributary.common.parquet;

import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * Row types as Parquet schemas. Timestamps are 64-bit, instants marked as adjusted to UTC and local
 * times as not; decimals are fixed-length bytes, which every reader understands.
 */
final class ParquetTypes {

  private static final int MILLIS = 3;

  private ParquetTypes() {}

  static MessageType message(RowType rowType) {
    Types.MessageTypeBuilder message = Types.buildMessage();
    for (RowType.RowField field : rowType.getFields()) {
      message.addField(field(field.getName(), field.getType()));
    }
    return message.named("row");
  }

  private static Type field(String name, LogicalType type) {
    Type.Repetition repetition =
        type.isNullable() ? Type.Repetition.OPTIONAL : Type.Repetition.REQUIRED;
    switch (type.getTypeRoot()) {
      case BOOLEAN:
        return Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(name);
      case INTEGER:
        return Types.primitive(PrimitiveTypeName.INT32, repetition).named(name);
      case BIGINT:
        return Types.primitive(PrimitiveTypeName.INT64, repetition).named(name);
      case FLOAT:
        return Types.primitive(PrimitiveTypeName.FLOAT, repetition).named(name);
      case DOUBLE:
        return Types.primitive(PrimitiveTypeName.DOUBLE, repetition).named(name);
      case VARCHAR:
        return Types.primitive(PrimitiveTypeName.BINARY, repetition)
            .as(LogicalTypeAnnotation.stringType())
            .named(name);
      case VARBINARY:
        return Types.primitive(PrimitiveTypeName.BINARY, repetition).named(name);
      case DATE:
        return Types.primitive(PrimitiveTypeName.INT32, repetition)
            .as(LogicalTypeAnnotation.dateType())
            .named(name);
      case DECIMAL:
        DecimalType decimal = (DecimalType) type;
        return Types.primitive(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, repetition)
            .length(decimalBytes(decimal.getPrecision()))
            .as(LogicalTypeAnnotation.decimalType(decimal.getScale(), decimal.getPrecision()))
            .named(name);
      case TIMESTAMP_WITHOUT_TIME_ZONE:
        return timestamp(name, type, repetition, false);
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        return timestamp(name, type, repetition, true);
      case ROW:
        Types.GroupBuilder<org.apache.parquet.schema.GroupType> group =
            Types.buildGroup(repetition);
        for (RowType.RowField field : ((RowType) type).getFields()) {
          group.addField(field(field.getName(), field.getType()));
        }
        return group.named(name);
      default:
        throw unsupported(type);
    }
  }

  private static Type timestamp(
      String name, LogicalType type, Type.Repetition repetition, boolean adjustedToUtc) {
    return Types.primitive(PrimitiveTypeName.INT64, repetition)
        .as(
            LogicalTypeAnnotation.timestampType(
                adjustedToUtc, isMillis(type) ? TimeUnit.MILLIS : TimeUnit.MICROS))
        .named(name);
  }

  /** Whether a timestamp type is stored in milliseconds; in microseconds otherwise. */
  static boolean isMillis(LogicalType type) {
    return LogicalTypeChecks.getPrecision(type) <= MILLIS;
  }

  /** The least number of bytes that hold every two's-complement number of so many digits. */
  static int decimalBytes(int precision) {
    return java.math.BigInteger.TEN.pow(precision).bitLength() / Byte.SIZE + 1;
  }

  static IllegalArgumentException unsupported(LogicalType type) {
    return new IllegalArgumentException("Bronze has no place for the type " + type);
  }
}
