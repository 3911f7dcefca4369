package io.tributary.silver;

import static io.tributary.silver.Schemas.column;
import static io.tributary.silver.Schemas.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.config.DeleteMode;
import io.tributary.common.config.LakeConfig;
import io.tributary.common.config.LakePaths;
import io.tributary.common.config.TableConfig;
import io.tributary.common.deadletter.DeadLetterQueue;
import io.tributary.common.schema.TableId;
import io.tributary.common.schema.TableSchema;
import io.tributary.common.storage.StorageAddress;
import io.tributary.hudi.HudiSettings;
import io.tributary.hudi.HudiSink;
import io.tributary.silver.clean.SilverTable;
import io.tributary.silver.clean.SilverTables;
import io.tributary.silver.source.CommitLogSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.junit.jupiter.api.Test;

class SilverGraphTest {

  /**
   * A savepoint finds its operators by these. Whoever changes one that keeps state makes every
   * running lake forget: rebuild its tables, or find another way.
   */
  private static final List<String> UIDS =
      List.of(
          "silver-shop-source",
          "silver-shop-tables",
          "silver-shop.orders-clean-0",
          "silver-shop.orders-clean-1",
          "silver-shop.orders-clean-2",
          "silver-shop.orders-latest-wins",
          "silver-shop.orders-write",
          "silver-shop.orders-compaction",
          "silver-shop.notes-clean-0",
          "silver-shop.notes-clean-1",
          "silver-shop.notes-clean-2",
          "silver-shop.notes-latest-wins",
          "silver-shop.notes-write",
          "silver-shop.notes-compaction");

  @Test
  void everyOperatorHasItsUid() {
    TableId orders = new TableId("shop", "shop", "orders");
    TableId notes = new TableId("shop", "shop", "notes");
    TableSchema ordersSchema =
        table(orders, column("id", DataTypes.INT()), column("status", DataTypes.STRING()));
    TableSchema notesSchema = table(notes, column("id", DataTypes.INT()));
    LakeConfig config =
        new LakeConfig(
            new LakePaths("file:///bronze", "file:///silver", "file:///consumer"),
            null,
            Map.of(),
            List.of(
                TableConfig.builder("shop", "shop", "orders")
                    .columns(Map.of("status", "UPPER(status)"))
                    .partitionBy("status")
                    .where("status <> 'TEST'")
                    .build(),
                TableConfig.builder("shop", "shop", "notes").delete(DeleteMode.SOFT).build()));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2);
    StreamTableEnvironment tables = SilverJob.tableEnvironment(env);
    List<SilverTable> silver =
        SilverTables.resolve(
            tables, config, Map.of(orders, ordersSchema, notes, notesSchema), Map.of());

    SilverJob.define(
        tables,
        env,
        "shop",
        new CommitLogSource(
            new StorageAddress("file:///bronze/shop", null),
            silver.stream().map(SilverTable::input).collect(Collectors.toList()),
            Duration.ofSeconds(1)),
        silver,
        new DeadLetterQueue(new StorageAddress("file:///bronze/shop", null), 0),
        (table, rows) ->
            HudiSink.append(
                rows,
                table.table(),
                Map.of(),
                HudiSettings.defaults(),
                "silver-" + table.table().fullName()));

    assertThat(env.getStreamGraph().getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .containsExactlyInAnyOrderElementsOf(UIDS);
  }
}
