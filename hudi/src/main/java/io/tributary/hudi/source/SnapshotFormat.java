package io.tributary.hudi.source;

import io.tributary.common.table.HudiTable;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.io.DefaultInputSplitAssigner;
import org.apache.flink.api.common.io.RichInputFormat;
import org.apache.flink.api.common.io.statistics.BaseStatistics;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.io.InputSplitAssigner;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.CloseableIterator;

/** The rows of a table as they are when a batch job begins; none of a table that does not exist. */
final class SnapshotFormat extends RichInputFormat<RowData, SnapshotSplit> {

  private static final long serialVersionUID = 1L;

  private final HudiTable table;
  private final Configuration conf;
  private final List<String> partitions;
  private final SliceReader files;
  private final long limit;

  private transient CloseableIterator<RowData> rows;
  private transient long read;

  /**
   * @param conf Hudi's options of the table, its name among them
   * @param columns names of the columns to read
   * @param partitions paths of the partitions to read, null for all
   * @param limit so many rows are enough
   */
  SnapshotFormat(
      HudiTable table,
      Configuration conf,
      List<String> columns,
      List<String> partitions,
      long limit) {
    this.table = table;
    this.conf = conf;
    this.partitions = partitions;
    this.files = SliceReader.ofRows(conf, table.rowType(), columns);
    this.limit = limit;
  }

  @Override
  public void configure(Configuration parameters) {}

  @Override
  public BaseStatistics getStatistics(BaseStatistics cached) {
    return cached;
  }

  @Override
  public SnapshotSplit[] createInputSplits(int least) throws IOException {
    List<RoundSplit> slices = new RoundPlanner(conf, table.rowType()).snapshot(partitions);
    SnapshotSplit[] splits = new SnapshotSplit[slices.size()];
    for (int i = 0; i < splits.length; i++) {
      splits[i] = new SnapshotSplit(i, slices.get(i));
    }
    return splits;
  }

  @Override
  public InputSplitAssigner getInputSplitAssigner(SnapshotSplit[] splits) {
    return new DefaultInputSplitAssigner(splits);
  }

  @Override
  public void open(SnapshotSplit split) throws IOException {
    rows = read < limit ? files.open(split.files()) : CloseableIterator.empty();
  }

  @Override
  public boolean reachedEnd() {
    return read >= limit || !rows.hasNext();
  }

  @Override
  public RowData nextRecord(RowData reuse) {
    read++;
    return rows.next();
  }

  @Override
  public void close() throws IOException {
    if (rows == null) {
      return;
    }
    try {
      rows.close();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("Cannot close files of " + table.fullName(), e);
    }
    rows = null;
  }
}
