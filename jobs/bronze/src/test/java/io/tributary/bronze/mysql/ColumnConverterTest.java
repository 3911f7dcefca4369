package io.tributary.bronze.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.debezium.data.geometry.Geometry;
import io.debezium.time.MicroTime;
import io.debezium.time.MicroTimestamp;
import io.debezium.time.Timestamp;
import io.debezium.time.ZonedTimestamp;
import io.tributary.common.schema.Column;
import io.tributary.common.schema.MySqlTypes;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.Schema;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

/** Values as Debezium gives them, by the column's MySQL type. */
class ColumnConverterTest {

  private static final Schema ANY = Schema.OPTIONAL_BYTES_SCHEMA;

  @Test
  void timesReadAsMySqlPrintsThem() {
    Schema time = MicroTime.builder().optional().build();
    assertThat(convert("time", time, 0L)).hasToString("00:00:00");
    assertThat(convert("time(6)", time, 0L)).hasToString("00:00:00.000000");
    assertThat(convert("time(6)", time, 1L)).hasToString("00:00:00.000001");
    assertThat(convert("time(6)", time, -1L)).hasToString("-00:00:00.000001");
    assertThat(convert("time(3)", time, 45_296_789_000L)).hasToString("12:34:56.789");
    assertThat(convert("time(1)", time, 86_400_500_000L)).hasToString("24:00:00.5");
    assertThat(convert("time", time, (838 * 3_600L + 59 * 60 + 59) * 1_000_000))
        .hasToString("838:59:59");
    assertThat(convert("time(2)", time, -(838 * 3_600L + 59 * 60 + 58) * 1_000_000 - 500_000))
        .hasToString("-838:59:58.50");
  }

  @Test
  void localTimesKeepTheirMicroseconds() {
    Schema millis = Timestamp.builder().optional().build();
    Schema micros = MicroTimestamp.builder().optional().build();
    assertThat(convert("datetime", millis, 1_709_210_096_000L)).hasToString("2024-02-29T12:34:56");
    assertThat(convert("datetime(3)", millis, -1L)).hasToString("1969-12-31T23:59:59.999");
    assertThat(convert("datetime(6)", micros, -1L)).hasToString("1969-12-31T23:59:59.999999");
    assertThat(convert("datetime(6)", micros, -30_610_224_000_000_000L + 1))
        .hasToString("1000-01-01T00:00:00.000001");
  }

  @Test
  void instantsAreThoseOfTheirZone() {
    Schema zoned = ZonedTimestamp.builder().optional().build();
    assertThat(convert("timestamp(6)", zoned, "2024-02-29T12:34:56.123456Z"))
        .hasToString("2024-02-29T12:34:56.123456");
    assertThat(convert("timestamp", zoned, "2024-02-29T12:34:56+02:00"))
        .hasToString("2024-02-29T10:34:56");
  }

  @Test
  void bitsAreNumbers() {
    assertThat(convert("bit(1)", Schema.OPTIONAL_BOOLEAN_SCHEMA, true)).isEqualTo(true);
    assertThat(convert("bit(10)", ANY, new byte[] {1, 2})).isEqualTo(513L);
    assertThat(convert("bit(63)", ANY, new byte[] {-1, -1, -1, -1, -1, -1, -1, 0x7f}))
        .isEqualTo(Long.MAX_VALUE);
    assertThat(
            convert("bit(64)", ANY, ByteBuffer.wrap(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1})))
        .hasToString("18446744073709551615");
    assertThat(convert("bit(64)", ANY, new byte[8])).hasToString("0");
  }

  @Test
  void decimalsKeepEveryDigit() {
    assertThat(convert("decimal(12,2)", ANY, new BigDecimal("-0.10"))).hasToString("-0.10");
    assertThat(
            convert(
                "decimal(38,8)", ANY, new BigDecimal("123456789012345678901234567890.12345678")))
        .hasToString("123456789012345678901234567890.12345678");
    assertThat(convert("decimal(65,30)", ANY, new BigDecimal("1E-30")))
        .hasToString("0.000000000000000000000000000001");
    assertThat(convert("bigint unsigned", ANY, new BigDecimal("18446744073709551615")))
        .hasToString("18446744073709551615");
    assertThatThrownBy(() -> convert("decimal(4,2)", ANY, new BigDecimal("100.00")))
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("DECIMAL(4, 2)")
        .hasMessageNotContaining("100.00");
  }

  @Test
  void wholeNumbersComeInAnyWidth() {
    assertThat(convert("tinyint(1)", ANY, (short) 1)).isEqualTo(1);
    assertThat(convert("smallint unsigned", ANY, 65_535)).isEqualTo(65_535);
    assertThat(convert("int unsigned", ANY, 4_294_967_295L)).isEqualTo(4_294_967_295L);
    assertThat(convert("bigint", ANY, Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
    assertThat(convert("year", ANY, 2155)).isEqualTo(2155);
    assertThat(convert("date", ANY, -1)).isEqualTo(-1);
    assertThat(convert("float", ANY, 1.5f)).isEqualTo(1.5f);
    assertThat(convert("float", ANY, 1.5d)).isEqualTo(1.5f);
    assertThat(convert("double", ANY, 1.5f)).isEqualTo(1.5d);
  }

  @Test
  void shapesAreWhatMySqlStores() {
    Schema geometry = Geometry.builder().optional().build();
    Struct point =
        new Struct(geometry).put("wkb", ByteBuffer.wrap(new byte[] {1, 2, 3})).put("srid", 4_326);
    Struct flat = new Struct(geometry).put("wkb", new byte[] {9});

    assertThat(convert("point", geometry, point))
        .isEqualTo(new byte[] {(byte) 0xe6, 0x10, 0, 0, 1, 2, 3});
    assertThat(convert("geometry", geometry, flat)).isEqualTo(new byte[] {0, 0, 0, 0, 9});
  }

  @Test
  void bytesAreCopiedAndTheirBufferIsLeftAsItWas() {
    ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3, 4}, 1, 2);

    assertThat(convert("varbinary(10)", ANY, buffer)).isEqualTo(new byte[] {2, 3});
    assertThat(buffer.remaining()).isEqualTo(2);
    assertThat(convert("blob", ANY, new byte[] {0})).isEqualTo(new byte[] {0});
  }

  @Test
  void textsAreTexts() {
    Schema text = Schema.OPTIONAL_STRING_SCHEMA;
    assertThat(convert("varchar(10)", text, "Grüße 😀")).hasToString("Grüße 😀");
    assertThat(convert("enum('a','b')", text, "a")).hasToString("a");
    assertThat(convert("json", text, "{\"a\": 1}")).hasToString("{\"a\": 1}");
  }

  private static Object convert(String columnType, Schema schema, Object value) {
    return ColumnConverter.of(
            new Column("c", columnType, MySqlTypes.ofColumnType(columnType)), schema)
        .convert(value);
  }
}
