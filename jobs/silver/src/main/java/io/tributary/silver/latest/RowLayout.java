package io.tributary.silver.latest;

import io.tributary.common.change.Op;
import io.tributary.common.table.HudiTable;
import io.tributary.common.table.Metadata;
import java.io.Serializable;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.RowType;

/**
 * Where things stand in a cleaned row: the table's columns in order, and behind them whether the
 * row meets the table's condition.
 */
final class RowLayout implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final int ABSENT = -1;

  private final int columns;
  private final int seq;
  private final int op;
  private final int sourceTs;
  private final int rescued;
  private final int partition;

  RowLayout(HudiTable table) {
    RowType type = table.rowType();
    columns = type.getFieldCount();
    seq = type.getFieldIndex(Metadata.SEQ);
    op = type.getFieldIndex(Metadata.OP);
    sourceTs = type.getFieldIndex(Metadata.SOURCE_TS);
    rescued = type.getFieldIndex(Metadata.RESCUED);
    partition = table.isPartitioned() ? columns - 1 : ABSENT;
  }

  int columns() {
    return columns;
  }

  String seq(RowData row) {
    return row.getString(seq).toString();
  }

  int seqPosition() {
    return seq;
  }

  /** Whether the source deleted the row, whose last image it is. */
  boolean isDelete(RowData row) {
    return row.getString(op).toString().equals(Op.DELETE.letter());
  }

  /** Whether the row meets the table's condition. */
  boolean isKept(RowData row) {
    return row.getBoolean(columns);
  }

  boolean isRescued(RowData row) {
    return !row.isNullAt(rescued);
  }

  /** When the source committed the change, in epoch milliseconds; null for snapshot rows. */
  Long sourceTs(RowData row) {
    if (row.isNullAt(sourceTs)) {
      return null;
    }
    TimestampData timestamp = row.getTimestamp(sourceTs, 3);
    return timestamp.getMillisecond();
  }

  /** Null if the table has no partitions. */
  String partition(RowData row) {
    return partition == ABSENT ? null : row.getString(partition).toString();
  }

  /** Position of the partition column; -1 if the table has none. */
  int partitionPosition() {
    return partition;
  }
}
