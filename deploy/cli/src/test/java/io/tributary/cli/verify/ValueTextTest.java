package io.tributary.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.DataType;
import org.junit.jupiter.api.Test;

class ValueTextTest {

  @Test
  void scalarsAreWrittenAsTheyAre() {
    assertThat(text(DataTypes.INT(), null)).isNull();
    assertThat(text(DataTypes.STRING(), StringData.fromString("a \"b\""))).isEqualTo("a \"b\"");
    assertThat(text(DataTypes.BYTES(), new byte[] {0, -1})).isEqualTo("0x00ff");
    assertThat(text(DataTypes.DATE(), -1)).isEqualTo("1969-12-31");
    assertThat(text(DataTypes.TIMESTAMP(3), TimestampData.fromEpochMillis(1)))
        .isEqualTo("1970-01-01T00:00:00.001");
  }

  @Test
  void valuesMadeOfOthersAreJson() {
    DataType type =
        DataTypes.ARRAY(
            DataTypes.ROW(
                DataTypes.FIELD("n", DataTypes.DECIMAL(5, 2)),
                DataTypes.FIELD("day", DataTypes.DATE()),
                DataTypes.FIELD("text", DataTypes.STRING()),
                DataTypes.FIELD("bytes", DataTypes.BYTES()),
                DataTypes.FIELD("ratio", DataTypes.DOUBLE())));
    GenericRowData row =
        GenericRowData.of(
            DecimalData.fromBigDecimal(new BigDecimal("-1.50"), 5, 2),
            0,
            StringData.fromString("a \"b\""),
            new byte[] {7},
            Double.NaN);

    assertThat(text(type, new GenericArrayData(new Object[] {row, null})))
        .isEqualTo(
            "[{\"n\":-1.50,\"day\":\"1970-01-01\",\"text\":\"a \\\"b\\\"\",\"bytes\":\"0x07\","
                + "\"ratio\":\"NaN\"},null]");
    assertThat(text(type, new GenericArrayData(new Object[0]))).isEqualTo("[]");
  }

  @Test
  void mapsHaveOneTextWhateverTheOrderOfTheirEntries() {
    DataType type = DataTypes.MAP(DataTypes.STRING(), DataTypes.INT());
    Map<Object, Object> entries = new LinkedHashMap<>();
    entries.put(StringData.fromString("b"), 1);
    entries.put(StringData.fromString("a"), null);

    assertThat(text(type, new GenericMapData(entries))).isEqualTo("{\"a\":null,\"b\":1}");
  }

  private static String text(DataType type, Object value) {
    return ValueText.of(type.getLogicalType(), value);
  }
}
