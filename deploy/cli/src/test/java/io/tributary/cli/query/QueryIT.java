package io.tributary.cli.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.cli.TestLake;
import io.tributary.cli.TestLake.Outcome;
import io.tributary.common.schema.Column;
import io.tributary.common.schema.TableId;
import io.tributary.common.schema.TableSchema;
import io.tributary.common.table.HudiTable;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code query} on tables of every layer. */
class QueryIT {

  @TempDir static Path directory;
  private static TestLake lake;

  @BeforeAll
  static void fillLake() throws Exception {
    TableSchema orders =
        schema(
            column("id", DataTypes.INT()),
            column("status", DataTypes.STRING()),
            column("amount", DataTypes.DECIMAL(12, 2)),
            column("at", DataTypes.TIMESTAMP_LTZ(6)));
    TableSchema wider =
        schema(
            column("id", DataTypes.BIGINT()),
            column("status", DataTypes.STRING()),
            column("amount", DataTypes.DECIMAL(12, 2)),
            column("at", DataTypes.TIMESTAMP_LTZ(6)),
            column("channel", DataTypes.STRING()));
    lake = new TestLake(directory, "- table: shop.orders\n- table: shop.empty");
    lake.register(
        List.of(
            orders,
            new TableSchema(
                new TableId("src", "shop", "empty"),
                List.of(column("id", DataTypes.INT())),
                List.of("id"))));
    TimestampData at = TimestampData.fromEpochMillis(1_700_000_000_000L, 1_000);
    lake.write(
        "shop.orders",
        lake.row("shop.orders", 1, "PAID", decimal("10.50"), at),
        lake.row("shop.orders", 2, "Grüße, \"你好\"", decimal("-0.05"), at),
        lake.row("shop.orders", 3, null, null, null));

    lake.recordSchema("1", orders);
    lake.writeBronze(
        orders,
        event("r", 1, null, GenericRowData.of(1, text("NEW"), decimal("10.50"), at)),
        event(
            "u",
            2,
            GenericRowData.of(1, text("NEW"), decimal("10.50"), at),
            GenericRowData.of(1, text("PAID"), decimal("10.50"), at)));
    lake.recordSchema("2", wider);
    lake.writeBronze(
        wider,
        event("c", 3, null, GenericRowData.of(4L, text("NEW"), null, null, text("web"))),
        event("d", 4, GenericRowData.of(4L, text("NEW"), null, null, text("web")), null));

    HudiTable result =
        lake.registerResult(
            "shop",
            "orders_by_status",
            (RowType)
                DataTypes.ROW(
                        DataTypes.FIELD("status", DataTypes.STRING().notNull()),
                        DataTypes.FIELD("orders", DataTypes.BIGINT()))
                    .getLogicalType(),
            "status");
    lake.write(result, List.of(GenericRowData.of(text("PAID"), 1L)));
  }

  @Test
  void withoutSqlTheTablesAreListed() {
    Outcome outcome = lake.run("query");
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(0);
    assertThat(outcome.out().lines().map(line -> line.replaceAll(" +", " ").stripTrailing()))
        .containsExactly(
            "layer | table | columns | note",
            outcome.out().lines().skip(1).findFirst().orElseThrow(),
            "bronze | bronze.shop.orders | 8 |",
            "silver | silver.shop.empty | 6 |",
            "silver | silver.shop.orders | 9 |",
            "consumer | consumer.shop.orders_by_status | 2 |");
  }

  @Test
  void rowsComeAsAnAlignedTable() {
    Outcome outcome =
        lake.run("query", "SELECT id, status, amount, `at` FROM shop.orders ORDER BY id;");
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(0);
    assertThat(outcome.out())
        .isEqualTo(
            """
            id | status        | amount | at
            ---+---------------+--------+---------------------------
             1 | PAID          |  10.50 | 2023-11-14T22:13:20.000001
             2 | Grüße, "你好" |  -0.05 | 2023-11-14T22:13:20.000001
             3 | NULL          |   NULL | NULL
            """);
    assertThat(outcome.err()).startsWith("3 rows in ");
  }

  @Test
  void rowsComeAsCsv() {
    assertThat(
            lake.run(
                    "query",
                    "--format",
                    "csv",
                    "SELECT id, status, amount, '' AS nothing FROM silver.shop.orders ORDER BY id")
                .out())
        .isEqualTo(
            "id,status,amount,nothing\r\n"
                + "1,PAID,10.50,\"\"\r\n"
                + "2,\"Grüße, \"\"你好\"\"\",-0.05,\"\"\r\n"
                + "3,,,\"\"\r\n");
  }

