package io.tributary.bronze.mysql;

import io.tributary.bronze.mysql.value.Members;
import io.tributary.common.schema.Column;
import io.tributary.common.schema.MySqlDates;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.DecimalType;

/**
 * Turns a column's values, as {@link io.tributary.bronze.mysql.value.ExactValues} and for text
 * Debezium give them, into Flink's, by the column's bronze type.
 */
interface ColumnConverter {

  /**
   * @param value not null
   * @return null if the column's type has no such value: {@code 2024-02-31}
   */
  Object convert(Object value);

  static ColumnConverter of(Column column) {
    switch (column.type().getTypeRoot()) {
      case BOOLEAN:
      case BIGINT:
      case FLOAT:
      case DOUBLE:
        return value -> value;
      case INTEGER:
        return value -> {
          long number = (Long) value;
          return (int) number == number ? (Integer) (int) number : null;
        };
      case DECIMAL:
        DecimalType decimal = (DecimalType) column.type();
        return value ->
            DecimalData.fromBigDecimal(
                (BigDecimal) value, decimal.getPrecision(), decimal.getScale());
      case DATE:
        return value -> {
          LocalDate date = MySqlDates.date((String) value);
          return date == null ? null : (int) date.toEpochDay();
        };
      case TIMESTAMP_WITHOUT_TIME_ZONE:
        return value -> {
          LocalDateTime time = MySqlDates.dateTime((String) value);
          return time == null ? null : TimestampData.fromLocalDateTime(time);
        };
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        return value -> {
          LocalDateTime time = MySqlDates.dateTime((String) value);
          return time == null ? null : TimestampData.fromInstant(time.toInstant(ZoneOffset.UTC));
        };
      case VARBINARY:
        return ColumnConverter::bytes;
      case VARCHAR:
        return isMembers(column)
            ? value -> StringData.fromString(Members.unescape((String) value))
            : value -> StringData.fromString((String) value);
      default:
        throw new IllegalArgumentException("No conversion for " + column);
    }
  }

  private static boolean isMembers(Column column) {
    String type = column.sourceType().toLowerCase(Locale.ROOT);
    return type.startsWith("enum") || type.startsWith("set");
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
}
