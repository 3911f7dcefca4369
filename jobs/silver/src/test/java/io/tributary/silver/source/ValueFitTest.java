package io.tributary.silver.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.DataType;
import org.junit.jupiter.api.Test;

/** A value either fits a column whole or not at all. */
class ValueFitTest {

  private static final DataType INT = DataTypes.INT();
  private static final DataType BIGINT = DataTypes.BIGINT();

  @Test
  void wholeNumbersFitWhereTheyAreInRange() {
    assertFits(INT, 7, BIGINT, 7L);
    assertFits(BIGINT, (long) Integer.MIN_VALUE, INT, Integer.MIN_VALUE);
    assertDoesNotFit(BIGINT, Integer.MIN_VALUE - 1L, INT);
    assertFits(
        DataTypes.DECIMAL(20, 0), decimal("9223372036854775807", 20, 0), BIGINT, Long.MAX_VALUE);
    assertDoesNotFit(DataTypes.DECIMAL(20, 0), decimal("18446744073709551615", 20, 0), BIGINT);
    assertFits(
        BIGINT, Long.MIN_VALUE, DataTypes.DECIMAL(20, 0), decimal("-9223372036854775808", 20, 0));
  }

  @Test
  void decimalsFitWhereNoDigitIsLost() {
    DataType cents = DataTypes.DECIMAL(12, 2);
    assertFits(cents, decimal("1.50", 12, 2), DataTypes.DECIMAL(14, 4), decimal("1.5000", 14, 4));
    assertFits(cents, decimal("1.50", 12, 2), DataTypes.DECIMAL(12, 1), decimal("1.5", 12, 1));
    assertDoesNotFit(cents, decimal("1.55", 12, 2), DataTypes.DECIMAL(12, 1));
    assertDoesNotFit(cents, decimal("100.00", 12, 2), DataTypes.DECIMAL(4, 2));
    assertFits(cents, decimal("3.00", 12, 2), INT, 3);
    assertDoesNotFit(cents, decimal("3.01", 12, 2), INT);
  }

  @Test
  void inexactNumbersFitWiderOnesOnly() {
    assertFits(DataTypes.FLOAT(), 1.5f, DataTypes.DOUBLE(), 1.5d);
    assertFits(INT, Integer.MAX_VALUE, DataTypes.DOUBLE(), 2147483647d);
    assertDoesNotFit(BIGINT, 1L, DataTypes.DOUBLE());
    assertDoesNotFit(DataTypes.DOUBLE(), 1.5d, DataTypes.FLOAT());
    assertDoesNotFit(DataTypes.DOUBLE(), 1d, INT);
  }

  @Test
  void timesFitCoarserOnesWhereTheirFinerDigitsAreZero() {
    TimestampData fine = TimestampData.fromEpochMillis(5, 1_000);
    TimestampData coarse = TimestampData.fromEpochMillis(5, 0);
    assertFits(DataTypes.TIMESTAMP(3), coarse, DataTypes.TIMESTAMP(6), coarse);
    assertFits(DataTypes.TIMESTAMP(6), coarse, DataTypes.TIMESTAMP(3), coarse);
    assertDoesNotFit(DataTypes.TIMESTAMP(6), fine, DataTypes.TIMESTAMP(3));
    assertFits(DataTypes.TIMESTAMP_LTZ(6), coarse, DataTypes.TIMESTAMP_LTZ(3), coarse);
    assertDoesNotFit(DataTypes.TIMESTAMP(6), coarse, DataTypes.TIMESTAMP_LTZ(6));
    assertDoesNotFit(DataTypes.DATE(), 1, DataTypes.TIMESTAMP(3));
  }

  @Test
  void kindsAreNotMixed() {
    List<DataType> types =
        List.of(DataTypes.STRING(), DataTypes.BYTES(), DataTypes.BOOLEAN(), DataTypes.DATE());
    List<Object> values = List.of(StringData.fromString("1"), new byte[] {1}, true, 1);
    for (int from = 0; from < types.size(); from++) {
      for (int to = 0; to < types.size(); to++) {
        if (from == to) {
          assertFits(types.get(from), values.get(from), types.get(to), values.get(from));
        } else {
          assertDoesNotFit(types.get(from), values.get(from), types.get(to));
        }
      }
      assertDoesNotFit(types.get(from), values.get(from), INT);
      assertDoesNotFit(types.get(from), values.get(from), DataTypes.DOUBLE());
    }
    assertDoesNotFit(INT, 1, DataTypes.STRING());
    assertDoesNotFit(INT, 1, DataTypes.BOOLEAN());
    assertDoesNotFit(INT, 1, DataTypes.DATE());
  }

  @Test
  void whetherAColumnMayBeNullMakesNoDifference() {
    assertFits(INT.notNull(), 1, INT, 1);
    assertFits(INT, 1, INT.notNull(), 1);
  }

  private static DecimalData decimal(String text, int precision, int scale) {
    return DecimalData.fromBigDecimal(new BigDecimal(text), precision, scale);
  }

  private static void assertFits(DataType from, Object value, DataType to, Object expected) {
    assertThat(ValueFit.of(from.getLogicalType(), to.getLogicalType()).fit(value))
        .as(value + " of " + from + " as " + to)
        .isEqualTo(expected);
  }

  private static void assertDoesNotFit(DataType from, Object value, DataType to) {
    assertThat(ValueFit.of(from.getLogicalType(), to.getLogicalType()).fit(value))
        .as(value + " of " + from + " as " + to)
        .isNull();
  }
}
