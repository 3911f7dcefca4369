package io.tributary.hudi;

import io.tributary.common.parquet.RowParquet;
import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.hudi.client.WriteStatus;
import org.apache.hudi.common.engine.HoodieEngineContext;
import org.apache.hudi.common.model.HoodieAvroIndexedRecord;
import org.apache.hudi.common.table.HoodieTableMetaClient;
import org.apache.hudi.config.HoodieWriteConfig;
import org.apache.hudi.io.HoodieMergeHandle;
import org.apache.hudi.org.apache.avro.Schema;
import org.apache.hudi.org.apache.avro.generic.IndexedRecord;
import org.apache.hudi.table.HoodieFlinkCopyOnWriteTable;
import org.apache.hudi.util.AvroSchemaConverter;
import org.apache.hudi.util.RowDataToAvroConverters;
import org.apache.hudi.util.RowDataToAvroConverters.RowDataToAvroConverter;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/**
 * Merges log files into base files, which it reads by the table's own schema.
 *
 * <p>Hudi makes an Avro schema of the base file's Parquet schema. Parquet names no types, so that
 * the types of several columns come to be called alike, such as the elements of lists, or decimals
 * and rows of one name within different rows; and Avro takes that for an error.
 */
final class CompactedTable<T> extends HoodieFlinkCopyOnWriteTable<T> {

  CompactedTable(
      HoodieWriteConfig config, HoodieEngineContext context, HoodieTableMetaClient metaClient) {
    super(config, context, metaClient);
  }

  @Override
  @SuppressWarnings("unchecked")
  protected Iterator<List<WriteStatus>> handleUpdateInternal(
      HoodieMergeHandle<?, ?, ?, ?> handle, String instant, String fileId) throws IOException {
    HoodieMergeHandle<IndexedRecord, ?, ?, ?> merged =
        (HoodieMergeHandle<IndexedRecord, ?, ?, ?>) handle;
    Schema schema = merged.getWriterSchemaWithMetaFields();
    RowType rowType = (RowType) AvroSchemaConverter.convertToDataType(schema).getLogicalType();
    RowDataToAvroConverter converter = RowDataToAvroConverters.createConverter(rowType);
    try (ParquetReader<RowData> base =
        RowParquet.reader(
            HadoopInputFile.fromPath(merged.getOldFilePath(), getHadoopConf()), rowType)) {
      for (RowData row = base.read(); row != null; row = base.read()) {
        IndexedRecord record = (IndexedRecord) converter.convert(schema, row);
        merged.write(new HoodieAvroIndexedRecord(record));
      }
    }
    merged.close();
    return Collections.singletonList(merged.writeStatuses()).iterator();
  }
}
