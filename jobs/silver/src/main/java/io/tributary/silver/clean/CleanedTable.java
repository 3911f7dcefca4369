package io.tributary.silver.clean;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;

/** A silver table's share of its source's events. */
public final class CleanedTable {

  private final SilverTable table;
  private final DataStream<RowData> rows;
  private final DataStream<String> truncations;

  CleanedTable(SilverTable table, DataStream<RowData> rows, DataStream<String> truncations) {
    this.table = table;
    this.rows = rows;
    this.truncations = truncations;
  }

  public SilverTable table() {
    return table;
  }

  /**
   * The cleaned rows: the table's columns, and behind them a BOOLEAN that says whether the row
   * meets the table's condition.
   */
  public DataStream<RowData> rows() {
    return rows;
  }

  /** The seqs at which the source's table was emptied. */
  public DataStream<String> truncations() {
    return truncations;
  }
}
