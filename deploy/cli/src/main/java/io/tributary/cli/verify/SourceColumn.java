package io.tributary.cli.verify;

import io.tributary.common.schema.Column;
import io.tributary.common.schema.MySqlDates;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.DecimalType;

/**
 * A column of a source's table read by SQL, with the values that bronze has of it.
 *
 * <p>Times are fetched as text in a session in UTC, so that no driver or JVM time zone bends them;
 * {@code FLOAT} as {@code DOUBLE}, because MySQL prints but six digits of it (MySQL 8.0 Reference
 * Manual, B.3.4.8).
 */
final class SourceColumn {

  private interface Reader {
    /** Null for NULL, and for what is no date, such as {@code 0000-00-00}. */
    Object read(ResultSet rows, int index) throws SQLException;
  }

  private final Column column;
  private final Reader reader;

  private SourceColumn(Column column, Reader reader) {
    this.column = column;
    this.reader = reader;
  }

  static SourceColumn of(Column column) {
    return new SourceColumn(column, reader(column));
  }

  /** What to SELECT. */
  String expression() {
    String name = "`" + column.name().replace("`", "``") + "`";
    switch (column.type().getTypeRoot()) {
      case DATE:
      case TIMESTAMP_WITHOUT_TIME_ZONE:
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        return "CAST(" + name + " AS CHAR)";
      case FLOAT:
      case DOUBLE:
        return "CAST(" + name + " AS DOUBLE)";
      default:
        return is(column, "time") ? "CAST(" + name + " AS CHAR)" : name;
    }
  }

  /**
   * The value of that column of the current row, as bronze has it; null for NULL, and for what is
   * rescued.
   */
  Object read(ResultSet rows, int index) throws SQLException {
    Object value = reader.read(rows, index);
    return rows.wasNull() ? null : value;
  }

  /**
   * The text of that column of the current row where {@link #read} has no value for it: a date that
   * no calendar has. Null for NULL.
   */
  String rescued(ResultSet rows, int index) throws SQLException {
    return rows.getString(index);
  }

  private static Reader reader(Column column) {
    switch (column.type().getTypeRoot()) {
      case BOOLEAN:
        return (rows, index) -> {
          byte[] bits = rows.getBytes(index);
          return bits == null ? null : bits(bits).signum() != 0;
        };
      case INTEGER:
        return ResultSet::getInt;
      case BIGINT:
        return is(column, "bit")
            ? (rows, index) -> {
              byte[] bits = rows.getBytes(index);
              return bits == null ? null : bits(bits).longValue();
            }
            : ResultSet::getLong;
      case FLOAT:
        return (rows, index) -> (float) rows.getDouble(index);
      case DOUBLE:
        return ResultSet::getDouble;
      case DECIMAL:
        return decimal(column);
      case DATE:
        return (rows, index) -> date(rows.getString(index));
      case TIMESTAMP_WITHOUT_TIME_ZONE:
        return (rows, index) -> {
          LocalDateTime time = time(rows.getString(index));
          return time == null ? null : TimestampData.fromLocalDateTime(time);
        };
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        return (rows, index) -> {
          LocalDateTime time = time(rows.getString(index));
          return time == null ? null : TimestampData.fromInstant(time.toInstant(ZoneOffset.UTC));
        };
      case VARBINARY:
        return ResultSet::getBytes;
      case VARCHAR:
        return is(column, "decimal")
            ? (rows, index) -> {
              BigDecimal number = rows.getBigDecimal(index);
              return number == null ? null : StringData.fromString(number.toPlainString());
            }
            : (rows, index) -> StringData.fromString(rows.getString(index));
      default:
        throw new IllegalArgumentException("No way to read " + column);
    }
  }

  private static Reader decimal(Column column) {
    DecimalType type = (DecimalType) column.type();
    boolean bit = is(column, "bit");
    return (rows, index) -> {
      BigDecimal number;
      if (bit) {
        byte[] bits = rows.getBytes(index);
        number = bits == null ? null : new BigDecimal(bits(bits));
      } else {
        number = rows.getBigDecimal(index);
      }
      return number == null
          ? null
          : DecimalData.fromBigDecimal(number, type.getPrecision(), type.getScale());
    };
  }

  private static boolean is(Column column, String type) {
    String name = column.sourceType().toLowerCase(Locale.ROOT);
    return name.equals(type) || name.startsWith(type + "(");
  }

  /** The most significant byte first. */
  private static BigInteger bits(byte[] bytes) {
    return new BigInteger(1, bytes);
  }

  private static Integer date(String text) {
    LocalDate date = text == null ? null : MySqlDates.date(text);
    return date == null ? null : (int) date.toEpochDay();
  }

  private static LocalDateTime time(String text) {
    return text == null ? null : MySqlDates.dateTime(text);
  }
}
