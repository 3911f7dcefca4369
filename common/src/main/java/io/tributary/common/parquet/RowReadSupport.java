package io.tributary.common.parquet;

import io.tributary.common.parquet.ParquetConverters.RowConverter;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;

/**
 * Reads rows of a wanted type: the columns of the file that it names, in its order, and null for
 * those that the file lacks. Reads what {@link RowWriteSupport} writes, and what Parquet's Avro
 * writer, Hudi's, makes of lists, maps, decimals and times.
 */
final class RowReadSupport extends ReadSupport<RowData> {

  private final Function<Map<String, String>, RowType> rowTypeOfFooter;
  private RowType rowType;

  /**
   * @param rowTypeOfFooter the wanted type, given the footer's entries
   */
  RowReadSupport(Function<Map<String, String>, RowType> rowTypeOfFooter) {
    this.rowTypeOfFooter = rowTypeOfFooter;
  }

  @Override
  public ReadContext init(InitContext context) {
    rowType = rowTypeOfFooter.apply(context.getMergedKeyValueMetaData());
    return new ReadContext(ParquetProjection.of(rowType, context.getFileSchema()));
  }

  @Override
  public RecordMaterializer<RowData> prepareForRead(
      Configuration configuration,
      Map<String, String> footer,
      MessageType fileSchema,
      ReadContext context) {
    RowConverter root = new RowConverter(rowType, context.getRequestedSchema(), row -> {});
    return new RecordMaterializer<>() {
      @Override
      public RowData getCurrentRecord() {
        return root.row();
      }

      @Override
      public GroupConverter getRootConverter() {
        return root;
      }
    };
  }
}
