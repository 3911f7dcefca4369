package io.tributary.common.change;

import java.io.Serializable;

/** Where in its source an event stood: bronze's {@code source} struct. */
public final class SourcePosition implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String server;
  private final String gtid;
  private final String file;
  private final long position;
  private final int row;

  /**
   * @param server MySQL's server_id
   * @param gtid the transaction's GTID; null for snapshot rows and where GTIDs are off
   * @param file binlog file; null for a plain snapshot row
   * @param position byte position of the event in the file; 0 for a plain snapshot row
   * @param row index of the row within its event, from 0
   */
  public SourcePosition(String server, String gtid, String file, long position, int row) {
    this.server = server;
    this.gtid = gtid;
    this.file = file;
    this.position = position;
    this.row = row;
  }

  public String server() {
    return server;
  }

  public String gtid() {
    return gtid;
  }

  public String file() {
    return file;
  }

  public long position() {
    return position;
  }

  public int row() {
    return row;
  }

  @Override
  public String toString() {
    return file == null ? "snapshot of server " + server : file + ":" + position + "#" + row;
  }
}
