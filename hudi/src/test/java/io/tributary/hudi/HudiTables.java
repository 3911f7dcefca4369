package io.tributary.hudi;

import io.tributary.common.table.HudiTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.CloseableIterator;

/** A small table to write in tests, and how to read it back. */
final class HudiTables {

  private static final VarCharType STRING = new VarCharType(VarCharType.MAX_LENGTH);

  /** id BIGINT, v INT, name STRING, _seq STRING, and {@code _partition} if partitioned. */
  static RowType type(boolean partitioned) {
    List<LogicalType> types =
        new ArrayList<>(Arrays.asList(new BigIntType(false), new IntType(), STRING, STRING));
    List<String> names = new ArrayList<>(Arrays.asList("id", "v", "name", "_seq"));
    if (partitioned) {
      types.add(STRING);
      names.add("_partition");
    }
    return RowType.of(types.toArray(new LogicalType[0]), names.toArray(new String[0]));
  }

  static HudiTable table(String path, String name, boolean partitioned, int buckets) {
    return new HudiTable(
        "shop",
        name,
        path,
        type(partitioned),
        Collections.singletonList("id"),
        partitioned ? "_partition" : null,
        buckets);
  }

  static RowData row(RowKind kind, long id, int v, long seq) {
    return GenericRowData.ofKind(
        kind, id, v, StringData.fromString("n" + v), StringData.fromString(seq(seq)));
  }

  static RowData row(RowKind kind, long id, int v, long seq, String partition) {
    return GenericRowData.ofKind(
        kind,
        id,
        v,
        StringData.fromString("n" + v),
        StringData.fromString(seq(seq)),
        StringData.fromString(partition));
  }

  static String seq(long seq) {
    return String.format("%016x", seq);
  }

  static StreamExecutionEnvironment env(int parallelism, String checkpoints, Configuration more) {
    Configuration conf = new Configuration();
    conf.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints);
    conf.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    conf.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 20);
    conf.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, java.time.Duration.ofMillis(50));
    conf.addAll(more);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, conf);
    env.enableCheckpointing(400);
    env.getCheckpointConfig().setMinPauseBetweenCheckpoints(200);
    return env;
  }

  /** The rows of a table as a snapshot reader sees them. */
  static List<Row> read(HudiTable table, Map<String, String> hadoopOptions) throws Exception {
    TableEnvironment tables =
        TableEnvironment.create(EnvironmentSettings.newInstance().inBatchMode().build());
    tables.getConfig().set("parallelism.default", "1");
    tables.createTemporaryTable(
        "t", HudiOptions.descriptor(table, HudiOptions.of(table, hadoopOptions)));
    List<Row> rows = new ArrayList<>();
    try (CloseableIterator<Row> found = tables.from("t").execute().collect()) {
      found.forEachRemaining(rows::add);
    }
    return rows;
  }

  private HudiTables() {}
}
