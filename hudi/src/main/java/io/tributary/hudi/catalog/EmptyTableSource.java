package io.tributary.hudi.catalog;

import java.util.List;
import org.apache.flink.api.java.io.CollectionInputFormat;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.InputFormatProvider;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;

/** A table that nothing has been written to yet. */
final class EmptyTableSource implements ScanTableSource {

  private final RowType rowType;

  EmptyTableSource(DataType rowType) {
    this.rowType = (RowType) rowType.getLogicalType();
  }

  private EmptyTableSource(RowType rowType) {
    this.rowType = rowType;
  }

  @Override
  public ChangelogMode getChangelogMode() {
    return ChangelogMode.insertOnly();
  }

  @Override
  public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
    return InputFormatProvider.of(
        new CollectionInputFormat<>(List.of(), new RowDataSerializer(rowType)));
  }

  @Override
  public DynamicTableSource copy() {
    return new EmptyTableSource(rowType);
  }

  @Override
  public String asSummaryString() {
    return "empty table";
  }
}
