package io.tributary.hudi.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Objects;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;
import org.apache.hudi.avro.HoodieAvroUtils;
import org.apache.hudi.common.model.HoodieRecord;
import org.apache.hudi.common.model.OverwriteWithLatestAvroPayload;
import org.apache.hudi.common.table.log.HoodieMergedLogRecordScanner;
import org.apache.hudi.configuration.FlinkOptions;
import org.apache.hudi.internal.schema.InternalSchema;
import org.apache.hudi.org.apache.avro.Schema;
import org.apache.hudi.org.apache.avro.generic.IndexedRecord;
import org.apache.hudi.table.format.FormatUtils;
import org.apache.hudi.table.format.mor.MergeOnReadInputSplit;
import org.apache.hudi.util.AvroToRowDataConverters;
import org.apache.hudi.util.AvroToRowDataConverters.AvroToRowDataConverter;

/**
 * The last change of every key in some log files: its row, or a delete with its record key.
 *
 * <p>Hudi's own reader takes the record key of a delete apart into columns; it loses what stands
 * before a colon or behind a comma in a value. Here the record key is left whole.
 */
final class LogChanges implements AutoCloseable {

  private final StringData partition;
  private final Schema schema;
  private final int[] positions;
  private final AvroToRowDataConverter[] converters;
  private final HoodieMergedLogRecordScanner scanner;
  private final Set<String> outdated = new HashSet<>();

  /**
   * Reads the log files.
   *
   * @param conf Hudi's options of the table, with its Avro schema
   * @param rowType the columns wanted; deletes take the record key and the partition path to be the
   *     last two
   * @param partition the partition's path
   */
  LogChanges(
      Configuration conf,
      org.apache.hadoop.conf.Configuration hadoop,
      MergeOnReadInputSplit split,
      RowType rowType,
      String partition) {
    this.partition = StringData.fromString(partition);
    this.schema =
        HoodieAvroUtils.addMetadataFields(
            new Schema.Parser().parse(conf.get(FlinkOptions.SOURCE_AVRO_SCHEMA)));
    this.positions =
        rowType.getFieldNames().stream().mapToInt(name -> schema.getField(name).pos()).toArray();
    this.converters =
        rowType.getChildren().stream()
            .map(AvroToRowDataConverters::createConverter)
            .toArray(AvroToRowDataConverter[]::new);
    this.scanner =
        FormatUtils.logScanner(
            split, schema, InternalSchema.getEmptyInternalSchema(), conf, hadoop);
  }

  /**
   * Whether a change takes the place of a base file's row. It does unless the row is newer, which
   * then replaces the change. The rule is that of Hudi's payloads, by which tables are compacted.
   *
   * @param ordering the row's value of the ordering column, null if there is none
   */
  boolean replaces(String recordKey, String ordering) {
    HoodieRecord<?> record = scanner.getRecords().get(recordKey);
    if (record == null) {
      return false;
    }
    OverwriteWithLatestAvroPayload change = payload(record);
    if (change.isDeleted(schema, null)
        || ordering == null
        || ordering.compareTo(change.getOrderingValue().toString()) <= 0) {
      return true;
    }
    outdated.add(recordKey);
    return false;
  }

  /**
   * The changes that base rows have not replaced.
   *
   * @param deletes whether deletes are among them
   */
  Iterator<RowData> changes(boolean deletes) {
    return StreamSupport.stream(scanner.spliterator(), false)
        .filter(record -> !outdated.contains(record.getRecordKey()))
        .map(record -> change(record, deletes))
        .filter(Objects::nonNull)
        .iterator();
  }

  private RowData change(HoodieRecord<?> record, boolean deletes) {
    OverwriteWithLatestAvroPayload change = payload(record);
    if (change.isDeleted(schema, null)) {
      return deletes ? delete(record.getRecordKey()) : null;
    }
    try {
      return row(change.getInsertValue(schema).get());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read a row of partition " + partition, e);
    }
  }

  /** All payloads that this project's tables have are of this kind. */
  private static OverwriteWithLatestAvroPayload payload(HoodieRecord<?> record) {
    return (OverwriteWithLatestAvroPayload) record.getData();
  }

  private RowData row(IndexedRecord image) {
    GenericRowData row = new GenericRowData(positions.length);
    for (int i = 0; i < positions.length; i++) {
      Object value = image.get(positions[i]);
      row.setField(i, value == null ? null : converters[i].convert(value));
    }
    return row;
  }

  private RowData delete(String recordKey) {
    GenericRowData delete = new GenericRowData(RowKind.DELETE, positions.length);
    delete.setField(positions.length - 2, StringData.fromString(recordKey));
    delete.setField(positions.length - 1, partition);
    return delete;
  }

  @Override
  public void close() {
    scanner.close();
  }
}
