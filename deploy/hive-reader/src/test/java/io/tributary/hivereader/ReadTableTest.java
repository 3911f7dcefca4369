package io.tributary.hivereader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A reader other than Flink sees the rows that were written, before and after compaction. The
 * tables were written by {@code ReaderFixtures} of the module hudi.
 */
class ReadTableTest {

  private static final String COLUMNS =
      "id:bigint,amount:decimal(12,2),exact:decimal(38,18),at_millis:timestamp,"
          + "at_micros:timestamp,day:date,flag:boolean,ratio:double,n:int,hash:binary,"
          + "name:string,_seq:string";

  @TempDir static Path dir;

  @BeforeAll
  static void unpack() throws IOException {
    try (InputStream file = ReadTableTest.class.getResourceAsStream("/tables.zip");
        ZipInputStream zip = new ZipInputStream(file)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path target = dir.resolve(entry.getName());
        Files.createDirectories(target.getParent());
        Files.copy(zip, target);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "plain_log,",
    "plain_compacted,",
    "partitioned_log,_partition",
    "partitioned_compacted,_partition",
  })
  void theNewestVersionOfEachRowIsReadAndDeletedOnesAreNot(String table, String partition)
      throws Exception {
    List<Map<String, Object>> rows = read(table, COLUMNS, partition);

    assertThat(rows.stream().map(row -> row.get("id")))
        .containsExactlyInAnyOrder(1L, 2L, 3L, 5L, 6L);
    Map<Object, Map<String, Object>> byId = byId(rows);
    assertRow(byId.get(1L), 5, "2024-01-01", partition);
    assertRow(byId.get(2L), 10, "2024-01-02", partition);
    assertRow(byId.get(3L), 8, "2024-01-02", partition);
    assertRow(byId.get(5L), 7, "2024-01-02", partition);
    Map<String, Object> nulls = new LinkedHashMap<>(byId.get(6L));
    nulls.keySet().removeAll(List.of("id", "_seq", "_partition"));
    assertThat(nulls).hasSize(10);
    assertThat(nulls.values()).containsOnlyNulls();
  }

  private static final String ITEM =
      "struct<sku:string,price:decimal(12,2),day:date,tags:array<string>,counts:map<string,int>>";
  private static final String NESTED =
      "id:bigint,names:array<string>,amounts:array<decimal(9,3)>,days:array<date>,items:array<"
          + ITEM
          + ">,detail:struct<day:date,data:binary,ratio:float,item:"
          + ITEM
          + ">,totals:map<string,decimal(38,0)>,by_name:map<string,"
          + ITEM
          + ">,lists:map<string,array<int>>,maps:map<string,map<string,int>>,_seq:string";

  @ParameterizedTest
  @ValueSource(strings = {"nested_log", "nested_compacted"})
  void valuesWithinValuesAreRead(String table) throws Exception {
    Map<Object, Map<String, Object>> rows = byId(read(table, NESTED, null));

    assertThat(rows).containsOnlyKeys(1L, 2L, 3L, 4L);
    assertNested(rows.get(1L), 1);
    assertNested(rows.get(2L), 5);
    assertThat(rows.get(3L).values()).containsOnly(3L, null, "0000000000000003");
    assertThat(rows.get(4L))
        .containsEntry("names", List.of())
        .containsEntry("items", List.of())
        .containsEntry("totals", Map.of())
        .containsEntry("maps", Map.of());
  }

  private static void assertNested(Map<String, Object> row, int version) {
    String name = "n" + version;
    List<Object> item =
        Arrays.asList(
            name,
            new BigDecimal("-" + version + ".5"),
            "1969-12-31",
            Arrays.asList(name, null),
            withNone(name, version));
    assertThat(row)
        .containsEntry("names", Arrays.asList(name, null))
        .containsEntry("amounts", Arrays.asList(new BigDecimal("-" + version + ".125"), null))
        .containsEntry("days", Arrays.asList("1969-12-31", null))
        .containsEntry(
            "items", Arrays.asList(item, null, Arrays.asList(null, null, null, null, null)))
        .containsEntry(
            "totals",
            withNone(name, new BigDecimal("-1234567890123456789012345678901234567" + version)))
        .containsEntry("by_name", withNone(name, item))
        .containsEntry("lists", withNone(name, Arrays.asList(version, null)))
        .containsEntry("maps", withNone(name, withNone(name, version)));
    List<?> detail = (List<?>) row.get("detail");
    assertThat(detail.get(0)).isEqualTo("2024-02-29");
    assertThat(detail.get(1)).isEqualTo(new byte[] {0, (byte) version});
    assertThat(detail.get(2)).isEqualTo(version / 8f);
    assertThat(detail.get(3)).isEqualTo(item);
  }

