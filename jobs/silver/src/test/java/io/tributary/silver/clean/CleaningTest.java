package io.tributary.silver.clean;

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
import io.tributary.silver.source.CommitLogSource;
import io.tributary.silver.source.SourceRow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the SQL of two tables makes of their rows, in one job. */
class CleaningTest {

  private static final TableId ORDERS = new TableId("shop", "shop", "orders");
  private static final TableId NOTES = new TableId("shop", "shop", "notes");
  private static final TableSchema ORDERS_SCHEMA =
      table(
          ORDERS,
          column("id", DataTypes.INT()),
          column("amount", DataTypes.STRING()),
          column("card", DataTypes.STRING()),
          column("status", DataTypes.STRING()),
          column("day", DataTypes.STRING()),
          column("at", DataTypes.TIMESTAMP_LTZ(6)));
  private static final TableSchema NOTES_SCHEMA =
      table(NOTES, column("id", DataTypes.INT()), column("text", DataTypes.STRING()));
  private static final TimestampData INGESTED = TimestampData.fromEpochMillis(1_700_000_000_123L);

  private static final Map<Integer, Map<String, Object>> ORDERS_BY_ID = new HashMap<>();
  private static final Map<Integer, Map<String, Object>> NOTES_BY_ID = new HashMap<>();

  @BeforeAll
  static void clean() throws Exception {
    Map<String, String> expressions = new LinkedHashMap<>();
    expressions.put("amount", "CAST(amount AS DECIMAL(12,2))");
    expressions.put("card_hash", "SHA256(card)");
    LakeConfig config =
        new LakeConfig(
            new LakePaths("file:///bronze", "file:///silver", "file:///consumer"),
            null,
            Map.of(),
            List.of(
                TableConfig.builder("shop", "shop", "orders")
                    .columns(expressions)
                    .drop(Set.of("card"))
                    .partitionBy("`day`")
                    .where("status <> 'TEST'")
                    .build(),
                TableConfig.builder("shop", "shop", "notes").delete(DeleteMode.SOFT).build()));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
    StreamTableEnvironment tables = StreamTableEnvironment.create(env);
    tables.getConfig().setLocalTimeZone(ZoneOffset.UTC);
    List<SilverTable> silver =
        SilverTables.resolve(
            tables, config, Map.of(ORDERS, ORDERS_SCHEMA, NOTES, NOTES_SCHEMA), Map.of());
    TimestampData at = TimestampData.fromInstant(Instant.parse("2026-11-22T23:30:00.123456Z"));
    DataStream<SourceRow> rows =
        env.fromData(
            sourceRows(silver),
            row(ORDERS, "c", 1, "12.345", "4111", "paid", "mon", at),
            row(ORDERS, "c", 2, null, null, null, null, null),
            row(ORDERS, "c", 3, "1", "4111", "TEST", "", at),
            row(NOTES, "c", 1, "here"),
            row(NOTES, "d", 2, "gone"));
    List<CleanedTable> cleaned =
        Cleaning.append(
            tables,
            rows,
            silver,
            "shop",
            new DeadLetterQueue(new StorageAddress("file:///bronze/shop", null), 0));
    try (CloseableIterator<RowData> orders = cleaned.get(0).rows().collectAsync()) {
      CloseableIterator<RowData> notes = cleaned.get(1).rows().collectAsync();
      env.execute();
      collect(orders, Cleaning.cleanedType(silver.get(0)), ORDERS_BY_ID);
      collect(notes, Cleaning.cleanedType(silver.get(1)), NOTES_BY_ID);
      notes.close();
    }
  }

  @Test
  void expressionsAreComputed() {
    assertThat(ORDERS_BY_ID.get(1).get("amount")).hasToString("12.35");
    assertThat(ORDERS_BY_ID.get(1).get("card_hash"))
        .hasToString("1f58dbec71994620de8abe61e744f76da60667b7b277ed4bead710a4b8e31ad0");
    assertThat(ORDERS_BY_ID.get(2).get("card_hash")).isNull();
  }

  @Test
  void instantsBecomeTimesInUtc() {
    assertThat(ORDERS_BY_ID.get(1).get("at")).hasToString("2026-11-22T23:30:00.123456");
  }

  @Test
  void theEventsMetadataStandsBehindTheColumns() {
    Map<String, Object> row = ORDERS_BY_ID.get(1);
    assertThat(List.copyOf(row.keySet()))
        .endsWith("_seq", "_op", "_source_ts", "_ingest_ts", "_rescued", "_partition", "_keep");
    assertThat(row.get("_seq")).hasToString("seq");
    assertThat(row.get("_op")).hasToString("c");
    assertThat(row.get("_ingest_ts")).isEqualTo(INGESTED);
  }

  @Test
  void aConditionThatIsNullIsNotMet() {
    assertThat(ORDERS_BY_ID.get(1).get("_keep")).isEqualTo(true);
    assertThat(ORDERS_BY_ID.get(2).get("_keep")).isEqualTo(false);
    assertThat(ORDERS_BY_ID.get(3).get("_keep")).isEqualTo(false);
  }

  @Test
  void withoutAConditionEveryRowIsKept() {
    assertThat(NOTES_BY_ID.values()).extracting(row -> row.get("_keep")).containsOnly(true);
  }

  /** Hudi keeps both in the folder that Hive calls by that name. */
  @Test
  void aPartitionThatIsNullOrEmptyIsTheDefaultPartition() {
    assertThat(ORDERS_BY_ID.get(1).get("_partition")).hasToString("mon");
    assertThat(ORDERS_BY_ID.get(2).get("_partition")).hasToString("__HIVE_DEFAULT_PARTITION__");
    assertThat(ORDERS_BY_ID.get(3).get("_partition")).hasToString("__HIVE_DEFAULT_PARTITION__");
  }

  @Test
  void deletesAreMarkedWhereTheyAreSoft() {
    assertThat(NOTES_BY_ID.get(1).get("_deleted")).isEqualTo(false);
    assertThat(NOTES_BY_ID.get(2).get("_deleted")).isEqualTo(true);
    assertThat(ORDERS_BY_ID.get(1)).doesNotContainKey("_deleted");
  }

  private static TypeInformation<SourceRow> sourceRows(List<SilverTable> tables) {
    return new CommitLogSource(
            new StorageAddress("file:///bronze/shop", null),
            tables.stream().map(SilverTable::input).collect(Collectors.toList()),
            Duration.ofSeconds(1))
        .getProducedType();
  }

  private static SourceRow row(TableId table, String op, Object... values) {
    GenericRowData row = new GenericRowData(values.length + 5);
    for (int i = 0; i < values.length; i++) {
      row.setField(
          i, values[i] instanceof String ? StringData.fromString((String) values[i]) : values[i]);
    }
    row.setField(values.length, StringData.fromString("seq"));
    row.setField(values.length + 1, StringData.fromString(op));
    row.setField(values.length + 3, INGESTED);
    return SourceRow.of(table, "shop/x.parquet", row);
  }

  private static void collect(
      CloseableIterator<RowData> rows, RowType type, Map<Integer, Map<String, Object>> byId) {
    List<RowData.FieldGetter> getters = new ArrayList<>();
    for (int i = 0; i < type.getFieldCount(); i++) {
      getters.add(RowData.createFieldGetter(type.getTypeAt(i), i));
    }
    rows.forEachRemaining(
        row -> {
          Map<String, Object> values = new LinkedHashMap<>();
          for (int i = 0; i < getters.size(); i++) {
            values.put(type.getFieldNames().get(i), getters.get(i).getFieldOrNull(row));
          }
          byId.put(row.getInt(0), values);
        });
  }
}
