package io.tributary.silver.source;

import io.tributary.common.schema.TableId;
import java.io.IOException;
import java.util.HashMap;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.core.fs.Path;

/** Reads bronze files as rows for silver. */
final class BronzeRowFormat implements BulkFormat<SourceRow, BronzeSplit> {

  private static final long serialVersionUID = 1L;

  private final String root;
  private final HashMap<TableId, InputTable> tables;

  /**
   * @param root address of the source's part of bronze
   */
  BronzeRowFormat(String root, HashMap<TableId, InputTable> tables) {
    this.root = root;
    this.tables = tables;
  }

  @Override
  public Reader<SourceRow> createReader(Configuration configuration, BronzeSplit split)
      throws IOException {
    return restoreReader(configuration, split);
  }

  @Override
  public Reader<SourceRow> restoreReader(Configuration configuration, BronzeSplit split)
      throws IOException {
    InputTable table = tables.get(split.table());
    if (table == null) {
      // In the state of a job that is started again without the table.
      return new NothingReader();
    }
    long skip =
        split.getReaderPosition().map(CheckpointedPosition::getRecordsAfterOffset).orElse(0L);
    String file = split.path().toString().substring(new Path(root).toString().length() + 1);
    return new BronzeFileReader(split.path(), split.length(), file, table, skip);
  }

  @Override
  public boolean isSplittable() {
    return false;
  }

  @Override
  public TypeInformation<SourceRow> getProducedType() {
    return new SourceRowTypeInfo(tables);
  }

  private static final class NothingReader implements Reader<SourceRow> {
    @Override
    public RecordIterator<SourceRow> readBatch() {
      return null;
    }

    @Override
    public void close() {}
  }
}
