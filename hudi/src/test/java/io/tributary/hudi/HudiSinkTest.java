package io.tributary.hudi;

import static io.tributary.hudi.HudiTables.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.table.HudiTable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HudiSinkTest {

  @TempDir Path dir;

  @Test
  void theNewestVersionOfEachRowIsReadAndDeletedOnesAreNot() throws Exception {
    HudiTable table = HudiTables.table(dir.resolve("t").toUri().toString(), "orders", false, 2);
    List<List<RowData>> steps =
        Arrays.asList(
            Arrays.asList(
                row(RowKind.INSERT, 1, 10, 1),
                row(RowKind.INSERT, 2, 20, 2),
                row(RowKind.INSERT, 3, 30, 3)),
            Arrays.asList(
                row(RowKind.UPDATE_AFTER, 1, 11, 4),
                row(RowKind.UPDATE_AFTER, 1, 12, 5),
                row(RowKind.DELETE, 2, 20, 6)));
    write(table, steps, HudiSettings.defaults());
    assertThat(HudiTables.read(table, Collections.emptyMap()))
        .containsExactlyInAnyOrder(
            Row.of(1L, 12, "n12", HudiTables.seq(5)), Row.of(3L, 30, "n30", HudiTables.seq(3)));
  }

  private void write(HudiTable table, List<List<RowData>> steps, HudiSettings settings)
      throws Exception {
    StreamExecutionEnvironment env =
        HudiTables.env(2, dir.resolve("ck").toUri().toString(), new Configuration());
    HudiSink.append(
        ScriptedRows.of(steps).in(env, table.rowType(), "rows"),
        table,
        Collections.emptyMap(),
        settings,
        "silver-" + table.fullName());
    env.execute();
  }
}
