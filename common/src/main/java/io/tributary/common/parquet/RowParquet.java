package io.tributary.common.parquet;

import java.io.IOException;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.OutputFile;

/**
 * Parquet files of rows, over Flink's file systems.
 *
 * <p>The Parquet library is the one on the job's class path: bronze writes with Flink's, silver
 * reads with the one inside the Hudi bundle.
 */
public final class RowParquet {

  /** Small enough that a writer for each of many tables fits in a task's heap. */
  private static final long ROW_GROUP_BYTES = 32L << 20;

  private static final int PAGE_BYTES = 256 << 10;

  private RowParquet() {}

  /**
   * Begins a zstd-compressed file.
   *
   * @param out where it goes; closing the writer flushes but does not close it, so that the caller
   *     decides whether the file comes to be
   * @param footer entries for the footer's key-value metadata
   */
  public static ParquetWriter<RowData> writer(
      FSDataOutputStream out, RowType rowType, Map<String, String> footer) throws IOException {
    return new WriterBuilder(new FlinkOutputFile(out), new RowWriteSupport(rowType, footer))
        .withCompressionCodec(CompressionCodecName.ZSTD)
        .withRowGroupSize(ROW_GROUP_BYTES)
        .withPageSize(PAGE_BYTES)
        .withDictionaryPageSize(PAGE_BYTES)
        .build();
  }

  /**
   * Opens a file.
   *
   * @param length the file's length in bytes, where known, or -1
   * @param rowType the type to read, given the footer's entries: a part of what was written
   */
  public static ParquetReader<RowData> reader(
      Path path, long length, Function<Map<String, String>, RowType> rowType) throws IOException {
    FileSystem fileSystem = path.getFileSystem();
    long bytes = length >= 0 ? length : fileSystem.getFileStatus(path).getLen();
    return new ReaderBuilder(
            FlinkInputFile.open(fileSystem, path, bytes), new RowReadSupport(rowType))
        .build();
  }

  /**
   * Opens a file that is not on one of Flink's file systems, such as a Hudi table's.
   *
   * @param rowType the type to read; columns that the file lacks are null
   */
  public static ParquetReader<RowData> reader(InputFile file, RowType rowType) throws IOException {
    return new ReaderBuilder(file, new RowReadSupport(footer -> rowType)).build();
  }

  private static final class WriterBuilder extends ParquetWriter.Builder<RowData, WriterBuilder> {

    private final RowWriteSupport support;

    WriterBuilder(OutputFile file, RowWriteSupport support) {
      super(file);
      this.support = support;
    }

    @Override
    protected WriterBuilder self() {
      return this;
    }

    @Override
    protected WriteSupport<RowData> getWriteSupport(Configuration configuration) {
      return support;
    }
  }

  private static final class ReaderBuilder extends ParquetReader.Builder<RowData> {

    private final RowReadSupport support;

    ReaderBuilder(InputFile file, RowReadSupport support) {
      super(file);
      this.support = support;
    }

    @Override
    protected ReadSupport<RowData> getReadSupport() {
      return support;
    }
  }
}