  @Test
  void bronzeHasEveryChangeWithTheNewestColumns() throws Exception {
    Outcome outcome =
        lake.run(
            "query",
            "--format",
            "json",
            "SELECT op, source_ts, `source`, `before`, `after` FROM bronze.shop.orders ORDER BY seq");
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(0);
    JsonNode rows = new ObjectMapper().readTree(outcome.out());
    assertThat(rows).hasSize(4);
    assertThat(rows.get(0).get("source_ts").isNull()).isTrue();
    assertThat(outcome.out().lines().skip(2).findFirst())
        .hasValue(
            "{\"op\":\"u\",\"source_ts\":\"1970-01-01T00:00:00.002Z\","
                + "\"source\":{\"server\":\"1\",\"gtid\":null,\"file\":\"f\",\"pos\":2,\"row\":0},"
                + "\"before\":{\"id\":1,\"status\":\"NEW\",\"amount\":10.50,"
                + "\"at\":\"2023-11-14T22:13:20.000001Z\",\"channel\":null},"
                + "\"after\":{\"id\":1,\"status\":\"PAID\",\"amount\":10.50,"
                + "\"at\":\"2023-11-14T22:13:20.000001Z\",\"channel\":null}},");
    assertThat(rows.get(3).get("after").isNull()).isTrue();

    assertThat(lake.run("query", "SELECT COUNT(*) AS n FROM bronze.shop.orders").out())
        .isEqualTo("n\n-\n4\n");
    assertThat(
            lake.run(
                    "query",
                    "SELECT b.`after`.channel AS channel FROM bronze.shop.orders b"
                        + " JOIN silver.shop.orders s ON s.id = b.`after`.id - 3 AND s.status = 'PAID'")
                .out())
        .isEqualTo("channel\n-------\nweb\n");
  }

  @Test
  void resultsAndEmptyTablesCanBeRead() {
    assertThat(lake.run("query", "SELECT * FROM consumer.shop.orders_by_status").out())
        .isEqualTo("status | orders\n-------+-------\nPAID   |      1\n");
    Outcome empty = lake.run("query", "--stacktrace", "SELECT id FROM shop.`empty`");
    assertThat(empty.out()).as(empty.err()).isEqualTo("id\n--\n");
  }

  @Test
  void flinksOwnQuestionsCanBeAsked() {
    assertThat(lake.run("query", "DESCRIBE shop.orders").out())
        .contains("amount", "DECIMAL(12, 2)");
    assertThat(lake.run("query", "SHOW TABLES FROM bronze.shop").out()).contains("orders");
    assertThat(lake.run("query", "EXPLAIN SELECT id FROM shop.orders").out())
        .contains("== Optimized Physical Plan ==\n");
  }

  @Test
  void mistakesAreSaidInOneMessage() {
    assertThat(failure("SELECT nothing FROM shop.orders")).contains("Column 'nothing' not found");
    assertThat(failure("SELECT FROM shop.orders")).contains("line 1, column 8");
    assertThat(failure("SELECT * FROM shop.order_lines")).contains("order_lines");
    assertThat(failure("DROP TABLE shop.orders")).contains("DROP is not possible", "SELECT");
    assertThat(failure("SELECT 1 / (id - 1) FROM shop.orders")).contains("zero");
    assertThat(lake.run("query", "a", "b").exitCode()).isEqualTo(2);
    assertThat(TestLake.Commands.run("query", "--config", directory + "/none.yaml").exitCode())
        .isEqualTo(2);
  }

  private static String failure(String sql) {
    Outcome outcome = lake.run("query", sql);
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).doesNotContain("\tat ");
    return outcome.err();
  }

  private static TableSchema schema(Column... columns) {
    return new TableSchema(new TableId("src", "shop", "orders"), List.of(columns), List.of("id"));
  }

  private static Column column(String name, DataType type) {
    return new Column(name, "any", type.getLogicalType());
  }

  private static RowData event(String op, long seq, RowData before, RowData after) {
    return GenericRowData.of(
        text(op),
        text(String.valueOf(seq)),
        op.equals("r") ? null : TimestampData.fromEpochMillis(seq),
        TimestampData.fromEpochMillis(seq),
        GenericRowData.of(text("1"), null, text("f"), seq, 0),
        before,
        after,
        null);
  }

  private static StringData text(String text) {
    return StringData.fromString(text);
  }

  private static DecimalData decimal(String text) {
    return DecimalData.fromBigDecimal(new BigDecimal(text), 12, 2);
  }
}
