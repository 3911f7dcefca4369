package io.tributary.hudi.source;

import io.tributary.common.table.HudiTable;
import io.tributary.hudi.HudiOptions;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.io.InputFormat;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.LegacySourceTransformation;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.apache.hudi.configuration.FlinkOptions;

/** A Hudi table as it is now, for batch jobs. A table that does not exist has no rows. */
public final class HudiSnapshot {

  private final HudiTable table;
  private final Configuration conf;

  /**
   * @param hadoopOptions Hadoop's options, each with the prefix {@code hadoop.}
   */
  public HudiSnapshot(HudiTable table, Map<String, String> hadoopOptions) {
    this.table = table;
    this.conf = Configuration.fromMap(HudiOptions.of(table, hadoopOptions));
    this.conf.set(FlinkOptions.TABLE_NAME, table.name());
  }

  /** All rows, with all columns, each nullable; of the environment's parallelism. */
  public DataStream<RowData> read(StreamExecutionEnvironment env) {
    List<String> columns = table.rowType().getFieldNames();
    RowType type = SliceReader.rowType(table.rowType(), columns);
    DataStreamSource<RowData> rows =
        env.createInput(format(columns, null, Long.MAX_VALUE), InternalTypeInfo.of(type));
    // Flink takes the input of any format but a file's for endless.
    ((LegacySourceTransformation<?>) rows.getTransformation()).setBoundedness(Boundedness.BOUNDED);
    return rows.name(table.fullName());
  }

  /**
   * Rows, for a table source.
   *
   * @param columns names of the columns to read, in order
   * @param partitions paths of the partitions to read, of {@link #partitions}; null for all
   * @param limit so many rows are enough; each subtask stops there
   */
  public InputFormat<RowData, ?> format(List<String> columns, List<String> partitions, long limit) {
    return new SnapshotFormat(table, conf, columns, partitions, limit);
  }

  /** Paths of the table's partitions below its own, such as {@code _partition=2024-01-01}. */
  public List<String> partitions() {
    return new RoundPlanner(conf, table.rowType()).partitions();
  }
}
