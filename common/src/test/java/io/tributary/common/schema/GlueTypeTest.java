package io.tributary.common.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.flink.table.api.DataTypes;
import org.junit.jupiter.api.Test;

class GlueTypeTest {

  @Test
  void typesMayBeNested() {
    assertThat(
            GlueType.of(
                DataTypes.ROW(
                        DataTypes.FIELD("amount", DataTypes.DECIMAL(38, 9)),
                        DataTypes.FIELD(
                            "by_day",
                            DataTypes.MAP(
                                DataTypes.STRING(), DataTypes.ARRAY(DataTypes.TIMESTAMP(6)))))
                    .getLogicalType()))
        .isEqualTo("struct<amount:decimal(38,9),by_day:map<string,array<timestamp>>>");
  }

  @Test
  void whatSilverDoesNotStoreHasNone() {
    assertThatThrownBy(() -> GlueType.of(DataTypes.TIMESTAMP_LTZ(6).getLogicalType()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
