package io.tributary.cli.bronze;

import io.tributary.common.bronze.BronzeFormat;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.InputFormatProvider;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.abilities.SupportsProjectionPushDown;
import org.apache.flink.table.types.DataType;

/** A table's changes, as they are now: the files that the commit log names. */
final class BronzeTableSource implements ScanTableSource, SupportsProjectionPushDown {

  private final BronzeTable table;
  private int[] columns;

  BronzeTableSource(BronzeTable table) {
    this.table = table;
    this.columns =
        IntStream.range(0, BronzeFormat.rowType(table.schema()).getFieldCount()).toArray();
  }

  @Override
  public ChangelogMode getChangelogMode() {
    return ChangelogMode.insertOnly();
  }

  @Override
  public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
    return InputFormatProvider.of(new BronzeInput(table, columns));
  }

  @Override
  public boolean supportsNestedProjection() {
    return false;
  }

  @Override
  public void applyProjection(int[][] projectedFields, DataType producedDataType) {
    columns = Arrays.stream(projectedFields).mapToInt(path -> path[0]).toArray();
  }

  @Override
  public DynamicTableSource copy() {
    BronzeTableSource copy = new BronzeTableSource(table);
    copy.columns = columns;
    return copy;
  }

  @Override
  public String asSummaryString() {
    return "changes of " + table.schema().table();
  }
}
