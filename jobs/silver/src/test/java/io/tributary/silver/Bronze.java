package io.tributary.silver;

import io.tributary.common.bronze.BronzeFormat;
import io.tributary.common.bronze.BronzePaths;
import io.tributary.common.change.Op;
import io.tributary.common.change.Seq;
import io.tributary.common.commitlog.CommitLogWriter;
import io.tributary.common.commitlog.CommittedFile;
import io.tributary.common.parquet.RowParquet;
import io.tributary.common.schema.TableSchema;
import io.tributary.common.storage.ObjectStore;
import io.tributary.common.storage.StorageAddress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.parquet.hadoop.ParquetWriter;

/** A source's part of bronze, written as the bronze job writes it. */
public final class Bronze implements AutoCloseable {

  private static final long INGEST_TS = 1_700_000_000_000L;

  private final StorageAddress root;
  private final ObjectStore store;
  private final CommitLogWriter log;
  private final List<CommittedFile> uncommitted = new ArrayList<>();
  private long checkpoint;

  public Bronze(StorageAddress root) throws IOException {
    this.root = root;
    this.store = root.open();
    this.log = CommitLogWriter.begin(store);
  }

  public StorageAddress root() {
    return root;
  }

  /** An event at a position of the log, with images of plain Java or Flink values. */
  public static RowData event(Op op, long position, RowData before, RowData after) {
    return GenericRowData.of(
        StringData.fromString(op.letter()),
        StringData.fromString(Seq.ofBinlog(Seq.FIRST_EPOCH, "binlog.000001", position, 0)),
        op == Op.SNAPSHOT ? null : TimestampData.fromEpochMillis(INGEST_TS + position),
        TimestampData.fromEpochMillis(INGEST_TS + position),
        GenericRowData.of(
            StringData.fromString("1"), null, StringData.fromString("binlog.000001"), position, 0),
        before,
        after,
        null);
  }

  /** The word that the table was emptied at a position of the log. */
  public static RowData truncation(long position) {
    return event(Op.TRUNCATE, position, null, null);
  }

  /**
   * A document's event.
   *
   * @param increment of the cluster time, whose seconds are always the same
   * @param before Extended JSON, or null
   * @param after Extended JSON, or null
   */
  public static RowData document(Op op, long increment, String key, String before, String after) {
    String seq =
        op == Op.SNAPSHOT
            ? Seq.ofDocumentSnapshot(Seq.FIRST_EPOCH, 1, increment)
            : Seq.ofChangeStream(Seq.FIRST_EPOCH, 1, increment, "820000000100000000" + "2B");
    return GenericRowData.of(
        StringData.fromString(op.letter()),
        StringData.fromString(seq),
        op == Op.SNAPSHOT ? null : TimestampData.fromEpochMillis(INGEST_TS + increment),
        TimestampData.fromEpochMillis(INGEST_TS + increment),
        GenericRowData.of(StringData.fromString("h:1"), null),
        StringData.fromString(key),
        StringData.fromString(before),
        StringData.fromString(after));
  }

  /** Text values become Flink's. */
  public static RowData row(Object... values) {
    GenericRowData row = new GenericRowData(values.length);
    for (int i = 0; i < values.length; i++) {
      row.setField(
          i, values[i] instanceof String ? StringData.fromString((String) values[i]) : values[i]);
    }
    return row;
  }

  /** Writes a file, which readers learn of with the next {@link #commit}. */
  public Bronze write(TableSchema schema, RowData... events) throws IOException {
    String path =
        BronzePaths.hour(schema.table(), INGEST_TS) + "/" + UUID.randomUUID() + ".parquet";
    Path file = new Path(root.address() + "/" + path);
    long bytes;
    try (FSDataOutputStream out =
        file.getFileSystem().create(file, FileSystem.WriteMode.NO_OVERWRITE)) {
      ParquetWriter<RowData> writer =
          RowParquet.writer(out, BronzeFormat.rowType(schema), BronzeFormat.footer(schema));
      for (RowData event : events) {
        writer.write(event);
      }
      writer.close();
      bytes = out.getPos();
    }
    uncommitted.add(new CommittedFile(schema.table(), path, events.length, bytes, "-", "-", null));
    return this;
  }

  /** Names what was written since the last commit in the commit log. */
  public String commit() throws IOException {
    String name = log.append(checkpoint++, uncommitted);
    uncommitted.clear();
    return name;
  }

  @Override
  public void close() {
    store.close();
  }
}
