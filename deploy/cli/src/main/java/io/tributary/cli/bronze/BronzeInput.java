package io.tributary.cli.bronze;

import io.tributary.common.bronze.BronzeFormat;
import io.tributary.common.commitlog.CommittedFile;
import io.tributary.common.parquet.RowParquet;
import io.tributary.common.schema.TableSchema;
import io.tributary.silver.source.ImageMapper;
import io.tributary.silver.source.InputTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.io.DefaultInputSplitAssigner;
import org.apache.flink.api.common.io.RichInputFormat;
import org.apache.flink.api.common.io.statistics.BaseStatistics;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.InputSplitAssigner;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.parquet.hadoop.ParquetReader;

/** Reads columns of a table's bronze files, the files in parallel. */
final class BronzeInput extends RichInputFormat<RowData, BronzeFileSplit> {

  private static final long serialVersionUID = 1L;

  private final BronzeTable table;
  private final int[] columns;

  private transient ParquetReader<RowData> parquet;
  private transient TableSchema fileSchema;
  private transient ImageMapper images;
  private transient RowData.FieldGetter[] getters;
  private transient boolean[] isImage;
  private transient RowData next;

  /**
   * @param columns positions of the wanted columns among those of {@link BronzeFormat#rowType}
   */
  BronzeInput(BronzeTable table, int[] columns) {
    this.table = table;
    this.columns = columns.clone();
  }

  @Override
  public void configure(Configuration parameters) {}

  @Override
  public BaseStatistics getStatistics(BaseStatistics cached) {
    return cached;
  }

  @Override
  public BronzeFileSplit[] createInputSplits(int atLeast) throws IOException {
    List<BronzeFileSplit> splits = new ArrayList<>();
    for (CommittedFile file : CommittedFiles.of(table.source(), table.schema().table())) {
      splits.add(
          new BronzeFileSplit(
              splits.size(), table.source().address() + "/" + file.path(), file.bytes()));
    }
    return splits.toArray(new BronzeFileSplit[0]);
  }

  @Override
  public InputSplitAssigner getInputSplitAssigner(BronzeFileSplit[] splits) {
    return new DefaultInputSplitAssigner(splits);
  }

  @Override
  public void open(BronzeFileSplit split) throws IOException {
    parquet = RowParquet.reader(new Path(split.path()), split.bytes(), this::wanted);
    next = parquet.read();
  }

  /** Of the file's columns those that are wanted; images whole, as of the file's schema. */
  private RowType wanted(Map<String, String> footer) {
    fileSchema = BronzeFormat.schema(footer);
    images =
        fileSchema.documents()
            ? null
            : new ImageMapper(fileSchema, new InputTable(table.schema(), Set.of(), false));
    RowType all = BronzeFormat.rowType(fileSchema);
    LogicalType[] types = new LogicalType[columns.length];
    String[] names = new String[columns.length];
    getters = new RowData.FieldGetter[columns.length];
    isImage = new boolean[columns.length];
    for (int i = 0; i < columns.length; i++) {
      types[i] = all.getTypeAt(columns[i]);
      names[i] = all.getFieldNames().get(columns[i]);
      getters[i] = RowData.createFieldGetter(types[i], i);
      isImage[i] =
          images != null
              && (names[i].equals(BronzeFormat.BEFORE) || names[i].equals(BronzeFormat.AFTER));
    }
    return RowType.of(types, names);
  }

  @Override
  public boolean reachedEnd() {
    return next == null;
  }

  @Override
  public RowData nextRecord(RowData reuse) throws IOException {
    RowData event = next;
    GenericRowData row = new GenericRowData(columns.length);
    for (int i = 0; i < columns.length; i++) {
      Object value = getters[i].getFieldOrNull(event);
      row.setField(i, isImage[i] && value != null ? image((RowData) value) : value);
    }
    next = parquet.read();
    return row;
  }

  /** The image with the columns that the table has now. */
  private RowData image(RowData ofFile) {
    GenericRowData image = new GenericRowData(table.schema().columns().size());
    images.map(ofFile, null, image);
    return image;
  }

  @Override
  public void close() throws IOException {
    if (parquet != null) {
      parquet.close();
    }
  }
}
