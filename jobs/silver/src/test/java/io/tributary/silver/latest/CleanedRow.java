package io.tributary.silver.latest;

import io.tributary.common.change.Op;
import io.tributary.common.change.Seq;
import io.tributary.common.table.HudiTable;
import io.tributary.common.table.Metadata;
import java.util.List;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.RowType;

/** A row as cleaning makes it of an event, for a partitioned table with soft deletes. */
final class CleanedRow {

  static final HudiTable TABLE =
      new HudiTable(
          "shop",
          "orders",
          "file:///silver/shop/orders",
          (RowType)
              DataTypes.ROW(
                      DataTypes.FIELD("id", DataTypes.INT().notNull()),
                      DataTypes.FIELD("status", DataTypes.STRING()),
                      DataTypes.FIELD(Metadata.SEQ, DataTypes.STRING()),
                      DataTypes.FIELD(Metadata.OP, DataTypes.STRING()),
                      DataTypes.FIELD(Metadata.SOURCE_TS, DataTypes.TIMESTAMP(3)),
                      DataTypes.FIELD(Metadata.INGEST_TS, DataTypes.TIMESTAMP(3)),
                      DataTypes.FIELD(Metadata.RESCUED, DataTypes.STRING()),
                      DataTypes.FIELD(Metadata.DELETED, DataTypes.BOOLEAN()),
                      DataTypes.FIELD(Metadata.PARTITION, DataTypes.STRING()))
                  .notNull()
                  .getLogicalType(),
          List.of("id"),
          Metadata.PARTITION,
          1);

  static final int ID = 0;
  static final int STATUS = 1;
  static final int ROW_SEQ = 2;
  static final int DELETED = 7;
  static final int PARTITION = 8;

  final Op op;
  final long position;
  final String partition;
  final boolean kept;

  /**
   * @param position in the source's log
   * @param kept whether the row meets the table's condition
   */
  CleanedRow(Op op, long position, String partition, boolean kept) {
    this.op = op;
    this.position = position;
    this.partition = partition;
    this.kept = kept;
  }

  String seq() {
    return Seq.ofBinlog(Seq.FIRST_EPOCH, "binlog.000001", position, 0);
  }

  /** Each event leaves a status of its own. */
  String status() {
    return "status-" + position + op.letter();
  }

  RowData of(int id) {
    return GenericRowData.of(
        id,
        StringData.fromString(status()),
        StringData.fromString(seq()),
        StringData.fromString(op.letter()),
        op == Op.SNAPSHOT ? null : TimestampData.fromEpochMillis(position),
        TimestampData.fromEpochMillis(position),
        null,
        op == Op.DELETE,
        StringData.fromString(partition),
        kept);
  }

  @Override
  public String toString() {
    return op.letter() + position + "@" + partition + (kept ? "" : "-");
  }
}
