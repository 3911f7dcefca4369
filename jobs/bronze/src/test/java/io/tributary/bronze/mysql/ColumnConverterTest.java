package io.tributary.bronze.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.schema.Column;
import io.tributary.common.schema.MySqlTypes;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Values by the column's MySQL type; null is what the column cannot hold. */
class ColumnConverterTest {

  @Test
  void datesThatNoCalendarHasAreNone() {
    assertThat(convert("date", "1969-12-31")).isEqualTo(-1);
    assertThat(convert("date", "0001-01-01")).isEqualTo(-719_162);
    assertThat(convert("date", "9999-12-31")).isEqualTo(2_932_896);
    for (String date : new String[] {"0000-00-00", "2024-00-10", "2024-02-31", "0000-01-01"}) {
      assertThat(convert("date", date)).as(date).isNull();
      assertThat(convert("datetime", date + " 00:00:00")).as(date).isNull();
      assertThat(convert("timestamp(6)", date + " 00:00:00.000000")).as(date).isNull();
    }
  }

  @Test
  void timesKeepTheirMicroseconds() {
    assertThat(convert("datetime", "2024-02-29 12:34:56")).hasToString("2024-02-29T12:34:56");
    assertThat(convert("datetime(6)", "1000-01-01 00:00:00.000001"))
        .hasToString("1000-01-01T00:00:00.000001");
    assertThat(convert("timestamp(3)", "2038-01-19 03:14:07.999"))
        .hasToString("2038-01-19T03:14:07.999");
    assertThat(convert("time(3)", "-838:59:59.000")).hasToString("-838:59:59.000");
  }

  @Test
  void numbersThatAreTooLargeAreNone() {
    assertThat(convert("int", 2_147_483_647L)).isEqualTo(2_147_483_647);
    assertThat(convert("int", 2_147_483_648L)).isNull();
    assertThat(convert("int unsigned", 4_294_967_295L)).isEqualTo(4_294_967_295L);
    assertThat(convert("decimal(12,2)", new BigDecimal("-0.10"))).hasToString("-0.10");
    assertThat(convert("decimal(4,2)", new BigDecimal("100.00"))).isNull();
    assertThat(convert("bigint unsigned", new BigDecimal("18446744073709551615")))
        .hasToString("18446744073709551615");
  }

  @Test
  void membersLoseTheirEscapes() {
    assertThat(convert("enum('a','b')", "a\\,b\\\\c")).hasToString("a,b\\c");
    assertThat(convert("set('a','b')", "a,b")).hasToString("a,b");
    assertThat(convert("varchar(10)", "a\\,b")).hasToString("a\\,b");
  }

  @Test
  void bytesAreCopiedAndTheirBufferIsLeftAsItWas() {
    ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3, 4}, 1, 2);

    assertThat(convert("varbinary(10)", buffer)).isEqualTo(new byte[] {2, 3});
    assertThat(buffer.remaining()).isEqualTo(2);
    assertThat(convert("blob", new byte[] {0})).isEqualTo(new byte[] {0});
  }

  private static Object convert(String columnType, Object value) {
    return ColumnConverter.of(new Column("c", columnType, MySqlTypes.ofColumnType(columnType)))
        .convert(value);
  }
}
