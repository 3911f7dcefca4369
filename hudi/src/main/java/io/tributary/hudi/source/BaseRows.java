package io.tributary.hudi.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.NoSuchElementException;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.CloseableIterator;
import org.apache.parquet.hadoop.ParquetReader;

/** The rows of a Parquet file, none of which changes when the next is read. */
final class BaseRows implements CloseableIterator<RowData> {

  private final ParquetReader<RowData> file;
  private RowData next;

  /** Reads the first row, and thereby what a file's reader fetches first. */
  BaseRows(ParquetReader<RowData> file) throws IOException {
    this.file = file;
    this.next = file.read();
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public RowData next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    RowData row = next;
    try {
      next = file.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return row;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
