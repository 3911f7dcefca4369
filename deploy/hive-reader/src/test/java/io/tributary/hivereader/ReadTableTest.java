package io.tributary.hivereader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    List<Map<String, Object>> rows = new ArrayList<>();
    new ReadTable(
            dir.resolve(table).toUri().toString(),
            ReadTable.columns(COLUMNS),
            partition,
            HadoopSettings.from(new Properties(), Map.of()))
        .forEach(rows::add);

    assertThat(rows.stream().map(row -> row.get("id")))
        .containsExactlyInAnyOrder(1L, 2L, 3L, 5L, 6L);
    Map<Object, Map<String, Object>> byId =
        rows.stream().collect(Collectors.toMap(row -> row.get("id"), row -> row));
    assertRow(byId.get(1L), 5, "2024-01-01", partition);
    assertRow(byId.get(2L), 10, "2024-01-02", partition);
    assertRow(byId.get(3L), 8, "2024-01-02", partition);
    assertRow(byId.get(5L), 7, "2024-01-02", partition);
    Map<String, Object> nulls = new LinkedHashMap<>(byId.get(6L));
    nulls.keySet().removeAll(List.of("id", "_seq", "_partition"));
    assertThat(nulls).hasSize(10);
    assertThat(nulls.values()).containsOnlyNulls();
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
    assertThat(ReadTable.columns("id:bigint,amount:decimal(12,2),s:struct<a:int>"))
        .isEqualTo(Map.of("id", "bigint", "amount", "decimal(12,2)", "s", "struct<a:int>"));
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
