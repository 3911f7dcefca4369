package io.tributary.common.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.common.bronze.BronzeFormat;
import io.tributary.common.schema.Column;
import io.tributary.common.schema.TableId;
import io.tributary.common.schema.TableSchema;
import io.tributary.common.testing.Seed;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowParquetTest {

  @TempDir java.nio.file.Path directory;

  private int files;

  @Test
  void valuesOfEveryTypeAreReadAsTheyWereWritten() throws IOException {
    Map<DataType, List<Object>> extremes = new LinkedHashMap<>();
    extremes.put(DataTypes.BOOLEAN(), List.of(true, false));
    extremes.put(DataTypes.INT(), List.of(Integer.MIN_VALUE, -1, 0, Integer.MAX_VALUE));
    extremes.put(DataTypes.BIGINT(), List.of(Long.MIN_VALUE, -1L, 0L, Long.MAX_VALUE));
    extremes.put(DataTypes.FLOAT(), List.of(Float.MIN_VALUE, -Float.MAX_VALUE, 0f, -0f, 0.1f));
    extremes.put(DataTypes.DOUBLE(), List.of(Double.MIN_VALUE, -Double.MAX_VALUE, 0d, -0d, 0.1d));
    extremes.put(
        DataTypes.STRING(), List.of(text(""), text("Grüße 😀 \u0000"), text("x".repeat(100_000))));
    extremes.put(DataTypes.BYTES(), List.of(new byte[0], new byte[] {0, -1, 127, -128}));
    extremes.put(DataTypes.DATE(), List.of(day(1000, 1, 1), -1, 0, day(9999, 12, 31)));
    for (DataType timestamp : List.of(DataTypes.TIMESTAMP(3), DataTypes.TIMESTAMP_LTZ(3))) {
      extremes.put(
          timestamp,
          List.of(
              TimestampData.fromEpochMillis(-1),
              TimestampData.fromEpochMillis(0),
              time(LocalDateTime.of(1000, 1, 1, 0, 0, 0, 1_000_000)),
              time(LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_000_000))));
    }
    for (DataType timestamp : List.of(DataTypes.TIMESTAMP(6), DataTypes.TIMESTAMP_LTZ(6))) {
      extremes.put(
          timestamp,
          List.of(
              TimestampData.fromEpochMillis(-1, 999_000),
              TimestampData.fromEpochMillis(0, 1_000),
              time(LocalDateTime.of(1000, 1, 1, 0, 0, 0, 1_000)),
              time(LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000))));
    }
    for (int precision = 1; precision <= 38; precision++) {
      BigInteger most = BigInteger.TEN.pow(precision).subtract(BigInteger.ONE);
      for (int scale : new int[] {0, precision / 2, precision}) {
        extremes.put(
            DataTypes.DECIMAL(precision, scale),
            List.of(
                decimal(new BigDecimal(most, scale), precision, scale),
                decimal(new BigDecimal(most.negate(), scale), precision, scale),
                decimal(new BigDecimal(BigInteger.ONE.negate(), scale), precision, scale),
                decimal(new BigDecimal(BigInteger.ZERO, scale), precision, scale)));
      }
    }
    RowType type = rowType(extremes.keySet().toArray(new DataType[0]));
    int rows = extremes.values().stream().mapToInt(List::size).max().orElseThrow() + 1;
    List<RowData> written = new ArrayList<>();
    List<List<Object>> values = new ArrayList<>(extremes.values());
    for (int row = 0; row < rows; row++) {
      GenericRowData data = new GenericRowData(values.size());
      for (int i = 0; i < values.size(); i++) {
        // Behind a column's last value, null.
        data.setField(i, row < values.get(i).size() ? values.get(i).get(row) : null);
      }
      written.add(data);
    }

    assertThat(texts(roundTrip(type, written), type)).isEqualTo(texts(written, type));
  }

  @Test
  void randomDecimalsAreReadAsTheyWereWritten() throws IOException {
    Random random = Seed.random();
    RowType type =
        rowType(DataTypes.DECIMAL(9, 2), DataTypes.DECIMAL(18, 9), DataTypes.DECIMAL(38, 19));
    List<RowData> written = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      written.add(
          GenericRowData.of(
              decimal(new BigDecimal(new BigInteger(29, random).negate(), 2), 9, 2),
              decimal(new BigDecimal(new BigInteger(random.nextInt(59), random), 9), 18, 9),
              decimal(
                  new BigDecimal(new BigInteger(random.nextInt(126), random).negate(), 19),
                  38,
                  19)));
    }

    assertThat(texts(roundTrip(type, written), type)).isEqualTo(texts(written, type));
  }

  @Test
  void aRowThatIsNullIsNotARowOfNulls() throws IOException {
    RowType type =
        (RowType)
            DataTypes.ROW(
                    DataTypes.FIELD("id", DataTypes.INT()),
                    DataTypes.FIELD(
                        "image",
                        DataTypes.ROW(
                            DataTypes.FIELD("a", DataTypes.INT()),
                            DataTypes.FIELD("b", DataTypes.STRING()))))
                .getLogicalType();
    List<RowData> written =
        List.of(
            GenericRowData.of(1, null),
            GenericRowData.of(2, GenericRowData.of(null, null)),
            GenericRowData.of(null, GenericRowData.of(7, text("x"))),
            GenericRowData.of(null, null));

    List<RowData> read = roundTrip(type, written);

    assertThat(read.get(0).isNullAt(1)).isTrue();
    assertThat(read.get(1).isNullAt(1)).isFalse();
    assertThat(read.get(1).getRow(1, 2).isNullAt(0)).isTrue();
    assertThat(texts(read, type)).isEqualTo(texts(written, type));
  }

  @Test
  void readersTakeTheColumnsTheyWantInTheOrderTheyWant() throws IOException {
    RowType written = rowType(DataTypes.INT(), DataTypes.STRING(), DataTypes.BIGINT());
    RowType wanted =
        RowType.of(
            new org.apache.flink.table.types.logical.LogicalType[] {
              written.getTypeAt(2), written.getTypeAt(0)
            },
            new String[] {"c2", "c0"});
    Path file = write(written, Map.of(), List.of(GenericRowData.of(1, text("x"), 3L)));

    List<RowData> read = read(file, -1, wanted);

    assertThat(read.get(0).getArity()).isEqualTo(2);
    assertThat(read.get(0).getLong(0)).isEqualTo(3L);
    assertThat(read.get(0).getInt(1)).isEqualTo(1);
  }

  @Test
  void rowsThatHaveBeenReadDoNotChange() throws IOException {
    RowType type = rowType(DataTypes.INT(), DataTypes.BYTES());
    byte[] reused = new byte[1];
    Path file = path();
    try (FSDataOutputStream out = create(file)) {
      ParquetWriter<RowData> writer = RowParquet.writer(out, type, Map.of());
      for (int i = 0; i < 5; i++) {
        reused[0] = (byte) i;
        writer.write(GenericRowData.of(i, reused));
      }
      writer.close();
    }

    List<RowData> read = read(file, -1, type);

    for (int i = 0; i < 5; i++) {
      assertThat(read.get(i).getInt(0)).isEqualTo(i);
      assertThat(read.get(i).getBinary(1)).containsExactly(i);
    }
  }

  /** Above 8 MiB a file is no more fetched whole. */
  @Test
  void largeFilesAreReadAsSmallOnes() throws IOException {
    RowType type = rowType(DataTypes.BIGINT(), DataTypes.BYTES());
    Random random = Seed.random();
    List<RowData> written = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      byte[] incompressible = new byte[100_000];
      random.nextBytes(incompressible);
      written.add(GenericRowData.of((long) i, incompressible));
    }
    Path file = write(type, Map.of(), written);
    long length = file.getFileSystem().getFileStatus(file).getLen();
    assertThat(length).isGreaterThan(8L << 20);

    for (long known : new long[] {-1, length}) {
      List<RowData> read = read(file, known, type);
      assertThat(read).hasSameSizeAs(written);
      for (int i = 0; i < read.size(); i++) {
        assertThat(read.get(i).getLong(0)).isEqualTo(i);
        assertThat(Arrays.equals(read.get(i).getBinary(1), written.get(i).getBinary(1))).isTrue();
      }
    }
  }

  @Test
  void theFooterSaysWhatTheWriterWantsToSay() throws IOException {
    TableSchema schema =
        new TableSchema(
            new TableId("src", "shop", "orders"),
            List.of(new Column("id", "int unsigned", DataTypes.BIGINT().getLogicalType())),
            List.of("id"));
    Path file = write(BronzeFormat.rowType(schema), BronzeFormat.footer(schema), List.of());
    TableSchema[] read = new TableSchema[1];
    try (ParquetReader<RowData> reader =
        RowParquet.reader(
            file,
            -1,
            footer -> {
              read[0] = BronzeFormat.schema(footer);
              return BronzeFormat.silverRowType(read[0]);
            })) {
      assertThat(reader.read()).isNull();
    }

    assertThat(read[0]).isEqualTo(schema);
  }

  @Test
  void otherToolsSeeZstdAndStandardTypes() throws IOException {
    RowType type =
        rowType(
            DataTypes.TIMESTAMP(3),
            DataTypes.TIMESTAMP_LTZ(6),
            DataTypes.DECIMAL(12, 2),
            DataTypes.STRING(),
            DataTypes.DATE());
    Path file =
        write(
            type,
            Map.of(),
            List.of(
                GenericRowData.of(
                    TimestampData.fromEpochMillis(0),
                    TimestampData.fromEpochMillis(0),
                    decimal(BigDecimal.ONE.setScale(2), 12, 2),
                    text("x"),
                    1)));
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            FlinkInputFile.open(
                file.getFileSystem(), file, file.getFileSystem().getFileStatus(file).getLen()))) {
      assertThat(reader.getFooter().getBlocks().get(0).getColumns())
          .extracting(column -> column.getCodec())
          .containsOnly(CompressionCodecName.ZSTD);
      MessageType schema = reader.getFooter().getFileMetaData().getSchema();
      assertThat(schema.toString().replaceAll("\\s+", " "))
          .contains(
              "int64 c0 (TIMESTAMP(MILLIS,false))",
              "int64 c1 (TIMESTAMP(MICROS,true))",
              "fixed_len_byte_array(6) c2 (DECIMAL(12,2))",
              "binary c3 (STRING)",
              "int32 c4 (DATE)");
    }
  }

  @Test
  void aTypeThatBronzeDoesNotHaveIsRefused() {
    assertThatThrownBy(() -> ParquetTypes.message(rowType(DataTypes.TIME(3))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("TIME(3)");
  }

  private List<RowData> roundTrip(RowType type, List<RowData> rows) throws IOException {
    return read(write(type, Map.of(), rows), -1, type);
  }

  private Path write(RowType type, Map<String, String> footer, List<RowData> rows)
      throws IOException {
    Path file = path();
    try (FSDataOutputStream out = create(file)) {
      ParquetWriter<RowData> writer = RowParquet.writer(out, type, footer);
      for (RowData row : rows) {
        writer.write(row);
      }
      writer.close();
    }
    return file;
  }

  private static List<RowData> read(Path file, long length, RowType type) throws IOException {
    List<RowData> rows = new ArrayList<>();
    try (ParquetReader<RowData> reader = RowParquet.reader(file, length, footer -> type)) {
      RowData row;
      while ((row = reader.read()) != null) {
        rows.add(row);
      }
    }
    return rows;
  }

  private Path path() {
    return new Path(directory.resolve("file-" + files++ + ".parquet").toUri());
  }

  private static FSDataOutputStream create(Path file) throws IOException {
    return file.getFileSystem().create(file, FileSystem.WriteMode.NO_OVERWRITE);
  }

  /** Columns c0, c1, … */
  private static RowType rowType(DataType... types) {
    DataTypes.Field[] fields = new DataTypes.Field[types.length];
    for (int i = 0; i < types.length; i++) {
      fields[i] = DataTypes.FIELD("c" + i, types[i]);
    }
    return (RowType) DataTypes.ROW(fields).getLogicalType();
  }

  /** What can be compared and read. */
  private static List<List<Object>> texts(List<RowData> rows, RowType type) {
    List<List<Object>> texts = new ArrayList<>();
    for (RowData row : rows) {
      texts.add(texts(row, type));
    }
    return texts;
  }

  private static List<Object> texts(RowData row, RowType type) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < type.getFieldCount(); i++) {
      Object value = RowData.createFieldGetter(type.getTypeAt(i), i).getFieldOrNull(row);
      if (value instanceof byte[]) {
        value = ByteBuffer.wrap((byte[]) value);
      } else if (value instanceof RowData) {
        value = texts((RowData) value, (RowType) type.getTypeAt(i));
      }
      values.add(value);
    }
    return values;
  }

  private static StringData text(String text) {
    return StringData.fromString(text);
  }

  private static int day(int year, int month, int day) {
    return (int) LocalDate.of(year, month, day).toEpochDay();
  }

  private static TimestampData time(LocalDateTime time) {
    return TimestampData.fromLocalDateTime(time);
  }

  private static DecimalData decimal(BigDecimal value, int precision, int scale) {
    return DecimalData.fromBigDecimal(value, precision, scale);
  }
}
