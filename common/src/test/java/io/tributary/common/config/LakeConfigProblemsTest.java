package io.tributary.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything wrong is said at once, with its place and how to mend it. */
class LakeConfigProblemsTest {

  @Test
  void everyProblemIsReportedAtOnce() {
    assertThatThrownBy(() -> Yaml.parse(Yaml.resource("broken.yaml")))
        .isInstanceOf(ConfigException.class)
        .hasMessage(Yaml.resource("broken.txt").strip());
  }

  @Test
  void theTestsOwnLakeIsInOrder() {
    assertThat(Yaml.problems(Yaml.SMALL)).isEmpty();
    assertThat(Yaml.problems(Yaml.withTables("- table: shop.orders"))).isEmpty();
  }

  @Test
  void whatIsMissingIsNamedWithItsPlace() {
    assertThat(Yaml.problems("lake: {bronze: s3://acme/bronze}\n"))
        .extracting(Problem::toString)
        .containsExactly(
            "lake.silver (line 1): is missing. Expected: s3:// or file:/// address.",
            "lake.consumer (line 1): is missing. Expected: s3:// or file:/// address.",
            "sources (line 1): is missing. Expected: section.");
    assertThat(Yaml.problems(Yaml.SMALL.replaceAll("(?m)^    (type|host|user|tables).*\n", "")))
        .extracting(Problem::path)
        .containsExactly(
            "sources.shop.type", "sources.shop.tables", "sources.shop.host", "sources.shop.user");
    assertThat(Yaml.problem(Yaml.withTables("- buckets: 2")))
        .isEqualTo("tables[0].table (line 13): is missing. Expected: database.table.");
  }

