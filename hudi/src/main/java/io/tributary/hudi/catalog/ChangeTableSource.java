package io.tributary.hudi.catalog;

import io.tributary.common.table.HudiTable;
import io.tributary.hudi.source.HudiChanges;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.ProviderContext;
import org.apache.flink.table.connector.source.DataStreamScanProvider;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.abilities.SupportsProjectionPushDown;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;

/**
 * A table as an upsert changelog. Flink puts a {@code ChangelogNormalize} behind it, which knows
 * the row that an upsert or delete replaces; so aggregates can take it back.
 */
final class ChangeTableSource implements ScanTableSource, SupportsProjectionPushDown {

  private final HudiTable table;
  private final Map<String, String> hadoopOptions;
  private final Duration poll;
  private List<String> columns;

  ChangeTableSource(HudiTable table, Map<String, String> hadoopOptions, Duration poll) {
    this.table = table;
    this.hadoopOptions = hadoopOptions;
    this.poll = poll;
    this.columns = table.rowType().getFieldNames();
  }

  @Override
  public ChangelogMode getChangelogMode() {
    return ChangelogMode.upsert();
  }

  @Override
  public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
    return new DataStreamScanProvider() {
      @Override
      public DataStream<RowData> produceDataStream(
          ProviderContext provider, StreamExecutionEnvironment env) {
        return HudiChanges.read(env, table, columns, hadoopOptions, poll, null);
      }

      @Override
      public boolean isBounded() {
        return false;
      }
    };
  }

  @Override
  public boolean supportsNestedProjection() {
    return false;
  }

  @Override
  public void applyProjection(int[][] projectedFields, DataType producedDataType) {
    List<String> names = table.rowType().getFieldNames();
    columns =
        Arrays.stream(projectedFields).map(path -> names.get(path[0])).collect(Collectors.toList());
  }

  @Override
  public DynamicTableSource copy() {
    ChangeTableSource copy = new ChangeTableSource(table, hadoopOptions, poll);
    copy.columns = columns;
    return copy;
  }

  @Override
  public String asSummaryString() {
    return "changes of " + table.fullName();
  }
}
