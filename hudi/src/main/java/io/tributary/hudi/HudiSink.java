package io.tributary.hudi;

import io.tributary.common.table.HudiTable;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;
import org.apache.hudi.common.model.HoodieRecord;
import org.apache.hudi.configuration.FlinkOptions;
import org.apache.hudi.sink.bucket.BucketStreamWriteOperator;
import org.apache.hudi.sink.compact.CompactOperator;
import org.apache.hudi.sink.compact.CompactionCommitEvent;
import org.apache.hudi.sink.compact.CompactionCommitSink;
import org.apache.hudi.sink.compact.CompactionPlanEvent;
import org.apache.hudi.sink.compact.CompactionPlanOperator;
import org.apache.hudi.sink.partitioner.BucketIndexPartitioner;
import org.apache.hudi.sink.transform.RowDataToHoodieFunction;

/** Writes a stream of rows into a merge-on-read Hudi table, exactly once. */
public final class HudiSink {

  private HudiSink() {}

  /**
   * Appends the operators that write a table: write, plan compaction, compact, commit compaction.
   *
   * @param rows INSERT and UPDATE_AFTER upsert the row with its key; DELETE, with key, partition
   *     and {@code _seq} filled in, removes it. The rows of a key arrive in order.
   * @param table where they go; made by the first run
   * @param hadoopOptions Hadoop's options, each with the prefix {@code hadoop.}
   * @param settings compaction, cleaning and parallelism
   * @param uidPrefix what every operator's uid begins with, unique in the job: {@code
   *     silver-payments.orders}
   */
  @SuppressWarnings("rawtypes")
  public static void append(
      DataStream<RowData> rows,
      HudiTable table,
      Map<String, String> hadoopOptions,
      HudiSettings settings,
      String uidPrefix) {
    Configuration conf = HudiOptions.forWriting(table, hadoopOptions, settings);
    conf.set(FlinkOptions.WRITE_COMMIT_ACK_TIMEOUT, 300_000L);
    String key = String.join(",", table.key());
    rows.map(
            new RowDataToHoodieFunction<RowData, HoodieRecord>(table.rowType(), conf),
            TypeInformation.of(HoodieRecord.class))
        .uid(uidPrefix + "-record")
        .name(uidPrefix + "-record")
        .setParallelism(rows.getParallelism())
        .partitionCustom(
            new BucketIndexPartitioner<>(table.buckets(), key), record -> record.getKey())
        .transform(
            uidPrefix + "-write",
            TypeInformation.of(Object.class),
            BucketStreamWriteOperator.<HoodieRecord>getFactory(conf))
        .uid(uidPrefix + "-write")
        .setParallelism(settings.writeTasks())
        .transform(
            uidPrefix + "-compaction-plan",
            TypeInformation.of(CompactionPlanEvent.class),
            new CompactionPlanOperator(conf))
        .uid(uidPrefix + "-compaction-plan")
        .setParallelism(1)
        .keyBy(plan -> plan.getOperation().getFileGroupId().getFileId())
        .transform(
            uidPrefix + "-compaction",
            TypeInformation.of(CompactionCommitEvent.class),
            new CompactOperator(conf))
        .uid(uidPrefix + "-compaction")
        .setParallelism(settings.compactionTasks())
        .addSink(new CompactionCommitSink(conf))
        .uid(uidPrefix + "-compaction-commit")
        .name(uidPrefix + "-compaction-commit")
        .setParallelism(1);
  }
}
