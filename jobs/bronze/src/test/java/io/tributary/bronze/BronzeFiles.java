package io.tributary.bronze;

import io.tributary.common.bronze.BronzeFormat;
import io.tributary.common.commitlog.CommitLogReader;
import io.tributary.common.commitlog.CommittedFile;
import io.tributary.common.parquet.RowParquet;
import io.tributary.common.schema.TableSchema;
import io.tributary.common.storage.ObjectStore;
import io.tributary.common.storage.StorageAddress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.parquet.hadoop.ParquetReader;

/** Reads bronze as a stranger would: by the commit log, each file once. */
final class BronzeFiles {

  private final StorageAddress root;

  BronzeFiles(StorageAddress root) {
    this.root = root;
  }

  /** Every event of a table, as maps of bronze's columns; images are maps of the source's. */
  List<Map<String, Object>> events(String table) throws IOException {
    List<Map<String, Object>> events = new ArrayList<>();
    for (CommittedFile file : files().values()) {
      if (file.table().name().equals(table)) {
        List<Map<String, Object>> rows = rows(file);
        if (rows.size() != file.rows()) {
          throw new AssertionError(file + " has " + rows.size() + " rows");
        }
        events.addAll(rows);
      }
    }
    return events;
  }

  Map<String, CommittedFile> files() throws IOException {
    Map<String, CommittedFile> files = new LinkedHashMap<>();
    try (ObjectStore store = root.open()) {
      CommitLogReader log = new CommitLogReader(store);
      for (String name : log.namesAfter(CommitLogReader.START, 1_000)) {
        log.read(name).files().forEach(file -> files.put(file.path(), file));
      }
    }
    return files;
  }

  private List<Map<String, Object>> rows(CommittedFile file) throws IOException {
    List<Map<String, Object>> rows = new ArrayList<>();
    RowType[] type = new RowType[1];
    try (ParquetReader<RowData> reader =
        RowParquet.reader(
            new Path(root.address() + "/" + file.path()),
            file.bytes(),
            footer -> {
              TableSchema schema = BronzeFormat.schema(footer);
              type[0] = BronzeFormat.rowType(schema);
              return type[0];
            })) {
      RowData row;
      while ((row = reader.read()) != null) {
        rows.add(values(row, type[0]));
      }
    }
    return rows;
  }

  private static Map<String, Object> values(RowData row, RowType type) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < type.getFieldCount(); i++) {
      Object value = RowData.createFieldGetter(type.getTypeAt(i), i).getFieldOrNull(row);
      values.put(
          type.getFieldNames().get(i),
          value instanceof RowData ? values((RowData) value, (RowType) type.getTypeAt(i)) : value);
    }
    return values;
  }
}
