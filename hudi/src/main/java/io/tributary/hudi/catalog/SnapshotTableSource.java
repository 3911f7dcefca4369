package io.tributary.hudi.catalog;

import io.tributary.common.table.HudiTable;
import io.tributary.hudi.source.HudiSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.InputFormatProvider;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.abilities.SupportsLimitPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsPartitionPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsProjectionPushDown;
import org.apache.flink.table.types.DataType;
import org.apache.hudi.common.util.PartitionPathEncodeUtils;

/** A table as it is now. Reads the columns and the partitions that a query needs. */
final class SnapshotTableSource
    implements ScanTableSource,
        SupportsProjectionPushDown,
        SupportsPartitionPushDown,
        SupportsLimitPushDown {

  private final HudiTable table;
  private final Map<String, String> hadoopOptions;
  private List<String> columns;
  private List<String> partitions;
  private long limit = Long.MAX_VALUE;

  SnapshotTableSource(HudiTable table, Map<String, String> hadoopOptions) {
    this.table = table;
    this.hadoopOptions = hadoopOptions;
    this.columns = table.rowType().getFieldNames();
  }

  @Override
  public ChangelogMode getChangelogMode() {
    return ChangelogMode.insertOnly();
  }

  @Override
  public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
    return InputFormatProvider.of(
        new HudiSnapshot(table, hadoopOptions).format(columns, partitions, limit));
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
  public Optional<List<Map<String, String>>> listPartitions() {
    List<Map<String, String>> values = new ArrayList<>();
    for (String path : new HudiSnapshot(table, hadoopOptions).partitions()) {
      String value = path.substring(table.partition().length() + 1);
      values.add(Map.of(table.partition(), PartitionPathEncodeUtils.unescapePathName(value)));
    }
    return Optional.of(values);
  }

  @Override
  public void applyPartitions(List<Map<String, String>> remaining) {
    partitions =
        remaining.stream()
            .map(values -> values.get(table.partition()))
            .map(value -> PartitionPathEncodeUtils.escapePathName(value))
            .map(value -> table.partition() + "=" + value)
            .collect(Collectors.toList());
  }

  @Override
  public void applyLimit(long limit) {
    this.limit = limit;
  }

  @Override
  public DynamicTableSource copy() {
    SnapshotTableSource copy = new SnapshotTableSource(table, hadoopOptions);
    copy.columns = columns;
    copy.partitions = partitions;
    copy.limit = limit;
    return copy;
  }

  @Override
  public String asSummaryString() {
    return "rows of " + table.fullName();
  }
}
