package io.tributary.silver.source;

import static io.tributary.silver.Bronze.event;
import static io.tributary.silver.Bronze.row;
import static io.tributary.silver.Schemas.column;
import static io.tributary.silver.Schemas.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.bronze.BronzeFormat;
import io.tributary.common.change.Op;
import io.tributary.common.commitlog.CommitLogReader;
import io.tributary.common.commitlog.CommittedFile;
import io.tributary.common.deadletter.DeadLetter;
import io.tributary.common.parquet.RowParquet;
import io.tributary.common.schema.TableId;
import io.tributary.common.schema.TableSchema;
import io.tributary.common.storage.ObjectStore;
import io.tributary.common.storage.StorageAddress;
import io.tributary.common.testing.Seed;
import io.tributary.silver.Bronze;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.parquet.hadoop.ParquetWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BronzeFileReaderTest {

  private static final TableId ORDERS = new TableId("shop", "shop", "orders");
  private static final TableSchema SCHEMA =
      table(ORDERS, column("id", DataTypes.INT()), column("status", DataTypes.STRING()));

  @TempDir Path directory;

  @Test
  void ofEveryEventTheImageCountsThatTheRowHasAfterwardsOrHadLast() throws IOException {
    BronzeSplit file =
        write(
            SCHEMA,
            event(Op.SNAPSHOT, 10, null, row(1, "read")),
            event(Op.INSERT, 20, null, row(2, "new")),
            event(Op.UPDATE, 30, row(2, "new"), row(2, "changed")),
            event(Op.DELETE, 40, row(2, "changed"), null));

    assertThat(texts(read(file, input(SCHEMA))))
        .containsExactly("1,read,r", "2,new,c", "2,changed,u", "2,changed,d");
  }

  @Test
  void theEventsMetadataStandsBehindTheColumns() throws IOException {
    BronzeSplit file =
        write(
            SCHEMA,
            event(Op.SNAPSHOT, 10, null, row(1, "read")),
            event(Op.INSERT, 20, null, row(2, "new")));

    List<SourceRow> rows = read(file, input(SCHEMA));

    assertThat(rows).extracting(SourceRow::table).containsOnly(ORDERS);
    RowData snapshot = rows.get(0).row();
    RowData insert = rows.get(1).row();
    assertThat(insert.getString(2)).hasToString("0001-0000000001-000000000020-00000001");
    assertThat(snapshot.isNullAt(4)).isTrue();
    assertThat(insert.getTimestamp(4, 3).getMillisecond()).isEqualTo(1_700_000_000_020L);
    assertThat(insert.getTimestamp(5, 3).getMillisecond()).isEqualTo(1_700_000_000_020L);
    assertThat(insert.isNullAt(6)).isTrue();
  }

  @Test
  void whereSilversKeyCanChangeAnUpdateDeletesTheOldOneAfterwards() throws IOException {
    BronzeSplit file =
        write(
            SCHEMA,
            event(Op.UPDATE, 30, row(1, "old"), row(1, "new")),
            event(Op.INSERT, 40, null, row(2, "x")));

    List<SourceRow> rows = read(file, new InputTable(SCHEMA, Set.of(), true));

    assertThat(texts(rows)).containsExactly("1,new,u", "1,old,d", "2,x,c");
    assertThat(rows.get(0).row().getString(2)).isEqualTo(rows.get(1).row().getString(2));
  }

  @Test
  void columnsAreFoundByNameWhateverTheirOrder() throws IOException {
    TableSchema turned =
        table(ORDERS, column("status", DataTypes.STRING()), column("id", DataTypes.INT()));

    assertThat(texts(read(write(turned, event(Op.INSERT, 1, null, row("new", 1))), input(SCHEMA))))
        .containsExactly("1,new,c");
  }

  @Test
  void aColumnThatTheTableDoesNotDeclareIsRescued() throws IOException {
    TableSchema wider =
        table(
            ORDERS,
            column("id", DataTypes.INT()),
            column("status", DataTypes.STRING()),
            column("channel", DataTypes.STRING()),
            column("price", DataTypes.DECIMAL(10, 2)));
    BronzeSplit file =
        write(
            wider,
            event(
                Op.INSERT,
                1,
                null,
                row(1, "new", "we\"b", DecimalData.fromBigDecimal(new BigDecimal("1.50"), 10, 2))),
            event(Op.INSERT, 2, null, row(2, "new", null, null)));

    List<SourceRow> rows = read(file, input(SCHEMA));

    assertThat(rescued(rows.get(0))).isEqualTo("{\"channel\":\"we\\\"b\",\"price\":\"1.50\"}");
    assertThat(rescued(rows.get(1))).isNull();
  }

  @Test
  void whatBronzeCouldNotTypeIsRescuedOfTheImageThatCounts() throws IOException {
    BronzeSplit file =
        write(
            SCHEMA,
            rescuing(
                event(Op.UPDATE, 1, row(1, null), row(1, null)),
                "{\"before\":{\"status\":\"0000-00-00\"},\"after\":{\"status\":\"2024-02-31\"}}"),
            rescuing(
                event(Op.UPDATE, 2, row(1, null), row(1, "new")),
                "{\"before\":{\"status\":\"2024-02-31\"}}"),
            rescuing(
                event(Op.DELETE, 3, row(1, null), null),
                "{\"before\":{\"status\":\"2024-02-31\"}}"));

    List<SourceRow> rows = read(file, input(SCHEMA));

    assertThat(rescued(rows.get(0))).isEqualTo("{\"status\":\"2024-02-31\"}");
    assertThat(rows.get(0).row().isNullAt(1)).isTrue();
    assertThat(rescued(rows.get(1))).isNull();
    assertThat(rescued(rows.get(2))).isEqualTo("{\"status\":\"2024-02-31\"}");
  }

  @Test
  void whatBronzeCouldNotTypeIsRescuedBesidesWhatHasNoColumn() throws IOException {
    TableSchema wider =
        table(
            ORDERS,
            column("id", DataTypes.INT()),
            column("status", DataTypes.STRING()),
            column("channel", DataTypes.STRING()));
    BronzeSplit file =
        write(
            wider,
            rescuing(
                event(Op.INSERT, 1, null, row(1, null, "web")),
                "{\"after\":{\"status\":\"2024-02-31\"}}"));

    assertThat(rescued(read(file, input(SCHEMA)).get(0)))
        .isEqualTo("{\"status\":\"2024-02-31\",\"channel\":\"web\"}");
  }

  private static RowData rescuing(RowData event, String json) {
    GenericRowData row = (GenericRowData) event;
    row.setField(row.getArity() - 1, StringData.fromString(json));
    return row;
  }

  @Test
  void aColumnThatTheFileDoesNotHaveIsNull() throws IOException {
    TableSchema narrower = table(ORDERS, column("id", DataTypes.INT()));

    List<SourceRow> rows = read(write(narrower, event(Op.INSERT, 1, null, row(1))), input(SCHEMA));

    assertThat(texts(rows)).containsExactly("1,null,c");
    assertThat(rescued(rows.get(0))).isNull();
  }

  @Test
  void aWidenedColumnKeepsWhatFitsAndRescuesTheRest() throws IOException {
    TableSchema widened =
        table(ORDERS, column("id", DataTypes.BIGINT()), column("status", DataTypes.STRING()));
    BronzeSplit file =
        write(
            widened,
            event(Op.INSERT, 1, null, row(7L, "fits")),
            event(Op.INSERT, 2, null, row(3_000_000_000L, "does not")));

    List<SourceRow> rows = read(file, input(SCHEMA));

    assertThat(texts(rows)).containsExactly("7,fits,c", "null,does not,c");
    assertThat(rescued(rows.get(0))).isNull();
    assertThat(rescued(rows.get(1))).isEqualTo("{\"id\":3000000000}");
  }

  @Test
  void aNarrowedColumnFitsAsItWas() throws IOException {
    TableSchema declared =
        table(ORDERS, column("id", DataTypes.BIGINT()), column("status", DataTypes.STRING()));

    SourceRow row =
        read(write(SCHEMA, event(Op.INSERT, 1, null, row(7, "narrow"))), input(declared)).get(0);

    assertThat(row.row().getLong(0)).isEqualTo(7L);
    assertThat(rescued(row)).isNull();
  }

  @Test
  void aColumnOfAnotherKindIsRescued() throws IOException {
    TableSchema other =
        table(ORDERS, column("id", DataTypes.INT()), column("status", DataTypes.INT()));

    SourceRow row = read(write(other, event(Op.INSERT, 1, null, row(1, 5))), input(SCHEMA)).get(0);

    assertThat(row.row().isNullAt(1)).isTrue();
    assertThat(rescued(row)).isEqualTo("{\"status\":5}");
  }

  @Test
  void aDroppedColumnIsThereForExpressionsAndNeverRescued() throws IOException {
    TableSchema wider =
        table(
            ORDERS,
            column("id", DataTypes.INT()),
            column("status", DataTypes.INT()),
            column("card", DataTypes.STRING()),
            column("pin", DataTypes.INT()));
    TableSchema declared =
        table(
            ORDERS,
            column("id", DataTypes.INT()),
            column("status", DataTypes.STRING()),
            column("card", DataTypes.STRING()));

    SourceRow row =
        read(
                write(wider, event(Op.INSERT, 1, null, row(1, 5, "4111", 1234))),
                new InputTable(declared, Set.of("status", "card", "pin"), false))
            .get(0);

    assertThat(row.row().getString(2)).hasToString("4111");
    assertThat(rescued(row)).isNull();
  }

  @Test
  void aReaderGoesOnAfterEveryRowThatItCanHaveStoppedAt() throws IOException {
    Random random = Seed.random();
    RowData[] events = new RowData[2_500];
    for (int i = 0; i < events.length; i++) {
      events[i] =
          random.nextBoolean()
              ? event(Op.INSERT, i, null, row(i, "new"))
              : event(Op.UPDATE, i, row(i, "old"), row(i, "new"));
    }
    BronzeSplit file = write(SCHEMA, events);
    InputTable input = new InputTable(SCHEMA, Set.of(), true);
    List<String> whole = texts(read(file, input));
    List<CheckpointedPosition> positions = positions(file, input);
    assertThat(positions).hasSameSizeAs(whole);

    for (int i = 0; i < 25; i++) {
      int stop = i == 0 ? whole.size() - 1 : random.nextInt(whole.size());
      BronzeSplit rest = (BronzeSplit) file.updateWithCheckpointedPosition(positions.get(stop));
      assertThat(texts(read(rest, input)))
          .as("rows after row " + stop)
          .isEqualTo(whole.subList(stop + 1, whole.size()));
    }
  }

  @Test
  void aFileOfATableThatIsReadNoMoreIsNotOpened() throws IOException {
    BronzeSplit gone =
        new BronzeSplit(ORDERS, new org.apache.flink.core.fs.Path("file:///gone"), 7, null);

    assertThat(
            new BronzeRowFormat("file:///", new HashMap<>())
                .createReader(new Configuration(), gone)
                .readBatch())
        .isNull();
  }

  @Test
  void aFileThatIsNotBronzeIsADeadLetterThatSaysSo() throws IOException {
    org.apache.flink.core.fs.Path path =
        new org.apache.flink.core.fs.Path(directory.resolve("other.parquet").toUri());
    try (FSDataOutputStream out =
        path.getFileSystem().create(path, FileSystem.WriteMode.NO_OVERWRITE)) {
      ParquetWriter<RowData> writer =
          RowParquet.writer(out, BronzeFormat.rowType(SCHEMA), Map.of("a", "b"));
      writer.write(event(Op.INSERT, 1, null, row(1, "x")));
      writer.close();
    }
    BronzeSplit other =
        new BronzeSplit(ORDERS, path, path.getFileSystem().getFileStatus(path).getLen(), null);

    List<SourceRow> read = read(other, input(SCHEMA));

    assertThat(read).hasSize(1);
    assertThat(read.get(0).row()).isNull();
    assertThat(read.get(0).deadLetter().file()).isEqualTo("other.parquet");
    assertThat(read.get(0).deadLetter().reason())
        .contains("Not a bronze file")
        .contains(BronzeFormat.SCHEMA_KEY);
  }

  @Test
  void anEventThatCannotBeReadIsADeadLetterInItsPlace() throws IOException {
    GenericRowData poison = (GenericRowData) event(Op.INSERT, 2, null, row(2, "b"));
    poison.setField(7, StringData.fromString("{not JSON"));
    BronzeSplit file =
        write(
            SCHEMA,
            event(Op.INSERT, 1, null, row(1, "a")),
            poison,
            event(Op.INSERT, 3, null, row(3, "c")));

    List<SourceRow> read = read(file, input(SCHEMA));

    assertThat(read).hasSize(3);
    assertThat(texts(List.of(read.get(0), read.get(2)))).containsExactly("1,a,c", "3,c,c");
    DeadLetter letter = read.get(1).deadLetter();
    assertThat(letter.op()).isEqualTo("c");
    assertThat(letter.seq()).isEqualTo(poison.getString(1).toString());
    assertThat(letter.file()).endsWith(".parquet").startsWith("shop/orders/dt=");
    assertThat(letter.record().path("after").path("id").asInt()).isEqualTo(2);
    List<CheckpointedPosition> positions = positions(file, input(SCHEMA));
    BronzeSplit rest = (BronzeSplit) file.updateWithCheckpointedPosition(positions.get(1));
    assertThat(texts(read(rest, input(SCHEMA)))).containsExactly("3,c,c");
  }

  @Test
  void aFileThatIsGoneIsADeadLetter() throws IOException {
    BronzeSplit file = write(SCHEMA, event(Op.INSERT, 1, null, row(1, "a")));
    java.nio.file.Files.delete(Path.of(file.path().toUri()));

    List<SourceRow> read = read(file, input(SCHEMA));

    assertThat(read).hasSize(1);
    assertThat(read.get(0).deadLetter().reason()).contains("NotFound");
  }

  private static InputTable input(TableSchema declared) {
    return new InputTable(declared, Set.of(), false);
  }

  private BronzeSplit write(TableSchema schema, RowData... events) throws IOException {
    StorageAddress root = new StorageAddress(directory.toUri() + "bronze", null);
    try (Bronze bronze = new Bronze(root);
        ObjectStore store = root.open()) {
      String manifest = bronze.write(schema, events).commit();
      CommittedFile file = new CommitLogReader(store).read(manifest).files().get(0);
      return new BronzeSplit(
          file.table(),
          new org.apache.flink.core.fs.Path(root.address() + "/" + file.path()),
          file.bytes(),
          null);
    }
  }

  /** Files of bronze lie below a root of their own, others in the directory itself. */
  private String root(BronzeSplit split) {
    String bronze = directory.toUri() + "bronze";
    return split.path().toString().startsWith(new org.apache.flink.core.fs.Path(bronze) + "/")
        ? bronze
        : directory.toUri().toString();
  }

  private interface Each {
    void row(RecordAndPosition<SourceRow> row);
  }

  private void forEach(BronzeSplit split, InputTable input, Each each) throws IOException {
    HashMap<TableId, InputTable> tables = new HashMap<>(Map.of(split.table(), input));
    try (BulkFormat.Reader<SourceRow> reader =
        new BronzeRowFormat(root(split), tables).restoreReader(new Configuration(), split)) {
      BulkFormat.RecordIterator<SourceRow> batch;
      while ((batch = reader.readBatch()) != null) {
        RecordAndPosition<SourceRow> row;
        while ((row = batch.next()) != null) {
          each.row(row);
        }
      }
    }
  }

  private List<SourceRow> read(BronzeSplit split, InputTable input) throws IOException {
    List<SourceRow> rows = new ArrayList<>();
    forEach(split, input, row -> rows.add(row.getRecord()));
    return rows;
  }

  /** What a checkpoint holds after each row. */
  private List<CheckpointedPosition> positions(BronzeSplit split, InputTable input)
      throws IOException {
    List<CheckpointedPosition> positions = new ArrayList<>();
    forEach(
        split,
        input,
        row -> positions.add(new CheckpointedPosition(row.getOffset(), row.getRecordSkipCount())));
    return positions;
  }

  /** {@code id,status,op}. */
  private static List<String> texts(List<SourceRow> rows) {
    List<String> texts = new ArrayList<>();
    for (SourceRow source : rows) {
      RowData row = source.row();
      texts.add(
          (row.isNullAt(0) ? null : row.getInt(0))
              + ","
              + (row.isNullAt(1) ? null : row.getString(1))
              + ","
              + row.getString(3));
    }
    return texts;
  }

  private static String rescued(SourceRow row) {
    int position = row.row().getArity() - 1;
    return row.row().isNullAt(position) ? null : row.row().getString(position).toString();
  }
}
