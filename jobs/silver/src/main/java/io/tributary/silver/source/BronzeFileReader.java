package io.tributary.silver.source;

import io.tributary.common.bronze.BronzeFormat;
import io.tributary.common.change.Op;
import io.tributary.common.parquet.RowParquet;
import io.tributary.common.schema.TableId;
import io.tributary.common.schema.TableSchema;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.ArrayResultIterator;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.parquet.hadoop.ParquetReader;

/** Reads one bronze file: for each event the image that counts, with the event's metadata. */
final class BronzeFileReader implements BulkFormat.Reader<SourceRow> {

  private static final int BATCH = 1_000;

  // The first columns of every bronze file, as of BronzeFormat.silverRowType.
  private static final int OP = 0;
  private static final int SEQ = 1;
  private static final int SOURCE_TS = 2;
  private static final int INGEST_TS = 3;

  private static final int TIMESTAMP_PRECISION = 3;

  private final TableId table;
  private final InputTable input;
  private final int columns;
  private final ParquetReader<RowData> parquet;
  private final Queue<SourceRow> ahead = new ArrayDeque<>();
  private TableSchema schema;
  private EventImages images;
  private long read;

  /**
   * @param skip rows that have been read already
   */
  BronzeFileReader(Path path, long bytes, InputTable input, long skip) throws IOException {
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
      RowData event = parquet.read();
      if (event == null) {
        return null;
      }
      if (images == null) {
        images = schema.documents() ? new DocumentImages(input) : new RowImages(schema, input);
      }
      Op op = Op.of(event.getString(OP).toString());
      if (op == Op.TRUNCATE) {
        add(event, op, target -> null);
      } else {
        images.read(event, op, (as, image) -> add(event, as, image));
      }
    }
    return ahead.remove();
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
    ahead.add(new SourceRow(table, row));
  }

  @Override
  public void close() throws IOException {
    parquet.close();
  }
}
