package io.tributary.hudi.source;

import io.tributary.common.parquet.RowParquet;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.util.CloseableIterator;
import org.apache.hadoop.fs.Path;
import org.apache.hudi.avro.AvroSchemaUtils;
import org.apache.hudi.common.model.HoodieRecord;
import org.apache.hudi.common.table.log.InstantRange;
import org.apache.hudi.common.util.Option;
import org.apache.hudi.configuration.FlinkOptions;
import org.apache.hudi.configuration.HadoopConfigurations;
import org.apache.hudi.configuration.OptionsResolver;
import org.apache.hudi.table.format.mor.MergeOnReadInputSplit;
import org.apache.hudi.util.AvroSchemaConverter;
import org.apache.hudi.util.StreamerUtil;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/**
 * Reads the files of one file group: the base file row by row, the log files by Hudi's scanner.
 *
 * <p>Hudi's own Flink reader of base files takes an empty array for one with a null, and cannot
 * read decimals, times and bytes within arrays, maps and rows.
 */
final class SliceReader implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final LogicalType STRING = new VarCharType(VarCharType.MAX_LENGTH);

  private final Configuration conf;
  private final RowType rowType;
  private final boolean deletes;

  private SliceReader(Configuration conf, RowType tableType, RowType rowType, boolean deletes) {
    this.conf = new Configuration(conf);
    this.conf.set(
        FlinkOptions.SOURCE_AVRO_SCHEMA,
        AvroSchemaConverter.convertToSchema(
                tableType.copy(false),
                AvroSchemaUtils.getAvroRecordQualifiedName(conf.get(FlinkOptions.TABLE_NAME)))
            .toString());
    this.rowType = rowType;
    this.deletes = deletes;
  }

  /**
   * Reads rows and, where there is no base file to apply them to, deletes. They have the columns
   * asked for, then the record key and the partition path as Hudi keeps them; a delete has these
   * two only.
   *
   * @param conf Hudi's options of the table, its name among them
   * @param tableType the table's columns
   * @param columns names of the columns to read
   */
  static SliceReader ofChanges(Configuration conf, RowType tableType, List<String> columns) {
    return new SliceReader(conf, tableType, changeType(tableType, columns), true);
  }

  /** Reads rows with the columns asked for; parameters as those of {@link #ofChanges}. */
  static SliceReader ofRows(Configuration conf, RowType tableType, List<String> columns) {
    return new SliceReader(conf, tableType, rowType(tableType, columns), false);
  }

  /** The type of changes: all nullable, for deletes have keys only. */
  static RowType changeType(RowType table, List<String> columns) {
    return with(
        rowType(table, columns),
        HoodieRecord.RECORD_KEY_METADATA_FIELD,
        HoodieRecord.PARTITION_PATH_METADATA_FIELD);
  }

  /** The type of rows: the columns asked for, all nullable. */
  static RowType rowType(RowType table, List<String> columns) {
    List<RowType.RowField> fields = new ArrayList<>();
    for (String column : columns) {
      fields.add(
          new RowType.RowField(column, table.getTypeAt(table.getFieldIndex(column)).copy(true)));
    }
    return new RowType(false, fields);
  }

  /** The type with text columns behind it, those that it lacks. */
  private static RowType with(RowType type, String... columns) {
    List<RowType.RowField> fields = new ArrayList<>(type.getFields());
    for (String column : columns) {
      if (fields.stream().noneMatch(field -> field.getName().equals(column))) {
        fields.add(new RowType.RowField(column, STRING));
      }
    }
    return new RowType(false, fields);
  }

  /**
   * Opens the files, which may take long where there are log files: they are merged then.
   *
   * @throws IOException if that fails; a {@code FileNotFoundException} among the causes says that a
   *     file is gone. Iterating throws {@code UncheckedIOException} or Hudi's own in the same way.
   */
  CloseableIterator<RowData> open(RoundSplit split) throws IOException {
    org.apache.hadoop.conf.Configuration hadoop = HadoopConfigurations.getHadoopConf(conf);
    if (split.logFiles().isEmpty() && split.instants().isEmpty()) {
      return base(split, rowType, hadoop);
    }
    LogChanges log = new LogChanges(conf, hadoop, hudiSplit(split), rowType, split.partition());
    if (split.baseFile() == null) {
      return MergedRows.ofLog(log, deletes);
    }
    try {
      return merged(split, hadoop, log);
    } catch (IOException | RuntimeException e) {
      log.close();
      throw e;
    }
  }

  private MergedRows merged(
      RoundSplit split, org.apache.hadoop.conf.Configuration hadoop, LogChanges log)
      throws IOException {
    String ordering = OptionsResolver.getPreCombineField(conf);
    RowType baseType =
        with(
            rowType,
            HoodieRecord.RECORD_KEY_METADATA_FIELD,
            HoodieRecord.COMMIT_TIME_METADATA_FIELD);
    if (ordering != null) {
      baseType = with(baseType, ordering);
    }
    return MergedRows.of(
        base(split, baseType, hadoop), baseType, ordering, split.instants(), log, rowType);
  }

  private static BaseRows base(
      RoundSplit split, RowType type, org.apache.hadoop.conf.Configuration hadoop)
      throws IOException {
    return new BaseRows(
        RowParquet.reader(HadoopInputFile.fromPath(new Path(split.baseFile()), hadoop), type));
  }

  private MergeOnReadInputSplit hudiSplit(RoundSplit split) {
    InstantRange range =
        split.instants().isEmpty()
            ? null
            : InstantRange.builder()
                .rangeType(InstantRange.RangeType.EXPLICIT_MATCH)
                .explicitInstants(new HashSet<>(split.instants()))
                .build();
    return new MergeOnReadInputSplit(
        0,
        split.baseFile(),
        Option.of(split.logFiles()),
        split.latestInstant(),
        conf.get(FlinkOptions.PATH),
        StreamerUtil.getMaxCompactionMemoryInBytes(conf),
        FlinkOptions.REALTIME_PAYLOAD_COMBINE,
        range,
        split.fileId());
  }
}
