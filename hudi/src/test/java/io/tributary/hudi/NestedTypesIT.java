package io.tributary.hudi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.table.HudiTable;
import io.tributary.common.testing.Seed;
import io.tributary.hudi.source.HudiChanges;
import io.tributary.hudi.source.HudiSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Values of every type, within one another, are read as they were written, whatever file has them.
 */
class NestedTypesIT {

  private static final int KEYS = 80;

  @TempDir Path dir;

  private final Random random = Seed.random();
  private final RandomValues values = new RandomValues(random);
  private final Map<Long, Object> expected = new HashMap<>();
  private HudiTable table;
  private long seq;

  @BeforeEach
  void drawTable() {
    List<RowType.RowField> columns = new ArrayList<>();
    columns.add(new RowType.RowField("id", new BigIntType(false)));
    for (LogicalType scalar : RandomValues.scalars()) {
      int n = columns.size();
      columns.add(new RowType.RowField("c" + n, scalar));
      columns.add(new RowType.RowField("list" + n, new ArrayType(scalar)));
      columns.add(
          new RowType.RowField(
              "map" + n, new MapType(new VarCharType(VarCharType.MAX_LENGTH), scalar)));
      columns.add(
          new RowType.RowField(
              "rows" + n,
              new ArrayType(RowType.of(new LogicalType[] {scalar}, new String[] {"only"}))));
    }
    for (int i = 0; i < 12; i++) {
      columns.add(new RowType.RowField("any" + i, values.type(3)));
    }
    columns.add(new RowType.RowField("_seq", new VarCharType(VarCharType.MAX_LENGTH)));
    table =
        new HudiTable(
            "crm",
            "nested",
            dir.resolve("t").toUri().toString(),
            new RowType(false, columns),
            List.of("id"),
            null,
            2);
  }

  @Test
  void inLogFiles() throws Exception {
    write(100, changes());
    write(100, changes());

    assertThat(files(".parquet")).isZero();
    assertTableIsRight();
  }

  @Test
  void inBaseFilesAndInLogFilesOverThem() throws Exception {
    writeAndCompact();
    assertThat(files(".parquet")).isPositive();
    assertTableIsRight();

    write(100, changes());
    assertTableIsRight();

    writeAndCompact();
    assertTableIsRight();
  }

  /** Inserts, updates and deletes; what comes of them is expected. */
  private List<RowData> changes() {
    List<RowData> rows = new ArrayList<>();
    for (long id = 0; id < KEYS; id++) {
      if (random.nextInt(3) == 0) {
        continue;
      }
      GenericRowData row = values.row(table.rowType());
      row.setField(0, id);
      row.setField(row.getArity() - 1, StringData.fromString(HudiTables.seq(++seq)));
      if (random.nextInt(5) == 0) {
        row.setRowKind(RowKind.DELETE);
        expected.remove(id);
      } else {
        expected.put(id, RandomValues.plain(table.rowType(), row));
      }
      rows.add(row);
    }
    return rows;
  }

  private void write(int compactionCommits, List<RowData> rows) throws Exception {
    env(ScriptedRows.of(List.of(rows)), compactionCommits).execute();
  }

  private void writeAndCompact() throws Exception {
    long before = files(".commit");
    JobClient job = env(new ScriptedRows(List.of(changes()), List.of(), 0, true), 1).executeAsync();
    Jobs.await(job, () -> files(".commit") > before);
    Jobs.cancel(job);
  }

  private StreamExecutionEnvironment env(ScriptedRows rows, int compactionCommits) {
    StreamExecutionEnvironment env =
        HudiTables.env(1, dir.resolve("ck").toUri().toString(), new Configuration());
    HudiSink.append(
        rows.in(env, table.rowType(), "rows"),
        table,
        Map.of(),
        HudiSettings.defaults().withCompactionDeltaCommits(compactionCommits),
        "nested");
    return env;
  }

  private void assertTableIsRight() throws Exception {
    StreamExecutionEnvironment batch =
        HudiTables.env(1, dir.resolve("ck").toUri().toString(), new Configuration());
    batch.setRuntimeMode(RuntimeExecutionMode.BATCH);
    assertRowsAreRight(new HudiSnapshot(table, Map.of()).read(batch));

    StreamExecutionEnvironment streaming =
        HudiTables.env(1, dir.resolve("ck").toUri().toString(), new Configuration());
    assertRowsAreRight(
        HudiChanges.read(
            streaming,
            table,
            table.rowType().getFieldNames(),
            Map.of(),
            Duration.ofSeconds(1),
            "changes"));
  }

  private void assertRowsAreRight(DataStream<RowData> rows) throws Exception {
    Map<Long, Object> found = new HashMap<>();
    try (CloseableIterator<RowData> iterator = rows.executeAndCollect()) {
      for (int i = 0; i < expected.size(); i++) {
        RowData row = iterator.next();
        found.put(row.getLong(0), RandomValues.plain(table.rowType(), row));
      }
    }
    assertThat(found).isEqualTo(expected);
  }

  private long files(String suffix) throws IOException {
    if (!Files.exists(dir.resolve("t"))) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(dir.resolve("t"))) {
      return files.filter(file -> file.toString().endsWith(suffix)).count();
    }
  }
}
