package io.tributary.hudi;

import io.tributary.common.table.HudiTable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hudi.avro.HoodieAvroUtils;
import org.apache.hudi.common.fs.FSUtils;
import org.apache.hudi.common.model.DeleteRecord;
import org.apache.hudi.common.model.HoodieAvroIndexedRecord;
import org.apache.hudi.common.model.HoodieLogFile;
import org.apache.hudi.common.model.HoodiePartitionMetadata;
import org.apache.hudi.common.model.HoodieRecord;
import org.apache.hudi.common.model.IOType;
import org.apache.hudi.common.table.HoodieTableMetaClient;
import org.apache.hudi.common.table.log.AppendResult;
import org.apache.hudi.common.table.log.HoodieLogFormat;
import org.apache.hudi.common.table.log.block.HoodieAvroDataBlock;
import org.apache.hudi.common.table.log.block.HoodieDeleteBlock;
import org.apache.hudi.common.table.log.block.HoodieLogBlock;
import org.apache.hudi.common.table.log.block.HoodieLogBlock.HeaderMetadataType;
import org.apache.hudi.configuration.FlinkOptions;
import org.apache.hudi.configuration.OptionsResolver;
import org.apache.hudi.org.apache.avro.Schema;
import org.apache.hudi.org.apache.avro.generic.GenericData;
import org.apache.hudi.util.RowDataToAvroConverters;
import org.apache.hudi.util.RowDataToAvroConverters.RowDataToAvroConverter;

/**
 * Writes the rows of a bucket as one Hudi log file: a block of rows, then a block of deletes.
 *
 * <p>It goes straight from Flink's rows to Avro. Hudi's append handle, by way of its record
 * payloads, converts each row three times, and loads the timeline and lists the partition for each
 * file it writes.
 */
final class LogWriter {

  /** Ordering value of deletes in tables without an ordering column: the later one wins. */
  private static final Comparable<?> NATURAL_ORDER = 0;

  private static final int META_FIELDS = 5;
  private static final String PARTITION_DEPTH = "partitionDepth";

  private final Path basePath;
  private final FileSystem fs;
  private final FileSlices slices;
  private final RecordKeys keys;
  private final Schema schema;
  private final RowData.FieldGetter[] getters;
  private final RowDataToAvroConverter[] converters;
  private final int orderingField;
  private final int subtask;
  private final String writeToken;
  private final AtomicLong sequence = new AtomicLong();

  /**
   * @param subtask index of the subtask that writes
   * @param attempt a number that no other attempt at writing the table has
   */
  LogWriter(
      HudiTable table,
      Configuration conf,
      RecordKeys keys,
      FileSlices slices,
      int subtask,
      int attempt)
      throws IOException {
    RowType type = table.rowType();
    this.basePath = new Path(conf.get(FlinkOptions.PATH));
    this.fs = new NewFiles(basePath.getFileSystem(HudiClients.hadoop(conf)));
    this.slices = slices;
    this.keys = keys;
    this.schema =
        HoodieAvroUtils.addMetadataFields(
            new Schema.Parser().parse(conf.get(FlinkOptions.SOURCE_AVRO_SCHEMA)), false);
    this.getters = new RowData.FieldGetter[type.getFieldCount()];
    this.converters = new RowDataToAvroConverter[type.getFieldCount()];
    for (int i = 0; i < getters.length; i++) {
      getters[i] = RowData.createFieldGetter(type.getTypeAt(i).copy(true), i);
      converters[i] = RowDataToAvroConverters.createConverter(type.getTypeAt(i));
    }
    String ordering = OptionsResolver.getPreCombineField(conf);
    this.orderingField = ordering == null ? -1 : type.getFieldIndex(ordering);
    this.subtask = subtask;
    this.writeToken = FSUtils.makeWriteToken(subtask, 0, attempt);
  }

  /** Writes all that is buffered, in the name of an instant that the coordinator has opened. */
  List<WrittenLog> write(String instant, RowBuffer buffer) throws IOException {
    List<String> partitions = new ArrayList<>();
    buffer.byBucket().keySet().forEach(bucket -> partitions.add(bucket.partition()));
    slices.load(partitions);
    List<WrittenLog> written = new ArrayList<>();
    for (Map.Entry<Bucket, Map<String, BinaryRowData>> bucket : buffer.byBucket().entrySet()) {
      written.add(write(instant, bucket.getKey(), bucket.getValue()));
    }
    return written;
  }

