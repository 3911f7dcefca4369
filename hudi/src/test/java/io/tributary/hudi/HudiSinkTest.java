package io.tributary.hudi;

import static io.tributary.hudi.HudiTables.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.common.table.HudiTable;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DateType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.FloatType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HudiSinkTest {

  private static final VarCharType STRING = new VarCharType(VarCharType.MAX_LENGTH);

  @TempDir Path dir;

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void theNewestVersionOfEachRowIsReadInItsPartitionAndDeletedOnesAreNot(int compactionCommits)
      throws Exception {
    HudiTable table = HudiTables.table(path("t"), "orders", true, 2);
    write(
        table,
        HudiSettings.defaults().withCompactionDeltaCommits(compactionCommits).withWriteTasks(2),
        Arrays.asList(
            row(RowKind.INSERT, 1, 10, 1, "a"),
            row(RowKind.INSERT, 2, 20, 2, "a"),
            row(RowKind.INSERT, 3, 30, 3, "b/c=d e"),
            row(RowKind.INSERT, 4, 40, 4, "b")),
        Arrays.asList(
            row(RowKind.UPDATE_AFTER, 1, 11, 5, "a"),
            row(RowKind.UPDATE_AFTER, 1, 12, 6, "a"),
            row(RowKind.DELETE, 2, 20, 7, "a"),
            row(RowKind.DELETE, 4, 40, 8, "b"),
            row(RowKind.INSERT, 4, 41, 8, "a")),
        Arrays.asList(
            row(RowKind.INSERT, 5, 50, 9, "a"),
            row(RowKind.DELETE, 5, 50, 10, "a"),
            row(RowKind.INSERT, 2, 21, 11, "b")));
    assertThat(HudiTables.read(table, Collections.emptyMap()))
        .containsExactlyInAnyOrder(
            Row.of(1L, 12, "n12", HudiTables.seq(6), "a"),
            Row.of(2L, 21, "n21", HudiTables.seq(11), "b"),
            Row.of(3L, 30, "n30", HudiTables.seq(3), "b/c=d e"),
            Row.of(4L, 41, "n41", HudiTables.seq(8), "a"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void everyTypeAndNullComesBackAsItWas(int compactionCommits) throws Exception {
    RowType type =
        RowType.of(
            new LogicalType[] {
              new BigIntType(false),
              new DecimalType(12, 2),
              new DecimalType(38, 18),
              new TimestampType(3),
              new TimestampType(6),
              new DateType(),
              new BooleanType(),
              new DoubleType(),
              new FloatType(),
              new IntType(),
              new VarBinaryType(VarBinaryType.MAX_LENGTH),
              STRING
            },
            new String[] {"id", "d1", "d2", "t3", "t6", "day", "b", "d", "f", "i", "bytes", "s"});
    HudiTable table =
        new HudiTable("shop", "types", path("t"), type, Collections.singletonList("id"), null, 1);
    LocalDateTime time = LocalDateTime.parse("2024-02-29T23:59:59.123456");
    GenericRowData nulls = new GenericRowData(RowKind.INSERT, 12);
    nulls.setField(0, 2L);
    write(
        table,
        HudiSettings.defaults().withCompactionDeltaCommits(compactionCommits),
        Arrays.asList(
            GenericRowData.of(
                1L,
                DecimalData.fromBigDecimal(new BigDecimal("-1234567890.12"), 12, 2),
                DecimalData.fromBigDecimal(
                    new BigDecimal("12345678901234567890.123456789012345678"), 38, 18),
                TimestampData.fromLocalDateTime(LocalDateTime.parse("1969-12-31T23:59:59.999")),
                TimestampData.fromLocalDateTime(time),
                (int) LocalDate.parse("1815-12-10").toEpochDay(),
                true,
                1e300,
                1.5f,
                Integer.MIN_VALUE,
                new byte[] {0, -1, 2},
                StringData.fromString("żółw\n\u0000'\"")),
            nulls),
        Collections.emptyList());
    assertThat(HudiTables.read(table, Collections.emptyMap()))
        .containsExactlyInAnyOrder(
            Row.of(
                1L,
                new BigDecimal("-1234567890.12"),
                new BigDecimal("12345678901234567890.123456789012345678"),
                LocalDateTime.parse("1969-12-31T23:59:59.999"),
                time,
                LocalDate.parse("1815-12-10"),
                true,
                1e300,
                1.5f,
                Integer.MIN_VALUE,
                new byte[] {0, -1, 2},
                "żółw\n\u0000'\""),
            Row.of(2L, null, null, null, null, null, null, null, null, null, null, null));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void valuesWithinValuesAreReadAsTheyWereWritten(int compactionCommits) throws Exception {
    RowType inner =
        RowType.of(
            new LogicalType[] {new BigIntType(), new DoubleType(), STRING, new BooleanType()},
            new String[] {"long", "double", "text", "flag"});
    RowType type =
        RowType.of(
            false,
            new LogicalType[] {
              new BigIntType(false),
              new ArrayType(STRING),
              new MapType(STRING, new IntType()),
              RowType.of(new LogicalType[] {new IntType(), inner}, new String[] {"a", "inner"}),
              new ArrayType(new BigIntType()),
              STRING
            },
            new String[] {"id", "tags", "counts", "nested", "numbers", "last"});
    HudiTable table =
        new HudiTable("crm", "nested", path("t"), type, Collections.singletonList("id"), null, 1);
    GenericRowData nulls = new GenericRowData(RowKind.INSERT, 6);
    nulls.setField(0, 2L);
    write(
        table,
        HudiSettings.defaults().withCompactionDeltaCommits(compactionCommits),
        Arrays.asList(
            GenericRowData.of(
                1L,
                new GenericArrayData(new Object[] {StringData.fromString("a"), null}),
                new GenericMapData(Map.of(StringData.fromString("k"), 7)),
                GenericRowData.of(
                    5, GenericRowData.of(Long.MIN_VALUE, -0.5, StringData.fromString("é😀"), null)),
                new GenericArrayData(new Object[] {1L, null, Long.MAX_VALUE}),
                StringData.fromString("end")),
            nulls),
        Collections.emptyList());

    assertThat(HudiTables.read(table, Collections.emptyMap()))
        .containsExactlyInAnyOrder(
            Row.of(
                1L,
                new String[] {"a", null},
                Map.of("k", 7),
                Row.of(5, Row.of(Long.MIN_VALUE, -0.5, "é😀", null)),
                new Long[] {1L, null, Long.MAX_VALUE},
                "end"),
            Row.of(2L, null, null, null, null, null));
  }

  @Test
  void keysThatDifferInWhateverWayAreRowsOfTheirOwn() throws Exception {
    RowType type =
        RowType.of(
            new LogicalType[] {
              STRING.copy(false),
              new TimestampType(false, 6),
              new VarBinaryType(false, 16),
              new IntType()
            },
            new String[] {"name", "at", "hash", "v"});
    HudiTable table =
        new HudiTable(
            "shop", "keys", path("t"), type, Arrays.asList("name", "at", "hash"), null, 3);
    TimestampData at = TimestampData.fromLocalDateTime(LocalDateTime.parse("2024-01-01T00:00:00"));
    TimestampData microLater =
        TimestampData.fromLocalDateTime(LocalDateTime.parse("2024-01-01T00:00:00.000001"));
    write(
        table,
        HudiSettings.defaults().withWriteTasks(2),
        Arrays.asList(
            keyed("", at, 1, 1),
            keyed("a:b", at, 1, 2),
            keyed("a:b", microLater, 1, 3),
            keyed("a:b", at, 2, 4),
            keyed("a:b", at, 2, 5)));
    assertThat(HudiTables.read(table, Collections.emptyMap()))
        .extracting(found -> found.getField(3))
        .containsExactlyInAnyOrder(1, 2, 3, 5);
  }

  private static RowData keyed(String name, TimestampData at, int hash, int v) {
    return GenericRowData.of(StringData.fromString(name), at, new byte[] {(byte) hash}, v);
  }

  @Test
  void aTableWithoutOrderingColumnKeepsTheRowThatCameLast() throws Exception {
    RowType type =
        RowType.of(
            new LogicalType[] {STRING.copy(false), new BigIntType()}, new String[] {"day", "sum"});
    HudiTable table =
        new HudiTable("shop", "sums", path("t"), type, Collections.singletonList("day"), null, 1);
    write(
        table,
        HudiSettings.defaults(),
        Arrays.asList(
            sum(RowKind.INSERT, "a", 9),
            sum(RowKind.UPDATE_BEFORE, "a", 9),
            sum(RowKind.UPDATE_AFTER, "a", 5),
            sum(RowKind.INSERT, "b", 1)),
        Arrays.asList(
            sum(RowKind.UPDATE_AFTER, "a", 3),
            sum(RowKind.DELETE, "b", 1),
            sum(RowKind.INSERT, "c", 0)),
        Arrays.asList(sum(RowKind.DELETE, "c", 0), sum(RowKind.INSERT, "b", 7)));
    assertThat(HudiTables.read(table, Collections.emptyMap()))
        .containsExactlyInAnyOrder(Row.of("a", 3L), Row.of("b", 7L));
  }

  private static RowData sum(RowKind kind, String day, long sum) {
    return GenericRowData.ofKind(kind, StringData.fromString(day), sum);
  }

  @Test
  void aRowWithoutKeyIsRefusedByTheNameOfItsTableAndColumn() {
    RecordKeys keys = new RecordKeys(HudiTables.table(path("t"), "orders", false, 1));
    assertThatThrownBy(() -> keys.recordKey(new GenericRowData(4)))
        .hasMessage("A row for shop.orders has no value in its key column id");
  }

  @Test
  void severalTablesAreWrittenByOneJobAndAJobCanBeDefinedTwiceInOneJvm() throws Exception {
    List<List<RowData>> steps =
        Collections.singletonList(Collections.singletonList(row(RowKind.INSERT, 1, 10, 1)));
    for (int run = 0; run < 2; run++) {
      StreamExecutionEnvironment env = env();
      for (String name : Arrays.asList("orders", "customers")) {
        HudiTable table = HudiTables.table(path(name + run), name, false, 1);
        HudiSink.append(
            ScriptedRows.of(steps).in(env, table.rowType(), "rows-" + name),
            table,
            Collections.emptyMap(),
            HudiSettings.defaults(),
            "silver-" + table.fullName());
      }
      env.execute();
      for (String name : Arrays.asList("orders", "customers")) {
        assertThat(
                HudiTables.read(
                    HudiTables.table(path(name + run), name, false, 1), Collections.emptyMap()))
            .containsExactly(Row.of(1L, 10, "n10", HudiTables.seq(1)));
      }
    }
  }

  @Test
  void stateWhoseRowsHaveBeenRolledBackIsNotRestored() throws Exception {
    HudiTable table = HudiTables.table(path("t"), "orders", false, 1);
    write(table, HudiSettings.defaults(), Collections.singletonList(row(RowKind.INSERT, 1, 10, 1)));
    Configuration conf =
        HudiOptions.forWriting(table, Collections.emptyMap(), HudiSettings.defaults());
    try (TableCommits commits = new TableCommits(table.fullName(), conf, HudiSettings.defaults())) {
      List<WrittenLog> lost =
          Collections.singletonList(new WrittenLog("", "f", "b", "n", 1, 1, 0, 1));
      assertThatThrownBy(() -> commits.begin(Collections.singletonMap("99990101000000000", lost)))
          .hasMessageContaining("shop.orders")
          .hasMessageContaining("rolled back")
          .hasMessageContaining("Restore a newer checkpoint");
    }
  }

  @SafeVarargs
  private void write(HudiTable table, HudiSettings settings, List<RowData>... steps)
      throws Exception {
    StreamExecutionEnvironment env = env();
    HudiSink.append(
        ScriptedRows.of(Arrays.asList(steps)).in(env, table.rowType(), "rows"),
        table,
        Collections.emptyMap(),
        settings,
        "silver-" + table.fullName());
    env.execute();
  }

  private StreamExecutionEnvironment env() {
    return HudiTables.env(2, dir.resolve("ck").toUri().toString(), new Configuration());
  }

  private String path(String name) {
    return dir.resolve(name).toUri().toString().replaceFirst("/$", "");
  }
}
