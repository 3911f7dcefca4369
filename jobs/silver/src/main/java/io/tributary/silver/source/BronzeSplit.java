package io.tributary.silver.source;

import io.tributary.common.schema.TableId;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.core.fs.Path;

/** A bronze file to read, and the table it belongs to. */
public final class BronzeSplit extends FileSourceSplit {

  private static final long serialVersionUID = 1L;

  private final TableId table;

  /**
   * @param path the file's full path, which also identifies the split
   * @param bytes the file's length
   */
  BronzeSplit(TableId table, Path path, long bytes, CheckpointedPosition position) {
    super(path.toString(), path, 0, bytes, 0, bytes, NO_HOSTS, position);
    this.table = table;
  }

  private static final String[] NO_HOSTS = {};

  TableId table() {
    return table;
  }

  @Override
  public FileSourceSplit updateWithCheckpointedPosition(CheckpointedPosition position) {
    return new BronzeSplit(table, path(), length(), position);
  }
}
