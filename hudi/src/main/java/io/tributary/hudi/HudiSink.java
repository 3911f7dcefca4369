package io.tributary.hudi;

import io.tributary.common.table.HudiTable;
import java.util.Map;
import org.apache.flink.api.common.functions.Partitioner;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.CheckpointConfig;
import org.apache.flink.table.data.RowData;

/** Writes a stream of rows into a merge-on-read Hudi table, exactly once. */
public final class HudiSink {

  private HudiSink() {}

  /**
   * Appends the operators that write a table: write and compact.
   *
   * @param rows INSERT and UPDATE_AFTER upsert the row with its key; DELETE, with key, partition
   *     and {@code _seq} filled in, removes it. The rows of a key arrive in order.
   * @param table where they go; made by the first run
   * @param hadoopOptions Hadoop's options, each with the prefix {@code hadoop.}
   * @param settings compaction, cleaning and parallelism
   * @param uidPrefix what every operator's uid begins with, unique in the job: {@code
   *     silver-payments.orders}
   */
  public static void append(
      DataStream<RowData> rows,
      HudiTable table,
      Map<String, String> hadoopOptions,
      HudiSettings settings,
      String uidPrefix) {
    CheckpointConfig checkpoints = rows.getExecutionEnvironment().getCheckpointConfig();
    if (checkpoints.getMaxConcurrentCheckpoints() > 1) {
      throw new IllegalArgumentException(
          "Rows of "
              + table.fullName()
              + " are committed by checkpoints, one at a time: leave"
              + " execution.checkpointing.max-concurrent-checkpoints at 1");
    }
    Configuration conf = HudiOptions.forWriting(table, hadoopOptions, settings);
    RecordKeys keys = new RecordKeys(table);
    int subtasks = settings.writeTasks();
    DataStream<RowData> byBucket =
        subtasks == 1
            ? rows.global()
            : rows.partitionCustom(
                (Partitioner<Integer>) (subtask, count) -> subtask,
                row -> keys.subtask(row, subtasks));
    byBucket
        .transform(
            uidPrefix + "-write", Types.STRING, new WriteOperatorFactory(table, conf, settings))
        .uid(uidPrefix + "-write")
        .setParallelism(subtasks)
        .transform(
            uidPrefix + "-compaction",
            Types.VOID,
            new CompactionOperator(table.fullName(), conf, settings.compactionTasks()))
        .uid(uidPrefix + "-compaction")
        .setParallelism(1);
  }
}
