package io.tributary.silver.source;

import io.tributary.common.bronze.BronzeFormat;
import io.tributary.common.change.Op;
import io.tributary.common.deadletter.DeadLetter;
import io.tributary.common.deadletter.RecordFailure;
import io.tributary.common.json.RowJson;
import io.tributary.common.parquet.RowParquet;
import io.tributary.common.schema.TableId;
import io.tributary.common.schema.TableSchema;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.ArrayResultIterator;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.parquet.hadoop.ParquetReader;

/**
 * Reads one bronze file: for each event the image that counts, with the event's metadata. What
 * cannot be read of it comes as a dead letter in its place; of a file that breaks off, one for the
 * rest.
 */
final class BronzeFileReader implements BulkFormat.Reader<SourceRow> {

  private static final int BATCH = 1_000;
  private static final int COPY_BYTES = 1 << 16;

  // The first columns of every bronze file, as of BronzeFormat.silverRowType.
  private static final int OP = 0;
  private static final int SEQ = 1;
  private static final int SOURCE_TS = 2;
  private static final int INGEST_TS = 3;

  private static final int TIMESTAMP_PRECISION = 3;

  private final Path path;
  private final String file;
  private final TableId table;
  private final InputTable input;
  private final int columns;
  private final ParquetReader<RowData> parquet;
  private final Queue<SourceRow> ahead = new ArrayDeque<>();
  private TableSchema schema;
  private EventImages images;
  private long events;
  private boolean ended;
  private long read;

  /**
   * @param file the file's path below the source's part of bronze
   * @param skip rows that have been read already
   */
  BronzeFileReader(Path path, long bytes, String file, InputTable input, long skip)
      throws IOException {
    this.path = path;
    this.file = file;
    this.table = input.source().table();
    this.input = input;
    this.columns = input.source().columns().size();
    this.parquet = RowParquet.reader(path, bytes, this::rowType);
    while (read < skip && next() != null) {
      read++;
    }
  }

  private RowType rowType(Map<String, String> footer) {
    schema = BronzeFormat.schema(footer);
    return BronzeFormat.silverRowType(schema);
  }

  @Override
  public BulkFormat.RecordIterator<SourceRow> readBatch() throws IOException {
    SourceRow[] rows = new SourceRow[BATCH];
    int count = 0;
    SourceRow row;
    while (count < BATCH && (row = next()) != null) {
      rows[count++] = row;
    }
    if (count == 0) {
      return null;
    }
    ArrayResultIterator<SourceRow> batch = new ArrayResultIterator<>();
    batch.set(rows, count, CheckpointedPosition.NO_OFFSET, read);
    read += count;
    return batch;
  }

  private SourceRow next() throws IOException {
    while (ahead.isEmpty()) {
      RowData event = ended ? null : nextEvent();
      if (event != null) {
        events++;
        read(event);
      } else if (ahead.isEmpty()) {
        return null;
      }
    }
    return ahead.remove();
  }

  /** Null at the end, and where nothing more can be read. */
  private RowData nextEvent() throws IOException {
    try {
      RowData event = parquet.read();
      if (event != null && images == null) {
        images = schema.documents() ? new DocumentImages(input) : new RowImages(schema, input);
      }
      ended = event == null;
      return event;
    } catch (SuppressRestartsException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      if (!contentIsToBlame()) {
        throw e;
      }
      ended = true;
      ahead.add(SourceRow.unreadable(DeadLetter.ofFile(table, file, events, e)));
      return null;
    }
  }

  /** Whether storage has the file and gives all of it, or has it no longer. */
  private boolean contentIsToBlame() {
    byte[] buffer = new byte[COPY_BYTES];
    try (InputStream bytes = path.getFileSystem().open(path)) {
      while (bytes.read(buffer) >= 0) {
        // That it can be read is all that is asked.
      }
      return true;
    } catch (FileNotFoundException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void read(RowData event) {
    String op = event.getString(OP).toString();
    try {
      if (op.equals(Op.TRUNCATE.letter())) {
        add(event, Op.TRUNCATE, target -> null);
      } else {
        images.read(event, Op.of(op), (as, image) -> add(event, as, image));
      }
    } catch (RuntimeException e) {
      if (!RecordFailure.isOfRecord(e)) {
        throw e;
      }
      ahead.add(
          SourceRow.unreadable(
              DeadLetter.ofEvent(
                  table,
                  op,
                  event.getString(SEQ).toString(),
                  file,
                  RowJson.of(event, BronzeFormat.silverRowType(schema)),
                  e)));
    }
  }

  private void add(RowData event, Op op, EventImages.Image image) {
    GenericRowData row = new GenericRowData(columns + 5);
    StringData rescued = image.fill(row);
    row.setField(columns, event.getString(SEQ));
    row.setField(columns + 1, StringData.fromString(op.letter()));
    row.setField(
        columns + 2,
        event.isNullAt(SOURCE_TS) ? null : event.getTimestamp(SOURCE_TS, TIMESTAMP_PRECISION));
    row.setField(columns + 3, event.getTimestamp(INGEST_TS, TIMESTAMP_PRECISION));
    row.setField(columns + 4, rescued);
    ahead.add(SourceRow.of(table, file, row));
  }

  @Override
  public void close() throws IOException {
    parquet.close();
  }
}
