package io.tributary.common.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.common.json.Json;
import io.tributary.common.schema.Column;
import io.tributary.common.schema.TableId;
import io.tributary.common.schema.TableSchema;
import io.tributary.common.testing.MemoryObjectStore;
import java.io.IOException;
import java.util.List;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;

class TableRegistryTest {

  private static final RowType COLUMNS =
      (RowType)
          DataTypes.ROW(
                  DataTypes.FIELD("z", DataTypes.BIGINT().notNull()),
                  DataTypes.FIELD("a", DataTypes.DECIMAL(12, 2)),
                  DataTypes.FIELD("at", DataTypes.TIMESTAMP(6)),
                  DataTypes.FIELD("_partition", DataTypes.STRING()))
              .notNull()
              .getLogicalType();

  private final MemoryObjectStore store = new MemoryObjectStore();
  private final TableRegistry registry = new TableRegistry(store);

  @Test
  void aLayerWithoutTablesHasNone() throws IOException {
    assertThat(registry.tables()).isEmpty();
  }

  @Test
  void aTableIsAsItWasRegisteredLast() throws IOException {
    TableSchema source =
        new TableSchema(
            new TableId("src", "shop", "orders"),
            List.of(new Column("z", "bigint", DataTypes.BIGINT().getLogicalType())),
            List.of("z"));
    registry.register(new RegisteredTable(table("orders", 1), null));
    registry.register(new RegisteredTable(table("orders", 4), source));

    RegisteredTable read = registry.tables().get("shop.orders");

    assertThat(registry.tables()).hasSize(1);
    assertThat(read.table()).usingRecursiveComparison().isEqualTo(table("orders", 4));
    assertThat(read.table().rowType()).isEqualTo(COLUMNS);
    assertThat(read.source()).isEqualTo(source);
  }

  @Test
  void aTableWithoutASourceHasNone() throws IOException {
    registry.register(new RegisteredTable(table("daily", 1), null));

    assertThat(registry.tables().get("shop.daily").source()).isNull();
  }

  @Test
  void thousandsOfTablesAreAllFound() throws IOException {
    for (int i = 0; i < 2_001; i++) {
      registry.register(new RegisteredTable(table("t" + i, 1), null));
    }

    assertThat(registry.tables()).hasSize(2_001);
  }

  @Test
  void aTableIsTheSameAfterItsJson() {
    HudiTable unpartitioned =
        new HudiTable(
            "shop", "orders", "s3://silver/shop/orders", COLUMNS, List.of("z", "a"), null, 3);

    HudiTable read = Json.read(Json.write(unpartitioned), HudiTable.class);

    assertThat(read).usingRecursiveComparison().isEqualTo(unpartitioned);
    assertThat(read.isPartitioned()).isFalse();
    assertThat(read.fullName()).isEqualTo("shop.orders");
  }

  @Test
  void columnsKeepTheirOrderInJson() {
    assertThat(Json.write(table("orders", 1)))
        .contains(
            "\"columns\":{\"z\":\"BIGINT NOT NULL\",\"a\":\"DECIMAL(12, 2)\","
                + "\"at\":\"TIMESTAMP(6)\",\"_partition\":\"VARCHAR(2147483647)\"}");
  }

  @Test
  void aTableThatHudiCouldNotKeepIsRefused() {
    assertThatThrownBy(() -> hudi(List.of(), null, 1)).hasMessageContaining("key");
    assertThatThrownBy(() -> hudi(List.of("z", "b"), null, 1))
        .hasMessageContaining("[z, b]")
        .hasMessageContaining("shop.t");
    assertThatThrownBy(() -> hudi(List.of("z"), "a", 1))
        .hasMessageContaining("last column")
        .hasMessageContaining("shop.t");
    assertThatThrownBy(() -> hudi(List.of("z"), "day", 1)).hasMessageContaining("day");
    assertThatThrownBy(() -> hudi(List.of("z"), null, 0)).hasMessageContaining("bucket");
  }

  private static HudiTable hudi(List<String> key, String partition, int buckets) {
    return new HudiTable("shop", "t", "file:///t", COLUMNS, key, partition, buckets);
  }

  private static HudiTable table(String name, int buckets) {
    return new HudiTable(
        "shop", name, "file:///silver/" + name, COLUMNS, List.of("z"), "_partition", buckets);
  }
}