  private WrittenLog write(String instant, Bucket bucket, Map<String, BinaryRowData> rows)
      throws IOException {
    String partition = bucket.partition();
    boolean isNew = slices.isNew(partition);
    FileSlices.Slice slice = slices.of(bucket, instant);
    Path directory = FSUtils.getPartitionPath(basePath, partition);
    if (isNew) {
      markAsPartition(directory, instant);
    }
    createMarker(instant, partition, slice);

    List<HoodieRecord> upserts = new ArrayList<>();
    List<DeleteRecord> deletes = new ArrayList<>();
    for (Map.Entry<String, BinaryRowData> row : rows.entrySet()) {
      if (row.getValue().getRowKind() == RowKind.DELETE) {
        deletes.add(DeleteRecord.create(row.getKey(), partition, ordering(row.getValue())));
      } else {
        upserts.add(
            new HoodieAvroIndexedRecord(
                toAvro(row.getKey(), row.getValue(), instant, partition, slice.fileId())));
      }
    }
    int version = slice.nextLogVersion();
    AppendResult result = append(directory, slice, version, blocks(instant, upserts, deletes));
    return new WrittenLog(
        partition,
        slice.fileId(),
        slice.baseInstant(),
        result.logFile().getFileName(),
        version,
        upserts.size(),
        deletes.size(),
        result.size());
  }

  private List<HoodieLogBlock> blocks(
      String instant, List<HoodieRecord> upserts, List<DeleteRecord> deletes) {
    Map<HeaderMetadataType, String> header = new HashMap<>();
    header.put(HeaderMetadataType.INSTANT_TIME, instant);
    header.put(HeaderMetadataType.SCHEMA, schema.toString());
    List<HoodieLogBlock> blocks = new ArrayList<>();
    if (!upserts.isEmpty()) {
      blocks.add(
          new HoodieAvroDataBlock(
              upserts, new HashMap<>(header), HoodieRecord.RECORD_KEY_METADATA_FIELD));
    }
    if (!deletes.isEmpty()) {
      blocks.add(new HoodieDeleteBlock(deletes.toArray(new DeleteRecord[0]), header));
    }
    return blocks;
  }

  private AppendResult append(
      Path directory, FileSlices.Slice slice, int version, List<HoodieLogBlock> blocks)
      throws IOException {
    try (HoodieLogFormat.Writer writer =
        HoodieLogFormat.newWriterBuilder()
            .onParentPath(directory)
            .withFileId(slice.fileId())
            .overBaseCommit(slice.baseInstant())
            .withLogVersion(version)
            .withFileSize(0L)
            .withSizeThreshold(Long.MAX_VALUE)
            .withLogWriteToken(writeToken)
            .withRolloverLogWriteToken(writeToken)
            .withFileExtension(HoodieLogFile.DELTA_EXTENSION)
            .withFs(fs)
            .build()) {
      return writer.appendBlocks(blocks);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while writing to " + directory, e);
    }
  }

  /** Readers take for partitions only the directories that hold this file. */
  private void markAsPartition(Path directory, String instant) throws IOException {
    Properties properties = new Properties();
    properties.setProperty(HoodiePartitionMetadata.COMMIT_TIME_KEY, instant);
    properties.setProperty(PARTITION_DEPTH, String.valueOf(directory.depth() - basePath.depth()));
    Path file = new Path(directory, HoodiePartitionMetadata.HOODIE_PARTITION_METAFILE_PREFIX);
    try (OutputStream out = fs.create(file, true)) {
      properties.store(out, "partition metadata");
    }
  }

  /** Hudi's rollback finds the file groups that a failed instant wrote to by these. */
  private void createMarker(String instant, String partition, FileSlices.Slice slice)
      throws IOException {
    Path directory =
        FSUtils.getPartitionPath(
            new Path(new Path(basePath, HoodieTableMetaClient.TEMPFOLDER_NAME), instant),
            partition);
    String dataFile = FSUtils.makeBaseFileName(slice.baseInstant(), writeToken, slice.fileId());
    fs.create(
            new Path(directory, dataFile + HoodieTableMetaClient.MARKER_EXTN + "." + IOType.APPEND),
            true)
        .close();
  }

  private GenericData.Record toAvro(
      String key, RowData row, String instant, String partition, String fileId) {
    GenericData.Record record = new GenericData.Record(schema);
    record.put(0, instant);
    record.put(1, HoodieRecord.generateSequenceId(instant, subtask, sequence.getAndIncrement()));
    record.put(2, key);
    record.put(3, partition);
    record.put(4, fileId);
    for (int i = 0; i < getters.length; i++) {
      record.put(
          META_FIELDS + i,
          converters[i].convert(
              schema.getFields().get(META_FIELDS + i).schema(), getters[i].getFieldOrNull(row)));
    }
    return record;
  }

  private Comparable<?> ordering(RowData row) {
    Object value = orderingField < 0 ? null : getters[orderingField].getFieldOrNull(row);
    return value == null ? NATURAL_ORDER : value.toString();
  }
}
