package io.tributary.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.cli.TestLake;
import io.tributary.cli.TestLake.Outcome;
import io.tributary.common.schema.Column;
import io.tributary.common.schema.SchemaChange;
import io.tributary.common.schema.TableId;
import io.tributary.common.schema.TableSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {

  private static final Column ID = column("id", "bigint", DataTypes.BIGINT());
  private static final Column STATUS = column("status", "varchar(9)", DataTypes.STRING());
  private static final Column AMOUNT = column("amount", "decimal(10,2)", DataTypes.DECIMAL(10, 2));

  @TempDir Path directory;

  @Test
  void aTableThatSilverDoesNotHaveWillBeCreated() throws Exception {
    TestLake lake = lake("- table: shop.orders");
    lake.recordSchema("1", table("orders", ID, STATUS));

    JsonNode plan = plan(lake);

    assertThat(plan.get("can_start").asBoolean()).isTrue();
    JsonNode orders = plan.get("tables").get(0);
    assertThat(orders.get("action").asText()).isEqualTo("create");
    assertThat(texts(orders.get("added"), "column"))
        .startsWith("id", "status", "_seq")
        .contains("_rescued");
    assertThat(text(lake)).contains("+ shop.orders  will be created with 7 columns", "1 to create");
  }

  @Test
  void nothingChangesIfNothingHas() throws Exception {
    TestLake lake = lake("- table: shop.orders").register(List.of(table("orders", ID, STATUS)));
    lake.recordSchema("1", table("orders", ID, STATUS));

    JsonNode orders = plan(lake).get("tables").get(0);

    assertThat(orders.get("action").asText()).isEqualTo("unchanged");
    assertThat(Stream.of("added", "rescued", "changed", "gone").map(orders::get))
        .allSatisfy(list -> assertThat(list).isEmpty());
  }

  @Test
  void anExpressionMakesTheTableGainAColumn() throws Exception {
    lake("- table: shop.orders").register(List.of(table("orders", ID, STATUS)));

    TestLake lake = lake("- {table: shop.orders, columns: {upper_status: UPPER(status)}}");

    JsonNode orders = plan(lake).get("tables").get(0);
    assertThat(orders.get("action").asText()).isEqualTo("change");
    assertThat(texts(orders.get("added"), "column")).containsExactly("upper_status");
    assertThat(text(lake)).contains("~ shop.orders  gains columns\n    + upper_status STRING\n");
  }

  @Test
  void whatTheSourceHasChangedIsSaid() throws Exception {
    TestLake lake =
        lake("- {table: shop.orders, drop: [secret]}")
            .register(List.of(table("orders", ID, STATUS, AMOUNT)));
    lake.recordSchema("1", table("orders", ID, STATUS, AMOUNT));
    lake.recordSchema(
        "2",
        table(
            "orders",
            ID,
            column("AMOUNT", "decimal(12,2)", DataTypes.DECIMAL(12, 2)),
            column("vip", "tinyint(1)", DataTypes.BOOLEAN()),
            column("secret", "text", DataTypes.STRING()),
            column("_op", "text", DataTypes.STRING())));

    JsonNode orders = plan(lake).get("tables").get(0);

    assertThat(orders.get("action").asText()).isEqualTo("unchanged");
    assertThat(texts(orders.get("rescued"), "column")).containsExactly("vip");
    assertThat(texts(orders.get("changed"), "column")).containsExactly("amount");
    assertThat(orders.get("changed").get(0).get("source_type").asText()).isEqualTo("decimal(12,2)");
    assertThat(texts(orders.get("gone"), "column")).containsExactly("status");
    assertThat(text(lake))
        .contains(
            "rescued until promoted with on_schema_change: evolve: vip tinyint(1)",
            "amount decimal(10,2) is decimal(12,2) now",
            "gone from the source, null in what it writes now: status varchar(9)");
  }

  @Test
  void columnsAtWhichTheJobIsToFailAreNotSaidToBeRescued() throws Exception {
    lake("- table: shop.orders").register(List.of(table("orders", ID)));
    TestLake lake = lake("- {table: shop.orders, on_schema_change: fail}");
    lake.recordSchema("1", table("orders", ID, STATUS));

    Outcome outcome = lake.run("plan");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out())
        .contains("    gained by the source: status varchar(9)\n")
        .doesNotContain("rescued until promoted");
  }

  @Test
  void problemsAreThoseThatTheSilverJobWouldHaveAndTheOtherTablesArePlannedAllTheSame()
      throws Exception {
    lake("- table: shop.orders").register(List.of(table("orders", ID, STATUS)));
    TestLake lake =
        lake(
            """
            - table: shop.missing
            - {table: shop.orders, key: [status], buckets: 2}
            - table: shop.notes""");
    lake.recordSchema("1", table("notes", ID));

    Outcome outcome = lake.run("plan");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out())
        .contains(
            "! shop.missing  has problems",
            "! shop.orders   has problems",
            "+ shop.notes    will be created",
            "- tables[0].table: shop.missing has not been captured",
            "- tables[1].key: the table exists with the key [id]",
            "- tables[1].buckets: the table exists with 1",
            "1 to create, 0 to change, 0 unchanged, 2 with problems.");
    JsonNode json = new ObjectMapper().readTree(lake.run("plan", "--format", "json").out());
    assertThat(json.get("can_start").asBoolean()).isFalse();
    assertThat(texts(json.get("problems"), "path"))
        .containsExactly("tables[0].table", "tables[1].key", "tables[1].buckets");
  }

  @Test
  void whatIsCapturedButNotConfiguredIsSaidAndWhatIsConfiguredNoLonger() throws Exception {
    lake("- table: shop.orders").register(List.of(table("orders", ID)));
    TestLake lake = lake("- table: shop.notes");
    lake.recordSchema("1", table("orders", ID));
    lake.recordSchema("2", table("notes", ID));

    JsonNode plan = plan(lake);

    JsonNode source = plan.get("sources").get(0);
    assertThat(source.get("captured").asInt()).isEqualTo(2);
    assertThat(source.get("not_in_silver").get(0).asText()).isEqualTo("shop.orders");
    assertThat(texts(plan.get("tables"), "action")).containsExactly("create", "leave");
    assertThat(text(lake))
        .contains("captured, but not in silver: shop.orders")
        .contains("- shop.orders  is no longer under tables: it stays, and is not written");
  }

  @Test
  void aTableThatTheSourceDroppedIsSaidToKeepItsLastRows() throws Exception {
    TestLake lake =
        lake("- table: shop.orders\n- table: shop.notes")
            .register(List.of(table("orders", ID), table("notes", ID)));
    lake.recordSchema("1", table("orders", ID));
    lake.recordSchema("2", table("notes", ID));
    lake.recordSchema("3", table("logs", ID));
    for (String table : List.of("orders", "logs")) {
      lake.record(
          new SchemaChange(
              "4-" + table,
              1_790_000_000_000L,
              "DROP TABLE " + table,
              List.of(),
              List.of(new TableId("src", "shop", table))));
    }

    JsonNode plan = plan(lake);
    JsonNode orders = plan.get("tables").get(0);
    assertThat(orders.get("action").asText()).isEqualTo("unchanged");
    assertThat(orders.get("dropped").get("seq").asText()).isEqualTo("4-orders");
    assertThat(orders.get("dropped").get("at").asText()).isEqualTo("2026-09-21T14:13:20Z");
    assertThat(plan.get("tables").get(1).has("dropped")).isFalse();
    assertThat(plan.get("sources").get(0).get("not_in_silver")).isEmpty();
    assertThat(text(lake))
        .contains(
            "  shop.orders  unchanged\n"
                + "    dropped at 2026-09-21T14:13:20Z (seq 4-orders): silver keeps its last rows\n"
                + "        remove it from lake.yaml");
  }

  @Test
  void aTableThatWasRenamedIntoTheCaptureIsSaidToLackRows() throws Exception {
    TestLake lake = lake("- table: shop.orders").register(List.of(table("orders", ID)));
    lake.recordSchema("1", table("notes", ID));
    lake.record(
        new SchemaChange(
            "2",
            1_790_000_000_000L,
            "RENAME TABLE",
            List.of(table("orders", ID)),
            List.of(new TableId("src", "old", "orders"))));

    JsonNode orders = plan(lake).get("tables").get(0);

    assertThat(orders.get("renamed_into").get("from").asText()).isEqualTo("old.orders");
    assertThat(text(lake))
        .contains("    ! was old.orders until it was renamed at 2026-09-21T14:13:20Z (seq 2): rows")
        .contains("make shop.orders anew with CREATE TABLE … LIKE");
  }

  @Test
  void aSourceThatWasNeverCapturedIsSaidToBe() throws Exception {
    Outcome outcome = lake("- table: shop.orders").run("plan");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out()).contains("source src: not captured yet, start the bronze job");
  }

  @Test
  void nothingIsTouched() throws Exception {
    TestLake lake = lake("- table: shop.orders").register(List.of(table("orders", ID)));
    lake.recordSchema("1", table("orders", ID, STATUS));
    Map<String, String> before = files();

    assertThat(lake.run("plan").exitCode()).isZero();

    assertThat(files()).isEqualTo(before);
  }

  private TestLake lake(String tables) throws Exception {
    return new TestLake(directory, tables);
  }

  private static JsonNode plan(TestLake lake) throws Exception {
    Outcome outcome = lake.run("plan", "--format", "json");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return new ObjectMapper().readTree(outcome.out());
  }

  private static String text(TestLake lake) {
    Outcome outcome = lake.run("plan");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return outcome.out();
  }

  private static List<String> texts(JsonNode list, String field) {
    return list.findValuesAsText(field);
  }

  private Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(file.toString(), Files.readString(file));
      }
    }
    return files;
  }

  private static TableSchema table(String name, Column... columns) {
    return new TableSchema(new TableId("src", "shop", name), List.of(columns), List.of("id"));
  }

  private static Column column(String name, String sourceType, DataType type) {
    return new Column(name, sourceType, type.getLogicalType());
  }
}
