package io.tributary.hudi.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.hudi.avro.AvroSchemaUtils;
import org.apache.hudi.avro.HoodieAvroUtils;
import org.apache.hudi.common.model.HoodieRecord;
import org.apache.hudi.common.table.log.InstantRange;
import org.apache.hudi.common.util.Option;
import org.apache.hudi.common.util.collection.ClosableIterator;
import org.apache.hudi.configuration.FlinkOptions;
import org.apache.hudi.org.apache.avro.Schema;
import org.apache.hudi.table.format.InternalSchemaManager;
import org.apache.hudi.table.format.mor.MergeOnReadInputFormat;
import org.apache.hudi.table.format.mor.MergeOnReadInputSplit;
import org.apache.hudi.table.format.mor.MergeOnReadTableState;
import org.apache.hudi.util.AvroSchemaConverter;
import org.apache.hudi.util.StreamerUtil;

/**
 * Reads the files of one file group with Hudi's own formats, and the deletes in its log files.
 *
 * <p>A row is the columns asked for, then the record key and the partition path as Hudi keeps them.
 * A delete has these two only.
 */
final class SliceFormat extends MergeOnReadInputFormat {

  private static final long serialVersionUID = 1L;

  private transient RoundSplit split;

  private SliceFormat(
      Configuration conf, MergeOnReadTableState tableState, List<DataType> fieldTypes) {
    super(
        conf,
        tableState,
        fieldTypes,
        FlinkOptions.PARTITION_DEFAULT_NAME.defaultValue(),
        List.of(),
        -1,
        true,
        InternalSchemaManager.DISABLED);
  }

  /**
   * A format for one table.
   *
   * @param conf Hudi's options of the table
   * @param rowType the table's columns
   * @param columns names of the columns to read
   */
  static SliceFormat of(Configuration conf, RowType rowType, List<String> columns) {
    Configuration reading = new Configuration(conf);
    // The value is kept in the rows of log files: rows of Parquet files are not to show null
    // instead.
    reading.set(FlinkOptions.PARTITION_DEFAULT_NAME, "");
    Schema columnSchema =
        AvroSchemaConverter.convertToSchema(
            rowType.copy(false),
            AvroSchemaUtils.getAvroRecordQualifiedName(conf.get(FlinkOptions.TABLE_NAME)));
    reading.set(FlinkOptions.SOURCE_AVRO_SCHEMA, columnSchema.toString());
    Schema schema = HoodieAvroUtils.addMetadataFields(columnSchema);
    DataType stored = AvroSchemaConverter.convertToDataType(schema);
    RowType required = rowType(rowType, columns);
    MergeOnReadTableState state =
        new MergeOnReadTableState(
            (RowType) stored.getLogicalType(),
            required,
            schema.toString(),
            AvroSchemaConverter.convertToSchema(required.copy(false)).toString(),
            List.of(),
            new String[0]);
    return new SliceFormat(reading, state, stored.getChildren());
  }

  /** The type of the rows: all nullable, for deletes have keys only. */
  static RowType rowType(RowType table, List<String> columns) {
    List<String> names = new ArrayList<>(columns);
    List<LogicalType> types = new ArrayList<>();
    for (String column : columns) {
      types.add(table.getTypeAt(table.getFieldIndex(column)).copy(true));
    }
    names.add(HoodieRecord.RECORD_KEY_METADATA_FIELD);
    types.add(new VarCharType(VarCharType.MAX_LENGTH));
    names.add(HoodieRecord.PARTITION_PATH_METADATA_FIELD);
    types.add(new VarCharType(VarCharType.MAX_LENGTH));
    return RowType.of(types.toArray(new LogicalType[0]), names.toArray(new String[0]));
  }

  /** Opens the files; a {@code FileNotFoundException} among the causes says that one is gone. */
  void open(RoundSplit next) throws IOException {
    this.split = next;
    InstantRange range =
        next.instants().isEmpty()
            ? null
            : InstantRange.builder()
                .rangeType(InstantRange.RangeType.EXPLICIT_MATCH)
                .explicitInstants(new HashSet<>(next.instants()))
                .build();
    open(
        new MergeOnReadInputSplit(
            0,
            next.baseFile(),
            Option.of(next.logFiles()),
            next.latestInstant(),
            conf.get(FlinkOptions.PATH),
            StreamerUtil.getMaxCompactionMemoryInBytes(conf),
            FlinkOptions.REALTIME_PAYLOAD_COMBINE,
            range,
            next.fileId()));
  }

  @Override
  protected ClosableIterator<RowData> initIterator(MergeOnReadInputSplit hudiSplit)
      throws IOException {
    if (hudiSplit.getBasePath().isPresent()) {
      return super.initIterator(hudiSplit);
    }
    return new LogChanges(hudiSplit, split.partition(), tableState, conf, hadoopConf);
  }
}
