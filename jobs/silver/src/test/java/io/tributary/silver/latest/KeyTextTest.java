package io.tributary.silver.latest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.common.table.HudiTable;
import io.tributary.common.testing.Seed;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;

class KeyTextTest {

  @Test
  void differentKeysHaveDifferentTexts() {
    Random random = Seed.random();
    KeyText key = key(DataTypes.STRING(), DataTypes.STRING(), DataTypes.INT());
    Map<String, List<Object>> seen = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      List<Object> values = List.of(text(random), text(random), random.nextInt(30) - 15);
      List<Object> before =
          seen.put(
              key.getKey(
                  row(
                      StringData.fromString((String) values.get(0)),
                      StringData.fromString((String) values.get(1)),
                      values.get(2))),
              values);
      assertThat(before == null || before.equals(values)).as(before + " and " + values).isTrue();
    }
  }

  /** Made of what could be taken for lengths and separators. */
  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(5); length > 0; length--) {
      text.append("0123:-".charAt(random.nextInt(6)));
    }
    return text.toString();
  }

  @Test
  void aTextGivesItsKeyBack() {
    DataType[] types = {
      DataTypes.STRING(),
      DataTypes.BOOLEAN(),
      DataTypes.INT(),
      DataTypes.BIGINT(),
      DataTypes.DECIMAL(38, 10),
      DataTypes.DATE(),
      DataTypes.TIMESTAMP(3),
      DataTypes.TIMESTAMP(6)
    };
    Object[] values = {
      StringData.fromString("3:a\u0000é😀"),
      true,
      Integer.MIN_VALUE,
      Long.MAX_VALUE,
      DecimalData.fromBigDecimal(
          new BigDecimal("-1234567890123456789012345678.0000000001"), 38, 10),
      -719_162,
      TimestampData.fromEpochMillis(-1),
      TimestampData.fromEpochMillis(253_402_300_799_999L, 999_000)
    };
    GenericRowData back = new GenericRowData(values.length);
    KeyText all = key(types);
    all.fill(all.getKey(row(values)), back);
    assertThat(back).isEqualTo(row(values));
    for (int i = 0; i < values.length; i++) {
      GenericRowData one = new GenericRowData(1);
      KeyText key = key(types[i]);
      key.fill(key.getKey(row(values[i])), one);
      assertThat(one.getField(0)).isEqualTo(values[i]);
    }
  }

  @Test
  void aKeyOfOneColumnIsItsText() {
    assertThat(key(DataTypes.STRING()).getKey(row(StringData.fromString("a:b")))).isEqualTo("a:b");
    assertThat(key(DataTypes.BIGINT()).getKey(row(7L))).isEqualTo("7");
  }

  @Test
  void equalKeysHaveEqualTextsWhateverTheirRowsAreMadeOf() {
    KeyText key = key(DataTypes.DECIMAL(12, 2), DataTypes.TIMESTAMP(6), DataTypes.BOOLEAN());
    RowData one =
        row(
            DecimalData.fromBigDecimal(new BigDecimal("1.50"), 12, 2),
            TimestampData.fromEpochMillis(1_000, 1_000),
            true);
    RowData same =
        row(
            DecimalData.fromUnscaledLong(150, 12, 2),
            TimestampData.fromEpochMillis(1_000, 1_000),
            true);

    assertThat(key.getKey(one)).isEqualTo(key.getKey(same));
  }

  @Test
  void aRowWithoutAKeyIsAnErrorThatNamesTableAndColumn() {
    assertThatThrownBy(() -> key(DataTypes.INT(), DataTypes.STRING()).getKey(row(1, null)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("shop.orders")
        .hasMessageContaining("k1");
  }

  @Test
  void typesWhoseValuesHaveNoOneTextAreNoKey() {
    for (DataType type : List.of(DataTypes.DOUBLE(), DataTypes.FLOAT(), DataTypes.BYTES())) {
      assertThatThrownBy(() -> key(type))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("shop.orders");
    }
  }

  private static KeyText key(DataType... types) {
    String[] names = new String[types.length];
    LogicalType[] logical = new LogicalType[types.length];
    for (int i = 0; i < types.length; i++) {
      names[i] = "k" + i;
      logical[i] = types[i].notNull().getLogicalType();
    }
    return new KeyText(
        new HudiTable(
            "shop",
            "orders",
            "file:///orders",
            RowType.of(false, logical, names),
            Arrays.asList(names),
            null,
            1));
  }

  private static RowData row(Object... values) {
    return GenericRowData.of(values);
  }
}
