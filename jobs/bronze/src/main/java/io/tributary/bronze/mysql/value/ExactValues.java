package io.tributary.bronze.mysql.value;

import io.debezium.relational.Column;
import io.debezium.spi.converter.CustomConverter;
import io.debezium.spi.converter.RelationalColumn;
import io.tributary.common.schema.MySqlType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Properties;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.Decimal;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.SchemaBuilder;

/**
 * Gives Debezium the same value of a column in snapshot and log, with nothing of it lost: numbers
 * without a sign where the column has none, dates and times as the text that MySQL prints, instants
 * in UTC, shapes as MySQL stores them. Text is left to Debezium, which knows its character set.
 *
 * <p>Values come as {@link SnapshotRows} reads them, or as the library of the log and {@link
 * LogValues} do. A column's value is never null unless it is NULL.
 */
public final class ExactValues implements CustomConverter<SchemaBuilder, RelationalColumn> {

  private static final BigInteger TWO_TO_THE_64TH = BigInteger.ONE.shiftLeft(Long.SIZE);

  /** Debezium makes it by name. */
  public ExactValues() {}

  /** The properties of Debezium that make it use this class. */
  public static void register(Properties properties) {
    properties.setProperty("converters", "exact");
    properties.setProperty("exact.type", ExactValues.class.getName());
  }

  @Override
  public void configure(Properties properties) {}

  @Override
  public void converterFor(
      RelationalColumn column, ConverterRegistration<SchemaBuilder> registration) {
    int length = column.length().orElse(-1);
    MySqlType type = MySqlType.of(column.typeName(), length, column.scale().orElse(-1));
    Form form = form(type, column.typeName(), length, column.scale().orElse(0));
    if (form != null) {
      registration.register(form.schema.optional(), form.ofRows());
    }
  }

  /** Null for text. */
  private static Form form(MySqlType type, String typeName, int length, int scale) {
    switch (type) {
      case BIT_1:
        return new Form(SchemaBuilder.bool(), value -> bits(value).signum() != 0);
      case BIT:
        return new Form(SchemaBuilder.int64(), value -> bits(value).longValue());
      case BIT_64:
        return new Form(Decimal.builder(0), value -> new BigDecimal(bits(value)));
      case TINYINT:
        return wholeNumber(MySqlType.isUnsigned(typeName) ? 0xffL : -1L);
      case SMALLINT:
        return wholeNumber(MySqlType.isUnsigned(typeName) ? 0xffffL : -1L);
      case MEDIUMINT:
        return wholeNumber(MySqlType.isUnsigned(typeName) ? 0xff_ffffL : -1L);
      case INT_UNSIGNED:
        return wholeNumber(0xffff_ffffL);
      case INT:
      case BIGINT:
      case YEAR:
        return wholeNumber(-1L);
      case BIGINT_UNSIGNED:
        return new Form(Decimal.builder(0), ExactValues::decimal);
      case DECIMAL:
        return new Form(Decimal.builder(scale), ExactValues::decimal);
      case LONG_DECIMAL:
        return new Form(SchemaBuilder.string(), value -> decimal(value).toPlainString());
      case FLOAT:
        return new Form(SchemaBuilder.float32(), value -> number(value).floatValue());
      case DOUBLE:
        return new Form(SchemaBuilder.float64(), value -> number(value).doubleValue());
      case DATE:
      case DATETIME:
      case DATETIME_MICROS:
      case TIMESTAMP:
      case TIME:
        return new Form(SchemaBuilder.string(), value -> (String) value);
      case JSON:
        return new Form(SchemaBuilder.string(), ExactValues::json);
      case BINARY:
        return new Form(SchemaBuilder.bytes(), value -> atLeast(length, (byte[]) value));
      case VARBINARY:
      case BLOB:
      case GEOMETRY:
        return new Form(SchemaBuilder.bytes(), value -> (byte[]) value);
      default:
        return null;
    }
  }

  /** The row of the type table that a column belongs to. */
  static MySqlType type(Column column) {
    return MySqlType.of(column.typeName(), column.length(), column.scale().orElse(-1));
  }

  /** The log does not say whether a number has a sign, and always gives one: the mask takes it. */
  private static Form wholeNumber(long mask) {
    return new Form(
        SchemaBuilder.int64(),
        value ->
            value instanceof String
                ? Long.parseLong((String) value)
                : ((Number) value).longValue() & mask);
  }

  private static Number number(Object value) {
    return value instanceof String ? (Number) Double.valueOf((String) value) : (Number) value;
  }

  /** Also of {@code BIGINT UNSIGNED}, of which the log gives the 64 bits. */
  private static BigDecimal decimal(Object value) {
    if (value instanceof Long) {
      BigInteger number = BigInteger.valueOf((Long) value);
      return new BigDecimal(number.signum() < 0 ? number.add(TWO_TO_THE_64TH) : number);
    }
    return value instanceof String ? new BigDecimal((String) value) : (BigDecimal) value;
  }

  private static String json(Object value) {
    return value instanceof String ? (String) value : JsonText.of((byte[]) value);
  }

  /** A query gives the most significant byte first. */
  private static BigInteger bits(Object value) {
    if (value instanceof byte[]) {
      return new BigInteger(1, (byte[]) value);
    }
    BigInteger number = BigInteger.ZERO;
    BitSet bits = (BitSet) value;
    for (int i = bits.nextSetBit(0); i >= 0; i = bits.nextSetBit(i + 1)) {
      number = number.setBit(i);
    }
    return number;
  }

  /** The log leaves out the zero bytes at the end of a value of fixed length. */
  private static byte[] atLeast(int length, byte[] bytes) {
    return bytes.length < length ? Arrays.copyOf(bytes, length) : bytes;
  }

  /** What a column's values are for Debezium. */
  private static final class Form {

    final SchemaBuilder schema;
    private final Converter converter;

    /**
     * @param converter of values that are not null
     */
    Form(SchemaBuilder schema, Converter converter) {
      this.schema = schema;
      this.converter = converter;
    }

    Converter ofRows() {
      return value -> value == null ? null : converter.convert(value);
    }
  }
}
