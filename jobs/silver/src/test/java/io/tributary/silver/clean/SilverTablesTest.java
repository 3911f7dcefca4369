package io.tributary.silver.clean;

import static io.tributary.silver.Schemas.column;
import static io.tributary.silver.Schemas.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tributary.common.config.ConfigException;
import io.tributary.common.config.DeleteMode;
import io.tributary.common.config.LakeConfig;
import io.tributary.common.config.LakePaths;
import io.tributary.common.config.Problem;
import io.tributary.common.config.SchemaChangePolicy;
import io.tributary.common.config.TableConfig;
import io.tributary.common.schema.TableId;
import io.tributary.common.schema.TableSchema;
import io.tributary.common.table.HudiTable;
import io.tributary.common.table.RegisteredTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.types.DataType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SilverTablesTest {

  private static final TableId ORDERS = new TableId("shop", "payments", "orders");
  private static final TableSchema SCHEMA =
      table(
          ORDERS,
          column("id", DataTypes.BIGINT()),
          column("amount", DataTypes.STRING()),
          column("currency", DataTypes.STRING()),
          column("card_number", DataTypes.STRING()),
          column("status", DataTypes.STRING()),
          column("created_at", DataTypes.TIMESTAMP(3)),
          column("seen_at", DataTypes.TIMESTAMP_LTZ(6)),
          column("digest", DataTypes.BYTES()));

  private static TableEnvironment environment;

  @BeforeAll
  static void startPlanner() {
    environment = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
  }

  @Test
  void aTableWithoutSettingsHasEveryColumnAndThePrimaryKey() {
    HudiTable orders = resolve(orders()).table();

    assertThat(orders.fullName()).isEqualTo("payments.orders");
    assertThat(orders.path()).isEqualTo("file:///lake/silver/payments/orders");
    assertThat(orders.key()).containsExactly("id");
    assertThat(orders.isPartitioned()).isFalse();
    assertThat(orders.buckets()).isEqualTo(1);
    assertThat(columns(orders))
        .containsExactly(
            "id BIGINT NOT NULL",
            "amount STRING",
            "currency STRING",
            "card_number STRING",
            "status STRING",
            "created_at TIMESTAMP(3)",
            "seen_at TIMESTAMP(6)",
            "digest BYTES",
            "_seq STRING NOT NULL",
            "_op STRING NOT NULL",
            "_source_ts TIMESTAMP(3)",
            "_ingest_ts TIMESTAMP(3) NOT NULL",
            "_rescued STRING");
  }

  @Test
  void expressionsReplaceAndAddColumns() {
    Map<String, String> expressions = new LinkedHashMap<>();
    expressions.put("amount", "CAST(amount AS DECIMAL(12,2))");
    expressions.put("currency", "UPPER(TRIM(currency))");
    expressions.put("card_hash", "SHA256(card_number)");
    SilverTable silver =
        resolve(
            orders()
                .columns(expressions)
                .drop(Set.of("card_number", "digest"))
                .partitionBy("DATE_FORMAT(created_at, 'yyyy-MM-dd')")
                .where("status <> 'TEST'")
                .buckets(4));

    assertThat(columns(silver.table()))
        .containsExactly(
            "id BIGINT NOT NULL",
            "amount DECIMAL(12, 2)",
            "currency STRING",
            "status STRING",
            "created_at TIMESTAMP(3)",
            "seen_at TIMESTAMP(6)",
            "card_hash STRING",
            "_seq STRING NOT NULL",
            "_op STRING NOT NULL",
            "_source_ts TIMESTAMP(3)",
            "_ingest_ts TIMESTAMP(3) NOT NULL",
            "_rescued STRING",
            "_partition STRING NOT NULL");
    assertThat(silver.table().partition()).isEqualTo("_partition");
    assertThat(silver.table().buckets()).isEqualTo(4);
  }

  @Test
  void aDroppedColumnMayComeBackMasked() {
    assertThat(
            columns(
                resolve(
                        orders()
                            .drop(Set.of("card_number"))
                            .columns(Map.of("card_number", "SHA256(card_number)")))
                    .table()))
        .contains("card_number STRING");
  }

  @Test
  void softDeletesHaveAColumnThatMarksThem() {
    SilverTable silver = resolve(orders().delete(DeleteMode.SOFT).partitionBy("status"));

    assertThat(silver.softDeletes()).isTrue();
    assertThat(columns(silver.table()))
        .endsWith("_rescued STRING", "_deleted BOOLEAN NOT NULL", "_partition STRING NOT NULL");
  }

  @Test
  void aKeyOfOnesOwnIsNotNull() {
    HudiTable silver = resolve(orders().key(List.of("currency", "status"))).table();

    assertThat(silver.key()).containsExactly("currency", "status");
    assertThat(columns(silver)).contains("currency STRING NOT NULL", "status STRING NOT NULL");
  }

  @Test
  void allThatIsWrongIsSaidAtOnceEachWithItsPath() {
    Map<String, String> expressions = new LinkedHashMap<>();
    expressions.put("amount", "CAST(amonut AS DECIMAL(12,2))");
    expressions.put("currency", "UPPER(TRIM(currency)");
    expressions.put("status", "NO_SUCH_FUNCTION(status)");
    expressions.put("total", "COUNT(id)");
    expressions.put("two", "1), (2");
    expressions.put("tiny", "CAST(id AS SMALLINT)");
    expressions.put("tags", "MULTISET[status]");
    List<Problem> problems =
        problems(
            orders()
                .columns(expressions)
                .partitionBy("DATE_FORMAT(created, 'yyyy')")
                .where("status")
                .build(),
            TableConfig.builder("shop", "payments", "refunds").build(),
            TableConfig.builder("shop", "payments", "logs").build());

    assertThat(problems)
        .extracting(Problem::path)
        .containsExactlyInAnyOrder(
            "tables[0].columns.amount",
            "tables[0].columns.currency",
            "tables[0].columns.status",
            "tables[0].columns.total",
            "tables[0].columns.two",
            "tables[0].columns.tiny",
            "tables[0].columns.tags",
            "tables[0].partition_by",
            "tables[0].where",
            "tables[1].table",
            "tables[2].key");
    assertThat(what(problems, "tables[0].columns.amount")).contains("amonut");
    assertThat(what(problems, "tables[0].columns.status")).contains("NO_SUCH_FUNCTION");
    assertThat(what(problems, "tables[0].columns.tiny")).contains("CAST(… AS INT)");
    assertThat(what(problems, "tables[0].columns.tags")).contains("CAST(… AS STRING)");
    assertThat(what(problems, "tables[1].table")).contains("payments.refunds").contains("shop");
    assertThat(what(problems, "tables[2].key")).contains("no primary key");
  }

  @Test
  void aKeyNamesColumnsOfTheTableThatTellRowsApart() {
    List<Problem> problems =
        problems(orders().key(List.of("number", "digest")).drop(Set.of("status")).build());

    assertThat(problems)
        .extracting(Problem::path)
        .containsExactly("tables[0].key", "tables[0].key");
    assertThat(problems.get(0).what()).contains("number");
    assertThat(problems.get(0).mend()).contains("currency").doesNotContain("status", "_keep");
    assertThat(problems.get(1).what()).contains("digest");
  }

  @Test
  void aSourcesColumnNamedAsOneOfTributarysIsNotTakenForIt() {
    TableSchema odd =
        table(ORDERS, column("id", DataTypes.INT()), column("_OP", DataTypes.DOUBLE()));

    SilverTable silver = resolve(orders(), odd, null);

    assertThat(columns(silver.table()))
        .contains("_op STRING NOT NULL")
        .doesNotContain("_OP DOUBLE");
  }

  @Test
  void aTableThatExistsKeepsItsColumnsWhenTheSourceGainsSome() {
    SilverTable before = resolve(orders());
    TableSchema wider =
        table(
            ORDERS,
            column("id", DataTypes.BIGINT()),
            column("added", DataTypes.STRING()),
            column("amount", DataTypes.DOUBLE()));

    SilverTable after = resolve(orders(), wider, before.registration());

    assertThat(after.table().rowType()).isEqualTo(before.table().rowType());
    assertThat(after.registration().source()).isEqualTo(before.registration().source());
  }

  @Test
  void aTableThatEvolvesGainsTheSourcesNewColumnsBehindItsOwn() {
    SilverTable before = resolve(orders().partitionBy("status"));
    TableSchema changed =
        table(
            ORDERS,
            column("added", DataTypes.STRING()),
            column("id", DataTypes.BIGINT()),
            column("STATUS", DataTypes.INT()));

    SilverTable after =
        resolve(
            orders().partitionBy("status").onSchemaChange(SchemaChangePolicy.EVOLVE),
            changed,
            before.registration());

    List<String> columns = columns(before.table());
    columns = new ArrayList<>(columns);
    columns.add(columns.indexOf("_seq STRING NOT NULL"), "added STRING");
    assertThat(columns(after.table())).isEqualTo(columns);
    assertThat(after.table().key()).isEqualTo(before.table().key());
  }

  @Test
  void aTableMayRefuseNewColumns() {
    assertThat(resolve(orders().onSchemaChange(SchemaChangePolicy.FAIL)).input())
        .extracting("failsOnNewColumns")
        .isEqualTo(true);
    assertThat(resolve(orders()).input()).extracting("failsOnNewColumns").isEqualTo(false);
  }

  @Test
  void aCollectionHasTheColumnsThatItsDocumentDeclares() {
    Map<String, String> document = new LinkedHashMap<>();
    document.put("_id", "STRING");
    document.put("address.city", "STRING");
    document.put("tags", "ARRAY<STRING>");
    document.put("geo", "ROW<lat DOUBLE, at ROW<x INT>>");
    document.put("raw", "JSON");
    SilverTable silver =
        resolve(
            TableConfig.builder("crm", "crm", "customers")
                .document(document)
                .columns(Map.of("city_upper", "UPPER(address_city)")));

    assertThat(columns(silver.table()))
        .startsWith(
            "_id STRING NOT NULL",
            "address_city STRING",
            "tags ARRAY<STRING>",
            "geo ROW<`lat` DOUBLE, `at` ROW<`x` INT>>",
            "raw STRING",
            "city_upper STRING",
            "_seq STRING NOT NULL");
    assertThat(silver.table().key()).containsExactly("_id");
    assertThat(silver.registration().source().documents()).isTrue();
  }

  @Test
  void aCollectionNeedsADocument() {
    ConfigException refusal =
        catchThrowableOfType(
            ConfigException.class, () -> resolve(orders(), TableSchema.ofDocuments(ORDERS), null));
    assertThat(refusal.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.path()).isEqualTo("tables[0].document");
              assertThat(problem.mend()).contains("tributary infer");
            });
  }

  @Test
  void aCollectionsDocumentIsCheckedAsAWhole() {
    Map<String, String> document = new LinkedHashMap<>();
    document.put("_id", "STRING");
    document.put("_op", "STRING");
    document.put("n", "NUMBER");
    assertThat(problems(TableConfig.builder("crm", "crm", "customers").document(document).build()))
        .extracting(Problem::path)
        .containsExactlyInAnyOrder("tables[0].document.n", "tables[0].document");
  }

  @Test
  void aTableThatExistsMayGainAnExpression() {
    SilverTable before = resolve(orders().partitionBy("status"));

    SilverTable after =
        resolve(
            orders().partitionBy("status").columns(Map.of("card_hash", "SHA256(card_number)")),
            SCHEMA,
            before.registration());

    assertThat(columns(after.table())).contains("card_hash STRING");
    assertThat(after.table().partition()).isEqualTo("_partition");
  }

  @Test
  void whatATablePromisesCannotBeTakenBack() {
    RegisteredTable existing =
        resolve(orders().partitionBy("status").columns(Map.of("extra", "1"))).registration();
    ConfigException refusal =
        catchThrowableOfType(
            ConfigException.class,
            () ->
                resolve(
                    orders()
                        .key(List.of("currency"))
                        .buckets(2)
                        .drop(Set.of("card_number"))
                        .columns(Map.of("amount", "CAST(amount AS INT)")),
                    SCHEMA,
                    existing));

    assertThat(refusal.problems())
        .extracting(Problem::path)
        .contains(
            "tables[0].key",
            "tables[0].partition_by",
            "tables[0].buckets",
            "tables[0].columns.card_number",
            "tables[0].columns.amount",
            "tables[0].columns.extra");
    assertThat(refusal.problems())
        .extracting(Problem::mend)
        .allMatch(mend -> mend.contains("rebuild"));
  }

  @Test
  void silversOwnKeyCanChangeUnderARowAndThePrimaryKeyCannot() {
    assertThat(resolve(orders()).input()).extracting("deletesOldKeys").isEqualTo(false);
    assertThat(resolve(orders().key(List.of("status"))).input())
        .extracting("deletesOldKeys")
        .isEqualTo(true);
    assertThat(resolve(orders().columns(Map.of("id", "id + 1"))).input())
        .extracting("deletesOldKeys")
        .isEqualTo(true);
  }

  @Test
  void everyTypeThatSilverCannotHoldNamesOneThatItCan() {
    Map<String, DataType> unfit =
        Map.of(
            "INT", DataTypes.TINYINT(),
            "TIMESTAMP(6)", DataTypes.TIMESTAMP_LTZ(3),
            "STRING", DataTypes.TIME(0),
            "MAP<STRING, DATE>)", DataTypes.MAP(DataTypes.INT(), DataTypes.DATE()),
            "ROW<name TYPE, …>)", DataTypes.ROW(DataTypes.FIELD("EXPR$0", DataTypes.INT())),
            "STRING)", DataTypes.ARRAY(DataTypes.TIME(0)));
    unfit.forEach(
        (fit, type) ->
            assertThat(
                    catchThrowableOfType(
                        IllegalArgumentException.class,
                        () -> StoredTypes.of(type.getLogicalType())))
                .hasMessageContaining("AS " + fit));
    assertThat(StoredTypes.of(DataTypes.VARCHAR(3).notNull().getLogicalType()))
        .isEqualTo(DataTypes.STRING().notNull().getLogicalType());
    assertThat(StoredTypes.of(DataTypes.BINARY(3).getLogicalType()))
        .isEqualTo(DataTypes.BYTES().getLogicalType());
    assertThat(StoredTypes.of(DataTypes.TIMESTAMP(9).getLogicalType()))
        .isEqualTo(DataTypes.TIMESTAMP(6).getLogicalType());
    DataType within =
        DataTypes.ROW(
            DataTypes.FIELD("at", DataTypes.TIMESTAMP(4)),
            DataTypes.FIELD("names", DataTypes.ARRAY(DataTypes.CHAR(2))));
    assertThat(StoredTypes.of(DataTypes.MAP(DataTypes.CHAR(3), within).getLogicalType()))
        .hasToString("MAP<STRING, ROW<`at` TIMESTAMP(6), `names` ARRAY<STRING>>>");
    assertThat(StoredTypes.of(DataTypes.TIMESTAMP(0).getLogicalType()))
        .isEqualTo(DataTypes.TIMESTAMP(3).getLogicalType());
  }

  @Test
  void arraysThatAthenaCannotReadAreRefused() {
    for (DataType element :
        List.of(
            DataTypes.ARRAY(DataTypes.INT()),
            DataTypes.MAP(DataTypes.STRING(), DataTypes.INT()),
            DataTypes.TIMESTAMP(3),
            DataTypes.ROW(DataTypes.FIELD("at", DataTypes.TIMESTAMP(6))))) {
      assertThatThrownBy(() -> StoredTypes.of(DataTypes.ARRAY(element).getLogicalType()))
          .hasMessageContaining("Athena could not read")
          .hasMessageContaining("or the whole JSON");
    }
  }

  private static TableConfig.Builder orders() {
    return TableConfig.builder("shop", "payments", "orders");
  }

  private static SilverTable resolve(TableConfig.Builder table) {
    return resolve(table, SCHEMA, null);
  }

  private static SilverTable resolve(
      TableConfig.Builder table, TableSchema schema, RegisteredTable registered) {
    return SilverTables.resolve(
            environment,
            lake(table.build()),
            Map.of(ORDERS, schema),
            registered == null ? Map.of() : Map.of("payments.orders", registered))
        .get(0);
  }

  private static List<Problem> problems(TableConfig... tables) {
    TableId logs = new TableId("shop", "payments", "logs");
    TableSchema keyless =
        new TableSchema(logs, List.of(column("text", DataTypes.STRING())), List.of());
    return catchThrowableOfType(
            ConfigException.class,
            () ->
                SilverTables.resolve(
                    environment, lake(tables), Map.of(ORDERS, SCHEMA, logs, keyless), Map.of()))
        .problems();
  }

  private static String what(List<Problem> problems, String path) {
    return problems.stream()
        .filter(problem -> problem.path().equals(path))
        .findFirst()
        .orElseThrow()
        .what();
  }

  private static LakeConfig lake(TableConfig... tables) {
    return new LakeConfig(
        new LakePaths("file:///lake/bronze", "file:///lake/silver", "file:///lake/consumer"),
        null,
        Map.of(),
        Arrays.asList(tables));
  }

  private static List<String> columns(HudiTable table) {
    return table.rowType().getFields().stream()
        .map(field -> field.getName() + " " + field.getType().asSummaryString())
        .collect(Collectors.toList());
  }
}
