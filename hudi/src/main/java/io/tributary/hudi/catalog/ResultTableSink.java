package io.tributary.hudi.catalog;

import io.tributary.common.table.HudiTable;
import io.tributary.hudi.HudiSettings;
import io.tributary.hudi.HudiSink;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.transformations.PhysicalTransformation;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.ProviderContext;
import org.apache.flink.table.connector.sink.DataStreamSinkProvider;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.sink.abilities.SupportsPartitioning;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;

/** A result, written by {@link HudiSink} as silver tables are: upserts and deletes by key. */
final class ResultTableSink implements DynamicTableSink, SupportsPartitioning {

  private final HudiTable table;
  private final Map<String, String> hadoopOptions;
  private final HudiSettings settings;

  ResultTableSink(HudiTable table, Map<String, String> hadoopOptions, HudiSettings settings) {
    this.table = table;
    this.hadoopOptions = hadoopOptions;
    this.settings = settings;
  }

  @Override
  public ChangelogMode getChangelogMode(ChangelogMode requested) {
    return ChangelogMode.newBuilder()
        .addContainedKind(RowKind.INSERT)
        .addContainedKind(RowKind.UPDATE_AFTER)
        .addContainedKind(RowKind.DELETE)
        .build();
  }

  @Override
  public SinkRuntimeProvider getSinkRuntimeProvider(Context context) {
    return new DataStreamSinkProvider() {
      @Override
      public DataStreamSink<?> consumeDataStream(
          ProviderContext provider, DataStream<RowData> rows) {
        HudiSink.append(rows, table, hadoopOptions, settings, "consumer-" + table.fullName());
        List<Transformation<?>> all = rows.getExecutionEnvironment().getTransformations();
        return new AppendedSink(all.get(all.size() - 1));
      }
    };
  }

  /** Rows carry their partition in any case. */
  @Override
  public void applyStaticPartition(Map<String, String> partition) {}

  @Override
  public DynamicTableSink copy() {
    return new ResultTableSink(table, hadoopOptions, settings);
  }

  @Override
  public String asSummaryString() {
    return "Hudi table " + table.fullName();
  }

  /** The last operator of the sink, as the planner wants to have it. */
  private static final class AppendedSink extends DataStreamSink<Object> {
    @SuppressWarnings("unchecked")
    AppendedSink(Transformation<?> last) {
      super((PhysicalTransformation<Object>) last);
    }
  }
}
