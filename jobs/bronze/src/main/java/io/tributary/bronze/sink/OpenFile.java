package io.tributary.bronze.sink;

import io.tributary.common.bronze.BronzeFormat;
import io.tributary.common.change.ChangeEvent;
import io.tributary.common.commitlog.CommittedFile;
import io.tributary.common.parquet.RowParquet;
import io.tributary.common.schema.TableSchema;
import java.io.IOException;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream;
import org.apache.flink.core.fs.RecoverableWriter;
import org.apache.flink.core.io.SimpleVersionedSerialization;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.IOUtils;
import org.apache.parquet.hadoop.ParquetWriter;

/** A bronze file being written: events of one table, of one version of its schema, of one hour. */
final class OpenFile {

  private static final int ROWS_BETWEEN_SIZE_CHECKS = 1_000;

  private final TableSchema schema;
  private final String hour;
  private final String path;
  private final RecoverableFsDataOutputStream out;
  private final ParquetWriter<RowData> parquet;

  private long rows;
  private String minSeq;
  private String maxSeq;
  private Long newestSourceTs;

  /**
   * @param hour the folder of the hour, below the source's part of bronze
   * @param path the file's path below the source's part of bronze
   */
  OpenFile(TableSchema schema, String hour, String path, RecoverableFsDataOutputStream out)
      throws IOException {
    this.schema = schema;
    this.hour = hour;
    this.path = path;
    this.out = out;
    this.parquet =
        RowParquet.writer(out, BronzeFormat.rowType(schema), BronzeFormat.footer(schema));
  }

  String hour() {
    return hour;
  }

  void write(ChangeEvent event) throws IOException {
    parquet.write(BronzeFormat.row(event));
    rows++;
    String seq = event.seq();
    minSeq = minSeq == null || seq.compareTo(minSeq) < 0 ? seq : minSeq;
    maxSeq = maxSeq == null || seq.compareTo(maxSeq) > 0 ? seq : maxSeq;
    Long sourceTs = event.sourceTs();
    if (sourceTs != null && (newestSourceTs == null || sourceTs > newestSourceTs)) {
      newestSourceTs = sourceTs;
    }
  }

  /**
   * Whether the file has grown past a size; looked at once in a while, since looking is not free.
   */
  boolean isLargerThan(long bytes) {
    return rows % ROWS_BETWEEN_SIZE_CHECKS == 0 && parquet.getDataSize() > bytes;
  }

  /** Ends the file. It comes to be only when what is returned is committed. */
  BronzeFile close(SimpleVersionedSerializer<RecoverableWriter.CommitRecoverable> serializer)
      throws IOException {
    parquet.close();
    long bytes = out.getPos();
    RecoverableWriter.CommitRecoverable recoverable = out.closeForCommit().getRecoverable();
    return new BronzeFile(
        new CommittedFile(schema.table(), path, rows, bytes, minSeq, maxSeq, newestSourceTs),
        SimpleVersionedSerialization.writeVersionAndSerialize(serializer, recoverable));
  }

  /** Gives the file up. */
  void abort() {
    IOUtils.closeQuietly(out);
  }
}
