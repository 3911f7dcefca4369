package io.tributary.common.change;

import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.RowType;

/**
 * Where in its source an event stood: bronze's {@code source} struct, by the kind of the source.
 */
public final class SourcePosition {

  /** In MySQL's binary log. */
  public static final RowType BINLOG =
      (RowType)
          DataTypes.ROW(
                  DataTypes.FIELD("server", DataTypes.STRING()),
                  DataTypes.FIELD("gtid", DataTypes.STRING()),
                  DataTypes.FIELD("file", DataTypes.STRING()),
                  DataTypes.FIELD("pos", DataTypes.BIGINT()),
                  DataTypes.FIELD("row", DataTypes.INT()))
              .getLogicalType();

  /** In MongoDB's change stream. */
  public static final RowType CHANGE_STREAM =
      (RowType)
          DataTypes.ROW(
                  DataTypes.FIELD("server", DataTypes.STRING()),
                  DataTypes.FIELD("resume_token", DataTypes.STRING()))
              .getLogicalType();

  private SourcePosition() {}

  /**
   * A position of {@link #BINLOG}.
   *
   * @param server MySQL's server_id
   * @param gtid the transaction's GTID; null for snapshot rows and where GTIDs are off
   * @param file binlog file; null for a plain snapshot row
   * @param position byte position of the event in the file; 0 for a plain snapshot row
   * @param row index of the row within its event, from 0
   */
  public static RowData ofBinlog(String server, String gtid, String file, long position, int row) {
    return GenericRowData.of(
        StringData.fromString(server),
        StringData.fromString(gtid),
        StringData.fromString(file),
        position,
        row);
  }

  /**
   * A position of {@link #CHANGE_STREAM}.
   *
   * @param server the servers that were asked: {@code host:port,host:port}
   * @param resumeToken the token's {@code _data}; null for a snapshot read
   */
  public static RowData ofChangeStream(String server, String resumeToken) {
    return GenericRowData.of(StringData.fromString(server), StringData.fromString(resumeToken));
  }
}
