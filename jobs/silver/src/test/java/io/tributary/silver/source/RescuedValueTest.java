package io.tributary.silver.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.DataType;
import org.junit.jupiter.api.Test;

class RescuedValueTest {

  @Test
  void valuesKeepAllTheirDigits() {
    assertThat(json(DataTypes.BOOLEAN(), true)).isEqualTo("true");
    assertThat(json(DataTypes.INT(), -1)).isEqualTo("-1");
    assertThat(json(DataTypes.BIGINT(), Long.MIN_VALUE)).isEqualTo("-9223372036854775808");
    assertThat(json(DataTypes.FLOAT(), 0.1f)).isEqualTo("0.1");
    assertThat(json(DataTypes.DOUBLE(), 1e-300)).isEqualTo("1.0E-300");
    assertThat(
            json(
                DataTypes.DECIMAL(38, 10),
                DecimalData.fromBigDecimal(
                    new BigDecimal("1234567890123456789012345678.0000000001"), 38, 10)))
        .isEqualTo("\"1234567890123456789012345678.0000000001\"");
  }

  @Test
  void timesAreIso8601() {
    assertThat(json(DataTypes.DATE(), (int) LocalDate.of(1000, 1, 1).toEpochDay()))
        .isEqualTo("\"1000-01-01\"");
    assertThat(
            json(
                DataTypes.TIMESTAMP(6),
                TimestampData.fromLocalDateTime(LocalDateTime.of(2024, 2, 29, 1, 2, 3, 4_000))))
        .isEqualTo("\"2024-02-29T01:02:03.000004\"");
    assertThat(
            json(
                DataTypes.TIMESTAMP_LTZ(6),
                TimestampData.fromInstant(Instant.parse("2024-02-29T01:02:03.5Z"))))
        .isEqualTo("\"2024-02-29T01:02:03.500Z\"");
  }

  @Test
  void textsAreEscapedAndBytesAreBase64() {
    assertThat(json(DataTypes.STRING(), StringData.fromString("a\"\n😀")))
        .isEqualTo("\"a\\\"\\n😀\"");
    assertThat(json(DataTypes.BYTES(), new byte[] {0, -1})).isEqualTo("\"AP8=\"");
  }

  private static String json(DataType type, Object value) {
    return RescuedValue.json(type.getLogicalType(), value).toString();
  }
}
