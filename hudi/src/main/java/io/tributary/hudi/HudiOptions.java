package io.tributary.hudi;

import io.tributary.common.table.HudiTable;
import io.tributary.common.table.Metadata;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.TableDescriptor;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.utils.TypeConversions;
import org.apache.hudi.avro.AvroSchemaUtils;
import org.apache.hudi.common.model.EventTimeAvroPayload;
import org.apache.hudi.common.model.OverwriteWithLatestAvroPayload;
import org.apache.hudi.configuration.FlinkOptions;
import org.apache.hudi.keygen.ComplexAvroKeyGenerator;
import org.apache.hudi.keygen.NonpartitionedAvroKeyGenerator;
import org.apache.hudi.keygen.SimpleAvroKeyGenerator;
import org.apache.hudi.util.AvroSchemaConverter;

/**
 * Hudi's options for one of the lake's tables: the same for whoever writes and whoever reads it.
 *
 * <p>Tables are merge-on-read, version 6, with a bucket index, Hive-style partitions and without
 * the metadata table, and name none but Hudi's own payload classes, as Athena can load no others.
 */
public final class HudiOptions {

  /** A commit a minute, and the compactions among them. */
  private static final int INSTANTS_PER_HOUR = 66;

  private HudiOptions() {}

  /**
   * The options of a table, as {@code WITH (...)} of a Flink table or as properties of a write
   * configuration.
   *
   * @param table the table
   * @param hadoopOptions Hadoop's options, each with the prefix {@code hadoop.}: endpoint and
   *     credentials of S3; may be empty
   */
  public static Map<String, String> of(HudiTable table, Map<String, String> hadoopOptions) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("hadoop.fs.s3.impl", "org.apache.hadoop.fs.s3a.S3AFileSystem");
    // Else every file written is followed by a request that deletes its empty parent directories.
    options.put("hadoop.fs.s3a.directory.marker.retention", "keep");
    // Lists of three levels, as Parquet defines them: the older ones hold no nulls.
    options.put("hadoop.parquet.avro.write-old-list-structure", "false");
    options.putAll(hadoopOptions);

    String key = String.join(",", table.key());
    options.put(FlinkOptions.PATH.key(), table.path());
    options.put(FlinkOptions.TABLE_TYPE.key(), FlinkOptions.TABLE_TYPE_MERGE_ON_READ);
    options.put(FlinkOptions.OPERATION.key(), "upsert");
    options.put(FlinkOptions.RECORD_KEY_FIELD.key(), key);
    options.put(FlinkOptions.INDEX_TYPE.key(), "BUCKET");
    options.put(FlinkOptions.INDEX_KEY_FIELD.key(), key);
    options.put(FlinkOptions.BUCKET_INDEX_NUM_BUCKETS.key(), String.valueOf(table.buckets()));
    options.put(FlinkOptions.METADATA_ENABLED.key(), "false");
    options.put(FlinkOptions.HIVE_STYLE_PARTITIONING.key(), "true");
    options.put(FlinkOptions.URL_ENCODE_PARTITIONING.key(), "true");
    options.put(FlinkOptions.PARTITION_DEFAULT_NAME.key(), HudiTable.NULL_PARTITION);
    // Keys of TIMESTAMP(6) would otherwise lose their microseconds, and so two rows become one.
    options.put(
        "hoodie.datasource.write.keygenerator.consistent.logical.timestamp.enabled", "true");
    // A snapshot reader opens one buffer of this size, 16 MB by default, for every log file.
    options.put("hoodie.memory.dfs.buffer.max.size", "1048576");

    // Only newer events ever reach the table; the ordering field guards against them a second time.
    if (table.rowType().getFieldNames().contains(Metadata.SEQ)) {
      options.put(FlinkOptions.PRECOMBINE_FIELD.key(), Metadata.SEQ);
      options.put(FlinkOptions.PAYLOAD_CLASS_NAME.key(), EventTimeAvroPayload.class.getName());
    } else {
      options.put(FlinkOptions.PRECOMBINE_FIELD.key(), FlinkOptions.NO_PRE_COMBINE);
      options.put(
          FlinkOptions.PAYLOAD_CLASS_NAME.key(), OverwriteWithLatestAvroPayload.class.getName());
    }
    if (table.isPartitioned()) {
      options.put(FlinkOptions.PARTITION_PATH_FIELD.key(), table.partition());
      options.put(
          FlinkOptions.KEYGEN_CLASS_NAME.key(),
          table.key().size() == 1
              ? SimpleAvroKeyGenerator.class.getName()
              : ComplexAvroKeyGenerator.class.getName());
    } else {
      options.put(
          FlinkOptions.KEYGEN_CLASS_NAME.key(), NonpartitionedAvroKeyGenerator.class.getName());
    }
    return options;
  }

  /** The same as a Flink table that SQL and the Table API can read. */
  public static TableDescriptor descriptor(HudiTable table, Map<String, String> options) {
    Schema.Builder schema = Schema.newBuilder();
    for (RowType.RowField field : table.rowType().getFields()) {
      schema.column(
          field.getName(),
          TypeConversions.fromLogicalToDataType(
              table.key().contains(field.getName())
                  ? field.getType().copy(false)
                  : field.getType()));
    }
    schema.primaryKey(table.key());
    TableDescriptor.Builder descriptor =
        TableDescriptor.forConnector("hudi").schema(schema.build());
    options.forEach(descriptor::option);
    if (table.isPartitioned()) {
      descriptor.partitionedBy(table.partition());
    }
    return descriptor.build();
  }

  /** Options and settings of the table for Hudi's write clients. */
  static Configuration forWriting(
      HudiTable table, Map<String, String> hadoopOptions, HudiSettings settings) {
    Configuration conf = Configuration.fromMap(of(table, hadoopOptions));
    conf.setString(FlinkOptions.TABLE_NAME.key(), table.name());
    conf.setString(FlinkOptions.DATABASE_NAME.key(), table.database());
    conf.setString(
        FlinkOptions.SOURCE_AVRO_SCHEMA.key(),
        AvroSchemaConverter.convertToSchema(
                table.rowType().copy(false),
                AvroSchemaUtils.getAvroRecordQualifiedName(table.name()))
            .toString());

    conf.set(FlinkOptions.COMPACTION_DELTA_COMMITS, settings.compactionDeltaCommits());

    // 400 kB in every base file, and of use only to Hudi's bloom index.
    conf.setString("hoodie.bloom.index.filter.type", "SIMPLE");
    conf.setString("hoodie.index.bloom.num_entries", "1");

    conf.set(FlinkOptions.CLEAN_ASYNC_ENABLED, false);
    conf.set(FlinkOptions.CLEAN_POLICY, "KEEP_LATEST_BY_HOURS");
    conf.set(FlinkOptions.CLEAN_RETAIN_HOURS, settings.retainHours());
    // The cleaner knows no commit that has been archived, and takes its files for unneeded.
    int commits = settings.retainHours() * INSTANTS_PER_HOUR;
    conf.set(FlinkOptions.ARCHIVE_MIN_COMMITS, commits);
    conf.set(FlinkOptions.ARCHIVE_MAX_COMMITS, commits + INSTANTS_PER_HOUR);
    return conf;
  }
}
