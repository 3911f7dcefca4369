package io.tributary.hivereader;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hive.common.FileUtils;
import org.apache.hadoop.hive.ql.io.parquet.serde.ArrayWritableObjectInspector;
import org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe;
import org.apache.hadoop.hive.serde.serdeConstants;
import org.apache.hadoop.hive.serde2.ColumnProjectionUtils;
import org.apache.hadoop.hive.serde2.SerDeException;
import org.apache.hadoop.hive.serde2.objectinspector.StructField;
import org.apache.hadoop.io.ArrayWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapred.FileInputFormat;
import org.apache.hadoop.mapred.FileSplit;
import org.apache.hadoop.mapred.InputSplit;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.RecordReader;
import org.apache.hadoop.mapred.Reporter;
import org.apache.hudi.hadoop.realtime.HoodieParquetRealtimeInputFormat;

/** Reads a merge-on-read table by the classes that Glue's table definition names for Athena. */
final class ReadTable {

  private static final String PARTITION_COLUMNS = "partition_columns";

  /** Hudi's own columns stand first in each file, and in the table's definition. */
  private static final List<String> META_COLUMNS =
      List.of(
          "_hoodie_commit_time",
          "_hoodie_commit_seqno",
          "_hoodie_record_key",
          "_hoodie_partition_path",
          "_hoodie_file_name");

  /** Takes a row: values by column, in order; the map is the caller's. */
  interface Rows {
    void take(Map<String, Object> row) throws IOException;
  }

  private final Path path;
  private final Map<String, String> columns;
  private final String partition;
  private final Configuration conf;

  /**
   * @param columns Hive types by column, in the order they have in storage, without the partition
   * @param partition name of the partition column, or null
   */
  ReadTable(String path, Map<String, String> columns, String partition, Configuration conf) {
    this.path = new Path(path);
    this.columns = columns;
    this.partition = partition;
    this.conf = conf;
  }

  /** Parses {@code id:bigint,amount:decimal(12,2)}. */
  static Map<String, String> columns(String text) {
    Map<String, String> columns = new LinkedHashMap<>();
    int start = 0;
    int depth = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ',';
      depth += c == '(' || c == '<' ? 1 : c == ')' || c == '>' ? -1 : 0;
      if (c == ',' && depth <= 0) {
        addColumn(columns, text.substring(start, i));
        start = i + 1;
      }
    }
    return columns;
  }

  private static void addColumn(Map<String, String> columns, String column) {
    int colon = column.indexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("Expected column:type, not '" + column + "'");
    }
    columns.put(column.substring(0, colon).trim(), column.substring(colon + 1).trim());
  }

  void forEach(Rows rows) throws IOException, SerDeException {
    Map<String, String> stored = new LinkedHashMap<>();
    META_COLUMNS.forEach(column -> stored.put(column, "string"));
    stored.putAll(columns);
    JobConf job = new JobConf(conf);
    job.set(serdeConstants.LIST_COLUMNS, String.join(",", stored.keySet()));
    job.set(serdeConstants.LIST_COLUMN_TYPES, String.join(":", stored.values()));
    job.setBoolean(ColumnProjectionUtils.READ_ALL_COLUMNS, false);
    job.set(ColumnProjectionUtils.READ_COLUMN_NAMES_CONF_STR, String.join(",", columns.keySet()));
    job.set(
        ColumnProjectionUtils.READ_COLUMN_IDS_CONF_STR,
        IntStream.range(META_COLUMNS.size(), stored.size())
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(",")));
    if (partition != null) {
      job.set(PARTITION_COLUMNS, partition);
    }
    List<Path> inputs = inputs();
    if (inputs.isEmpty()) {
      return;
    }
    FileInputFormat.setInputPaths(job, inputs.toArray(new Path[0]));

    ParquetHiveSerDe serde = new ParquetHiveSerDe();
    Properties table = new Properties();
    table.setProperty(serdeConstants.LIST_COLUMNS, job.get(serdeConstants.LIST_COLUMNS));
    table.setProperty(serdeConstants.LIST_COLUMN_TYPES, job.get(serdeConstants.LIST_COLUMN_TYPES));
    serde.initialize(job, table);

    HoodieParquetRealtimeInputFormat format = new HoodieParquetRealtimeInputFormat();
    format.setConf(job);
    for (InputSplit split : format.getSplits(job, 1)) {
      read(format, new JobConf(job), split, serde, rows);
    }
  }

  /**
   * The directories that hold files: of the partitions, which a catalog would name, or the table's.
   */
  private List<Path> inputs() throws IOException {
    List<Path> inputs = new ArrayList<>();
    if (partition == null) {
      inputs.add(path);
      return inputs;
    }
    FileSystem fs = path.getFileSystem(conf);
    for (FileStatus file : fs.listStatus(path)) {
      if (file.isDirectory() && file.getPath().getName().startsWith(partition + "=")) {
        inputs.add(file.getPath());
      }
    }
    return inputs;
  }

  private void read(
      HoodieParquetRealtimeInputFormat format,
      JobConf job,
      InputSplit split,
      ParquetHiveSerDe serde,
      Rows rows)
      throws IOException, SerDeException {
    ArrayWritableObjectInspector inspector =
        (ArrayWritableObjectInspector) serde.getObjectInspector();
    RecordReader<NullWritable, ArrayWritable> reader =
        format.getRecordReader(split, job, Reporter.NULL);
    try {
      NullWritable key = reader.createKey();
      ArrayWritable value = reader.createValue();
      while (reader.next(key, value)) {
        Map<String, Object> row = new LinkedHashMap<>();
        Object struct = serde.deserialize(value);
        for (StructField field : inspector.getAllStructFieldRefs()) {
          if (META_COLUMNS.contains(field.getFieldName())) {
            continue;
          }
          row.put(
              field.getFieldName(),
              Values.of(
                  inspector.getStructFieldData(struct, field), field.getFieldObjectInspector()));
        }
        if (partition != null) {
          row.put(partition, partitionOf(split));
        }
        rows.take(row);
      }
    } finally {
      reader.close();
    }
  }

  private String partitionOf(InputSplit split) {
    String directory = ((FileSplit) split).getPath().getParent().getName();
    return FileUtils.unescapePathName(directory.substring(directory.indexOf('=') + 1));
  }
}
