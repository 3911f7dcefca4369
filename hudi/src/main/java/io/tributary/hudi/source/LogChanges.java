package io.tributary.hudi.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.types.RowKind;
import org.apache.hudi.common.model.HoodieAvroRecord;
import org.apache.hudi.common.model.HoodieRecord;
import org.apache.hudi.common.table.log.HoodieMergedLogRecordScanner;
import org.apache.hudi.common.util.Option;
import org.apache.hudi.common.util.collection.ClosableIterator;
import org.apache.hudi.internal.schema.InternalSchema;
import org.apache.hudi.org.apache.avro.Schema;
import org.apache.hudi.org.apache.avro.generic.GenericRecord;
import org.apache.hudi.org.apache.avro.generic.GenericRecordBuilder;
import org.apache.hudi.org.apache.avro.generic.IndexedRecord;
import org.apache.hudi.table.format.FormatUtils;
import org.apache.hudi.table.format.mor.MergeOnReadInputSplit;
import org.apache.hudi.table.format.mor.MergeOnReadTableState;
import org.apache.hudi.util.AvroToRowDataConverters;

/**
 * The last change of every key in some log files: its row, or a delete with its record key.
 *
 * <p>Hudi's own reader takes the record key of a delete apart into columns; it loses what stands
 * before a colon or behind a comma in a value. Here the record key is left whole.
 */
final class LogChanges implements ClosableIterator<RowData> {

  private final HoodieMergedLogRecordScanner scanner;
  private final Iterator<HoodieRecord> records;
  private final StringData partition;
  private final Schema schema;
  private final Schema requiredSchema;
  private final int[] requiredPositions;
  private final AvroToRowDataConverters.AvroToRowDataConverter converter;

  LogChanges(
      MergeOnReadInputSplit split,
      String partition,
      MergeOnReadTableState table,
      Configuration conf,
      org.apache.hadoop.conf.Configuration hadoopConf) {
    this.partition = StringData.fromString(partition);
    this.schema = new Schema.Parser().parse(table.getAvroSchema());
    this.requiredSchema = new Schema.Parser().parse(table.getRequiredAvroSchema());
    this.requiredPositions = table.getRequiredPositions();
    this.converter = AvroToRowDataConverters.createRowConverter(table.getRequiredRowType());
    this.scanner =
        FormatUtils.logScanner(
            split, schema, InternalSchema.getEmptyInternalSchema(), conf, hadoopConf);
    this.records = scanner.iterator();
  }

  @Override
  public boolean hasNext() {
    return records.hasNext();
  }

  @Override
  public RowData next() {
    HoodieAvroRecord<?> record = (HoodieAvroRecord<?>) records.next();
    Option<IndexedRecord> image;
    try {
      image = record.getData().getInsertValue(schema);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read a row of partition " + partition, e);
    }
    return image.isPresent() ? row(image.get()) : delete(record.getRecordKey());
  }

  private RowData row(IndexedRecord image) {
    GenericRecord required =
        FormatUtils.buildAvroRecordBySchema(
            image, requiredSchema, requiredPositions, new GenericRecordBuilder(requiredSchema));
    return (RowData) converter.convert(required);
  }

  private RowData delete(String recordKey) {
    GenericRowData delete = new GenericRowData(RowKind.DELETE, requiredPositions.length);
    delete.setField(requiredPositions.length - 2, StringData.fromString(recordKey));
    delete.setField(requiredPositions.length - 1, partition);
    return delete;
  }

  @Override
  public void close() {
    scanner.close();
  }
}
