package io.tributary.bronze.sink;

import io.tributary.bronze.Captured;
import io.tributary.common.bronze.BronzePaths;
import io.tributary.common.change.ChangeEvent;
import io.tributary.common.deadletter.DeadLetterQueue;
import io.tributary.common.schema.SchemaHistory;
import io.tributary.common.schema.TableSchema;
import io.tributary.common.storage.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.RecoverableWriter;

/**
 * Writes events to Parquet: one file at a time for each version of a table's schema. Every file
 * ends with its checkpoint, so that the writer needs no state of its own.
 */
final class BronzeWriter implements CommittingSinkWriter<Captured, BronzeFile> {

  /** Athena's sweet spot; fills only during snapshots. */
  private static final long MAX_FILE_BYTES = 128L << 20;

  private final Path root;
  private final RecoverableWriter fileSystem;
  private final ObjectStore store;
  private final SchemaHistory schemaHistory;
  private final CaptureMetrics metrics;
  private final DeadLetterQueue.Writer deadLetters;
  private final String prefix;

  private final Map<TableSchema, OpenFile> open = new HashMap<>();
  private final List<BronzeFile> closed = new ArrayList<>();
  private long files;

  // The last event's file: events of a table come in runs, and schemas are dear to hash.
  private TableSchema lastSchema;
  private OpenFile lastFile;

  /**
   * @param root the source's part of bronze
   * @param subtask tells apart the files of parallel writers to whoever looks at them
   */
  BronzeWriter(
      Path root,
      ObjectStore store,
      int subtask,
      CaptureMetrics metrics,
      DeadLetterQueue.Writer deadLetters)
      throws IOException {
    this.deadLetters = deadLetters;
    this.root = root;
    this.fileSystem = root.getFileSystem().createRecoverableWriter();
    this.store = store;
    this.schemaHistory = new SchemaHistory(store);
    this.metrics = metrics;
    this.prefix = subtask + "-" + UUID.randomUUID();
  }

  @Override
  public void write(Captured captured, Context context) throws IOException {
    if (captured.isSchemaChange()) {
      schemaHistory.record(captured.schemaChange());
      metrics.count(captured.schemaChange());
      return;
    }
    if (!captured.isChange()) {
      deadLetters.write(captured.deadLetter());
      return;
    }
    ChangeEvent event = captured.change();
    OpenFile file = file(event);
    file.write(event);
    metrics.count(event);
    if (file.isLargerThan(MAX_FILE_BYTES)) {
      close(event.schema());
    }
  }

  private OpenFile file(ChangeEvent event) throws IOException {
    TableSchema schema = event.schema();
    if (schema != lastSchema || lastFile == null) {
      lastSchema = schema;
      lastFile = open.get(schema);
    }
    String hour = BronzePaths.hour(schema.table(), event.ingestTs());
    if (lastFile != null && !lastFile.hour().equals(hour)) {
      close(schema);
    }
    if (lastFile == null) {
      String path = hour + "/" + prefix + "-" + files++ + ".parquet";
      lastFile = new OpenFile(schema, hour, path, fileSystem.open(new Path(root, path)));
      open.put(schema, lastFile);
    }
    return lastFile;
  }

  private void close(TableSchema schema) throws IOException {
    closed.add(open.remove(schema).close(fileSystem.getCommitRecoverableSerializer()));
    lastFile = null;
  }

  @Override
  public void flush(boolean endOfInput) {}

  @Override
  public Collection<BronzeFile> prepareCommit() throws IOException {
    for (TableSchema schema : List.copyOf(open.keySet())) {
      close(schema);
    }
    List<BronzeFile> files = List.copyOf(closed);
    closed.clear();
    return files;
  }

  @Override
  public void close() {
    open.values().forEach(OpenFile::abort);
    store.close();
    deadLetters.close();
  }
}