  @ParameterizedTest
  @CsvSource({
    "s3a://acme/bronze, Write s3:// instead.",
    "s3n://acme/bronze, Write s3:// instead.",
    "s3://Acme/bronze, has no valid bucket name.",
    "s3://, has no valid bucket name.",
    "s3://key:secret@acme/x, has no valid bucket name.",
    "s3://acme//bronze, 'has an empty, ''.'' or ''..'' part in its path.'",
    "s3://acme/bronze/../x, 'has an empty, ''.'' or ''..'' part in its path.'",
    "s3://acme/bronze?x=1, holds a character",
    "'\"s3://acme/a b\"', holds a character",
    "/var/lake, Put file:// before the path.",
    "var/lake, Write s3://bucket/prefix or file:///directory.",
    "hdfs://nn/lake, Write s3://bucket/prefix or file:///directory.",
    "file://host/lake, names no local directory.",
    "file:///, names no local directory.",
  })
  void aLayerIsAnS3PrefixOrALocalDirectory(String address, String expected) {
    assertThat(Yaml.problem(Yaml.SMALL.replace("s3://acme/bronze", address)))
        .startsWith("lake.bronze (line 2): ")
        .contains(expected)
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "s3://acme/silver/, is the same place as lake.silver.",
    "s3://acme, contains lake.silver.",
    "s3://acme/silver/x, lies inside lake.silver.",
  })
  void layersLieApart(String consumer, String expected) {
    assertThat(Yaml.problems(Yaml.SMALL.replace("s3://acme/consumer", consumer)))
        .extracting(Problem::toString)
        .anySatisfy(
            problem -> assertThat(problem).startsWith("lake.consumer (line 4): " + expected));
    assertThat(Yaml.problems(Yaml.SMALL.replace("s3://acme/consumer", "s3://acme/silver2")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "minio:9000",
        "ftp://minio",
        "http://",
        "http://minio/bucket",
        "http://me:pw@minio"
      })
  void theStoreIsAServersUrl(String endpoint) {
    assertThat(Yaml.problem(Yaml.SMALL + "s3: {endpoint: '" + endpoint + "'}\n"))
        .startsWith("s3.endpoint (line 12): is not the URL of a server.")
        .doesNotContain("pw");
  }

  @ParameterizedTest
  @CsvSource({
    "0, must be a whole number from 1 to 65535",
    "65536, must be a whole number from 1 to 65535",
    "99999999999999, must be a whole number from 1 to 65535",
    "33.06, must be a whole number from 1 to 65535",
    "'\"3306\"', must be a whole number from 1 to 65535",
    "'', must be a whole number from 1 to 65535",
  })
  void aPortIsANumberInRange(String port, String expected) {
    assertThat(Yaml.problem(Yaml.SMALL.replace("host: db", "host: db\n    port: " + port)))
        .startsWith("sources.shop.port (line 9): " + expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"db:3306", "jdbc:mysql://db", "me@db", "'${env:HOST}'", "'d b'"})
  void aHostIsANameWithoutMore(String host) {
    assertThat(Yaml.problem(Yaml.SMALL.replace("host: db", "host: " + host)))
        .startsWith("sources.shop.host (line 8): is not a host name or address.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1", "db-1.internal", "'2001:db8::1'", "'[::1]'"})
  void aHostMayBeAnyNameOrAddress(String host) {
    assertThat(Yaml.problems(Yaml.SMALL.replace("host: db", "host: " + host))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0-5", "5-4", "1-4294967296", "a-b", "-5", "", "[1, 2]"})
  void serverIdsAreARange(String range) {
    assertThat(Yaml.problem(Yaml.SMALL.replace("host: db", "host: db\n    server_id: " + range)))
        .startsWith("sources.shop.server_id (line 9): is not a range of server ids.");
  }

  @Test
  void twoSourcesOnOneServerNeedServerIdsOfTheirOwn() {
    String second =
        "  more: {type: mysql, host: DB, user: u, password: '${env:P}', tables: ['more\\..*']%s}\n";

    assertThat(Yaml.problem(Yaml.SMALL + String.format(second, "")))
        .startsWith(
            "sources.more (line 12): captures the same server as shop under the same server ids.");
    assertThat(Yaml.problem(Yaml.SMALL + String.format(second, ", server_id: 6399-6400")))
        .startsWith("sources.more.server_id (line 12): captures the same server as shop");
    assertThat(Yaml.problems(Yaml.SMALL + String.format(second, ", server_id: 6400-6500")))
        .isEmpty();
    assertThat(Yaml.problems(Yaml.SMALL + String.format(second, ", port: 3307"))).isEmpty();
  }

  @Test
  void otherKindsOfSourcesAreNotSupported() {
    assertThat(Yaml.problem(Yaml.SMALL.replace("type: mysql", "type: MySQL")))
        .isEqualTo(
            "sources.shop.type (line 7): is not supported by this release; supported: mysql, mongodb."
                + " Did you mean 'mysql'?");
  }

  @Test
  void aSourceThatIsNotInOrderBringsNoProblemsToItsTables() {
    String tables = "tables:\n  - table: shop.orders\n  - {table: shop.items, source: shop}\n";

    assertThat(Yaml.problem(Yaml.SMALL.replace("host: db", "host: d b") + tables))
        .startsWith("sources.shop.host");
    assertThat(Yaml.problem(Yaml.SMALL.replace("shop\\..*", "shop\\.(") + tables))
        .startsWith("sources.shop.tables[0]");
    assertThat(Yaml.problem(Yaml.SMALL.replace("type: mysql", "type: oracle") + tables))
        .startsWith("sources.shop.type");
  }

  @Test
  void sourcesAreNeeded() {
    assertThat(Yaml.problem(Yaml.SMALL.replaceAll("(?s)sources:.*", "sources:\n")))
        .startsWith("sources (line 5): must name at least one source.");
    assertThat(Yaml.problem(Yaml.SMALL.replaceAll("(?s)  shop:.*", "  shop: mysql\n")))
        .startsWith(
            "sources.shop (line 6): must be a section, but is text. Write its keys below it");
  }

  @Test
  void exactlyOneSourceCapturesATable() {
    String other =
        "  web:\n    type: mysql\n    host: web\n    user: u\n    password: ${env:P}\n"
            + "    tables: ['web\\..*', 'shop\\.orders']\n";

    assertThat(Yaml.problem(Yaml.SMALL + other + "tables:\n- table: crm.people\n"))
        .isEqualTo(
            "tables[0].table (line 19): is captured by no source. Correct the name, or add a"
                + " pattern. There are shop: 'shop\\..*'; web: 'web\\..*', 'shop\\.orders'.");
    assertThat(Yaml.problem(Yaml.SMALL + other + "tables:\n- table: shop.orders\n"))
        .isEqualTo(
            "tables[0].table (line 19): is captured by several sources. Name one: source: shop or"
                + " web.");
    assertThat(Yaml.problem(Yaml.SMALL + other + "tables:\n- {table: shop.items, source: web}\n"))
        .startsWith("tables[0].table (line 19): is captured by no pattern of web.");
    assertThat(Yaml.problem(Yaml.SMALL + other + "tables:\n- {table: shop.items, source: wep}\n"))
        .isEqualTo("tables[0].source (line 19): names no source of this file. Did you mean 'web'?");
    assertThat(
            Yaml.parse(Yaml.SMALL + other + "tables:\n- {table: shop.orders, source: web}\n")
                .tables())
        .extracting(TableConfig::source)
        .containsExactly("web");
  }

  @Test
  void noTwoTablesShareASilverPath() {
    String other =
        "  web:\n    type: mysql\n    host: web\n    user: u\n    password: ${env:P}\n"
            + "    tables: ['shop\\.orders']\n";

    assertThat(Yaml.problem(Yaml.withTables("- table: shop.orders", "- table: shop.orders")))
        .startsWith(
            "tables[1].table (line 14): would be written to the same silver path as"
                + " tables[0].table, line 13.");
    assertThat(
            Yaml.problem(
                Yaml.SMALL
                    + other
                    + "tables:\n- {table: shop.orders, source: web}\n"
                    + "- {table: shop.orders, source: shop}\n"))
        .startsWith("tables[1].table (line 20): would be written to the same silver path");
    assertThat(Yaml.problem(Yaml.withTables("- table: shop.orders", "- table: shop.Orders")))
        .startsWith("tables[1].table (line 14): differs from tables[0].table");
  }

  @ParameterizedTest
  @ValueSource(strings = {"orders", "a.shop.orders", "shop.", "_commits.orders", "shop.or/ders"})
  void aTableIsNamedWithItsDatabase(String name) {
    assertThat(Yaml.problem(Yaml.withTables("- table: " + name)))
        .startsWith("tables[0].table (line 13): is not database.table.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "columns: {_seq: a} | columns._seq (line 14): is a column that Tributary itself adds.",
        "columns: {_x: a} | columns._x (line 14): is not a name for a column.",
        "columns: {a-b: a} | columns.a-b (line 14): is not a name for a column.",
        "columns: {a b: a} | columns[\"a b\"] (line 14): is not a name for a column.",
        "columns: {a: ' '} | columns.a (line 14): is empty.",
        "columns: {a: } | columns.a (line 14): is empty.",
        "columns: {} | columns (line 14): is empty.",
        "columns: [a] | columns (line 14): must be a section, but is a list.",
        "columns: {a: b, A: c} | columns.A (line 14): differs from a only in upper and lower case.",
        "partition_by: [day] | partition_by (line 14): must be text, but is a list.",
        "where: true | where (line 14): must be text, but is true or false. Put it in quotes.",
        "key: [] | key (line 14): is an empty list.",
        "key: [1] | key[0] (line 14): must be text, but is a number.",
        "key: [''] | key[0] (line 14): must be text, but is empty.",
        "key: [id, id] | key[1] (line 14): is listed twice.",
        "key: [_op] | key[0] (line 14): is a column that Tributary itself adds.",
        "key: {id: 1} | key (line 14): must be a list, but is a section.",
        "drop: iban | drop (line 14): must be a list, but is text.",
        "{key: [id], drop: [id]} | key[0] (line 14): is in drop, but silver cannot find a row",
        "{drop: [a], columns: {a: '`A`'}} | drop[0] (line 14): is dropped here, and brought back",
        "delete: sotf | delete (line 14): must be hard or soft. Did you mean 'soft'?",
        "delete: never | delete (line 14): must be hard or soft. The default is hard.",
        "buckets: 257 | buckets (line 14): must be a whole number from 1 to 256.",
        "bucket: 2 | bucket (line 14): is not a known key. Did you mean 'buckets'?",
        "partitionBy: x | partitionBy (line 14): is not a known key. Did you mean 'partition_by'?",
        "colour: x | colour (line 14): is not a known key. Known here: table, source, key,",
      })
  void aTablesKeysAreChecked(String line, String expected) {
    String inner = line.startsWith("{") ? line.substring(1, line.length() - 1) : line;
    String table =
        line.startsWith("{")
            ? "- {table: shop.orders,\n     " + inner + "}"
            : "- table: shop.orders\n    " + inner;

    assertThat(Yaml.problem(Yaml.withTables(table))).startsWith("tables[0]." + expected);
  }

  @Test
  void tablesAreAList() {
    assertThat(Yaml.problem(Yaml.SMALL + "tables: {shop.orders: {}}\n"))
        .startsWith("tables (line 12): must be a list, but is a section.");
    assertThat(Yaml.problem(Yaml.withTables("- shop.orders")))
        .startsWith("tables[0] (line 13): must be a section, but is text.");
  }
}
