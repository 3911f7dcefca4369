package io.tributary.silver.source;

import io.tributary.common.schema.TableId;
import org.apache.flink.table.data.RowData;

/**
 * An image of a source's row, as its table's cleaning takes it; or the word that the table has been
 * emptied, which has no image, and metadata only. Never altered once made.
 */
public final class SourceRow {

  private final TableId table;
  private final RowData row;

  /**
   * @param row has the table's {@link InputTable#rowType()}
   */
  public SourceRow(TableId table, RowData row) {
    this.table = table;
    this.row = row;
  }

  public TableId table() {
    return table;
  }

  public RowData row() {
    return row;
  }
}