  private static Map<String, Object> withNone(String key, Object value) {
    Map<String, Object> map = new HashMap<>();
    map.put(key, value);
    map.put("none", null);
    return map;
  }

  @ParameterizedTest
  @ValueSource(strings = {"times_log", "times_compacted"})
  void timesWithinRowsAndMapsAreRead(String table) throws Exception {
    Map<Object, Map<String, Object>> rows =
        byId(
            read(
                table,
                "id:bigint,times:struct<millis:timestamp,micros:timestamp,price:decimal(9,2)>,"
                    + "by_name:map<string,timestamp>,at_millis:timestamp,_seq:string",
                null));

    assertThat(rows.get(2L))
        .containsEntry(
            "times",
            List.of("1969-12-31T23:59:59.995Z", "1969-07-20T20:17:05.124Z", new BigDecimal("-5.5")))
        .containsEntry("by_name", withNone("n5", "1969-12-31T23:59:59.995Z"));
    assertThat(rows.get(4L)).containsEntry("by_name", Map.of());
    assertThat(rows.get(3L).values()).containsOnly(3L, null, "0000000000000003");
  }

  private static List<Map<String, Object>> read(String table, String columns, String partition)
      throws Exception {
    List<Map<String, Object>> rows = new ArrayList<>();
    new ReadTable(
            dir.resolve(table).toUri().toString(),
            ReadTable.columns(columns),
            partition,
            HadoopSettings.from(new Properties(), Map.of()))
        .forEach(rows::add);
    return rows;
  }

  private static Map<Object, Map<String, Object>> byId(List<Map<String, Object>> rows) {
    return rows.stream().collect(Collectors.toMap(row -> row.get("id"), row -> row));
  }

  private static void assertRow(
      Map<String, Object> row, int version, String expectedPartition, String partition) {
    assertThat((BigDecimal) row.get("amount")).isEqualByComparingTo(version + ".10");
    assertThat((BigDecimal) row.get("exact"))
        .isEqualByComparingTo("-12345678901234567890.12345678901234567" + version % 10);
    assertThat(row.get("at_millis")).isEqualTo("2024-03-31T02:30:00.123Z");
    assertThat((String) row.get("at_micros"))
        .startsWith(String.format("1969-07-20T20:17:%02d.12", version));
    assertThat(row.get("day")).isEqualTo("2024-02-29");
    assertThat(row.get("flag")).isEqualTo(version % 2 == 0);
    assertThat(row.get("ratio")).isEqualTo(version / 8.0);
    assertThat(row.get("n")).isEqualTo(-version);
    assertThat(row.get("hash")).isEqualTo(new byte[] {(byte) version, -1});
    assertThat(row.get("name")).isEqualTo("żółw \"" + version + "\"\n");
    assertThat(row.get("_seq")).isEqualTo(String.format("%016x", version));
    if (partition != null) {
      assertThat(row.get(partition)).isEqualTo(expectedPartition);
    }
  }

  @Test
  void columnsAreParsedWithTheCommasOfTheirTypes() {
    assertThat(
            ReadTable.columns("id:bigint,amount:decimal(12,2),s:struct<a:int,b:array<int>,c:date>"))
        .isEqualTo(
            Map.of(
                "id", "bigint",
                "amount", "decimal(12,2)",
                "s", "struct<a:int,b:array<int>,c:date>"));
    assertThatThrownBy(() -> ReadTable.columns("id")).hasMessageContaining("'id'");
  }

  @Test
  void s3IsReachedAsTheSurroundingsSay() {
    Properties properties = new Properties();
    properties.setProperty("hadoop.fs.s3a.connection.maximum", "7");
    var conf =
        HadoopSettings.from(
            properties,
            Map.of(
                "AWS_ENDPOINT_URL", "http://127.0.0.1:9000",
                "AWS_ACCESS_KEY_ID", "me",
                "AWS_SECRET_ACCESS_KEY", "secret"));
    assertThat(conf.get("fs.s3.impl")).isEqualTo("org.apache.hadoop.fs.s3a.S3AFileSystem");
    assertThat(conf.get("fs.s3a.endpoint")).isEqualTo("http://127.0.0.1:9000");
    assertThat(conf.get("fs.s3a.path.style.access")).isEqualTo("true");
    assertThat(conf.get("fs.s3a.access.key")).isEqualTo("me");
    assertThat(conf.get("fs.s3a.secret.key")).isEqualTo("secret");
    assertThat(conf.get("fs.s3a.connection.maximum")).isEqualTo("7");
  }
}
