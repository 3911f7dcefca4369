package io.tributary.bronze.mysql;

import io.tributary.common.schema.Column;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.ZonedDateTime;
import java.util.Locale;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.Schema;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.Struct;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.DecimalType;

/** Turns a column's values as Debezium gives them into Flink's, by the column's bronze type. */
interface ColumnConverter {

  /**
   * @param value not null
   */
  Object convert(Object value);

  /**
   * @param schema what Debezium says of the column's values
   */
  static ColumnConverter of(Column column, Schema schema) {
    switch (column.type().getTypeRoot()) {
      case BOOLEAN:
        return value -> value;
      case INTEGER:
      case DATE:
        return value -> ((Number) value).intValue();
      case BIGINT:
        return value ->
            value instanceof Number ? ((Number) value).longValue() : bits(value).longValue();
      case FLOAT:
        return value -> ((Number) value).floatValue();
      case DOUBLE:
        return value -> ((Number) value).doubleValue();
      case DECIMAL:
        return decimal((DecimalType) column.type());
      case TIMESTAMP_WITHOUT_TIME_ZONE:
        return "io.debezium.time.MicroTimestamp".equals(schema.name())
            ? value -> ofMicros((Long) value)
            : value -> TimestampData.fromEpochMillis((Long) value);
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        return value -> TimestampData.fromInstant(ZonedDateTime.parse((String) value).toInstant());
      case VARBINARY:
        return value -> value instanceof Struct ? geometry((Struct) value) : bytes(value);
      case VARCHAR:
        if ("io.debezium.time.MicroTime".equals(schema.name())) {
          int digits = fractionDigits(column.sourceType());
          return value -> StringData.fromString(time((Long) value, digits));
        }
        return value ->
            StringData.fromString(
                value instanceof BigDecimal
                    ? ((BigDecimal) value).toPlainString()
                    : (String) value);
      default:
        throw new IllegalArgumentException("No conversion for " + column);
    }
  }

  private static ColumnConverter decimal(DecimalType type) {
    return value -> {
      BigDecimal number =
          value instanceof BigDecimal ? (BigDecimal) value : new BigDecimal(bits(value));
      DecimalData decimal =
          DecimalData.fromBigDecimal(number, type.getPrecision(), type.getScale());
      if (decimal == null) {
        throw new ArithmeticException("A value has more digits than " + type);
      }
      return decimal;
    };
  }

  private static TimestampData ofMicros(long micros) {
    return TimestampData.fromEpochMillis(
        Math.floorDiv(micros, 1_000L), (int) Math.floorMod(micros, 1_000L) * 1_000);
  }

  /** Debezium gives BIT(n) with the least significant byte first. */
  private static BigInteger bits(Object value) {
    byte[] littleEndian = bytes(value);
    byte[] bigEndian = new byte[littleEndian.length];
    for (int i = 0; i < bigEndian.length; i++) {
      bigEndian[i] = littleEndian[littleEndian.length - 1 - i];
    }
    return new BigInteger(1, bigEndian);
  }

  private static byte[] bytes(Object value) {
    if (value instanceof byte[]) {
      return (byte[]) value;
    }
    ByteBuffer buffer = ((ByteBuffer) value).duplicate();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  /** As MySQL stores it: the SRID in four bytes, least significant first, then the WKB. */
  private static byte[] geometry(Struct value) {
    byte[] wkb = bytes(value.get("wkb"));
    Integer srid = value.getInt32("srid");
    return ByteBuffer.allocate(Integer.BYTES + wkb.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(srid == null ? 0 : srid)
        .put(wkb)
        .array();
  }

  /** As MySQL prints it: {@code -838:59:59.000000} with the column's number of digits. */
  private static String time(long micros, int digits) {
    long absolute = Math.abs(micros);
    long seconds = absolute / 1_000_000;
    String text =
        String.format(
            Locale.ROOT,
            "%s%02d:%02d:%02d",
            micros < 0 ? "-" : "",
            seconds / 3_600,
            seconds / 60 % 60,
            seconds % 60);
    if (digits == 0) {
      return text;
    }
    return text
        + "."
        + String.format(Locale.ROOT, "%06d", absolute % 1_000_000).substring(0, digits);
  }

  private static int fractionDigits(String sourceType) {
    int open = sourceType.indexOf('(');
    return open < 0
        ? 0
        : Integer.parseInt(sourceType.substring(open + 1, sourceType.indexOf(')')).trim());
  }
}
