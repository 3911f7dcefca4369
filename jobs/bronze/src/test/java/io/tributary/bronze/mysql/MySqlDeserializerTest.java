package io.tributary.bronze.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.bronze.Captured;
import io.tributary.bronze.RawRecord;
import io.tributary.common.change.ChangeEvent;
import io.tributary.common.change.Op;
import io.tributary.common.change.Seq;
import io.tributary.common.deadletter.DeadLetter;
import io.tributary.common.schema.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.Schema;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.Struct;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.source.SourceRecord;
import org.apache.flink.table.data.RowData;
import org.junit.jupiter.api.Test;

/** Records as Debezium makes them of a table {@code shop.orders}. */
class MySqlDeserializerTest {

  private static final String SNAPSHOT_SEQ = Seq.ofSnapshot(1, "binlog.000003", 700);
  private static final Schema KEY = SchemaBuilder.struct().field("id", Schema.INT32_SCHEMA).build();
  private static final Schema SOURCE =
      SchemaBuilder.struct()
          .field("db", Schema.STRING_SCHEMA)
          .field("table", Schema.STRING_SCHEMA)
          .field("server_id", Schema.INT64_SCHEMA)
          .field("gtid", Schema.OPTIONAL_STRING_SCHEMA)
          .field("file", Schema.STRING_SCHEMA)
          .field("pos", Schema.INT64_SCHEMA)
          .field("row", Schema.INT32_SCHEMA)
          .field("ts_ms", Schema.INT64_SCHEMA)
          .build();

  private final MySqlDeserializer deserializer =
      new MySqlDeserializer("src", 1, SNAPSHOT_SEQ, List.of());

  @Test
  void aRowOfTheSnapshotCarriesThePositionAtWhichTheCaptureBegan() {
    Schema envelope = envelope("INT", "VARCHAR");

    ChangeEvent event = change(record(envelope, "r", "", 0, 0, null, image(envelope, 1, "new")));

    assertThat(event.op()).isEqualTo(Op.SNAPSHOT);
    assertThat(event.seq()).isEqualTo(SNAPSHOT_SEQ);
    assertThat(event.sourceTs()).isNull();
    assertThat(event.position().isNullAt(2)).isTrue();
    assertThat(event.before()).isNull();
    assertThat(((RowData) event.after()).getInt(0)).isEqualTo(1);
    assertThat(((RowData) event.after()).getString(1)).hasToString("new");
    assertThat(event.schema().table()).isEqualTo(new TableId("src", "shop", "orders"));
    assertThat(event.schema().primaryKey()).containsExactly("id");
  }

  @Test
  void aRowOfTheSnapshotThatWasReadFromTheLogKeepsItsPosition() {
    Schema envelope = envelope("INT", "VARCHAR");

    ChangeEvent event =
        change(record(envelope, "r", "binlog.000004", 90, 2, null, image(envelope, 1, "new")));

    assertThat(event.op()).isEqualTo(Op.SNAPSHOT);
    assertThat(event.seq()).isEqualTo(Seq.ofBinlog(1, "binlog.000004", 90, 2));
    assertThat(event.sourceTs()).isNull();
  }

  @Test
  void aChangeHasItsImagesAndItsPlaceInTheLog() {
    Schema envelope = envelope("INT", "VARCHAR");

    ChangeEvent update =
        change(
            record(
                envelope,
                "u",
                "binlog.000004",
                90,
                2,
                image(envelope, 1, "old"),
                image(envelope, 1, null)));
    ChangeEvent delete =
        change(record(envelope, "d", "binlog.000004", 91, 0, image(envelope, 1, null), null));

    assertThat(update.seq()).isEqualTo(Seq.ofBinlog(1, "binlog.000004", 90, 2));
    assertThat(update.sourceTs()).isEqualTo(1_700_000_000_000L);
    assertThat(update.position().getString(0)).hasToString("223344");
    assertThat(update.position().getString(1)).hasToString("uuid:7");
    assertThat(update.position().getString(2)).hasToString("binlog.000004");
    assertThat(update.position().getLong(3)).isEqualTo(90);
    assertThat(update.position().getInt(4)).isEqualTo(2);
    assertThat(((RowData) update.before()).getString(1)).hasToString("old");
    assertThat(((RowData) update.after()).isNullAt(1)).isTrue();
    assertThat(delete.op()).isEqualTo(Op.DELETE);
    assertThat(delete.after()).isNull();
  }

  @Test
  void aSchemaThatStaysTheSameIsOneObject() {
    Schema first = envelope("INT", "VARCHAR");
    Schema equal = envelope("INT", "VARCHAR");
    Schema changed = envelope("BIGINT", "VARCHAR");

    ChangeEvent one = change(record(first, "c", "binlog.1", 1, 0, null, image(first, 1, "a")));
    ChangeEvent two = change(record(equal, "c", "binlog.1", 2, 0, null, image(equal, 2, "b")));
    ChangeEvent three =
        change(record(changed, "c", "binlog.1", 3, 0, null, image(changed, 3, "c")));

    assertThat(two.schema()).isSameAs(one.schema());
    assertThat(((RowData) two.after()).getInt(0)).isEqualTo(2);
    assertThat(three.schema()).isNotEqualTo(one.schema());
    assertThat(((RowData) three.after()).getLong(0)).isEqualTo(3L);
  }

  @Test
  void recordsThatAreNeitherChangeAreNoEvents() {
    Schema heartbeat = SchemaBuilder.struct().field("ts_ms", Schema.INT64_SCHEMA).build();

    assertThat(
            captured(
                new SourceRecord(
                    Map.of(),
                    Map.of(),
                    "heartbeat",
                    heartbeat,
                    new Struct(heartbeat).put("ts_ms", 1L))))
        .isEmpty();
    assertThat(captured(new SourceRecord(Map.of(), Map.of(), "tombstone", null, null))).isEmpty();
  }

  @Test
  void aRecordThatCannotBeConvertedIsADeadLetter() {
    Schema envelope = envelope("TIMESTAMP", "VARCHAR");
    SourceRecord poison = record(envelope, "c", "binlog.1", 1, 2, null, image(envelope, 4711, "a"));

    List<Captured> captured = captured(poison);

    assertThat(captured).hasSize(1);
    DeadLetter letter = captured.get(0).deadLetter();
    assertThat(letter.job()).isEqualTo(DeadLetter.BRONZE);
    assertThat(letter.table()).isEqualTo(new TableId("src", "shop", "orders"));
    assertThat(letter.seq()).isEqualTo(Seq.ofBinlog(1, "binlog.1", 1, 2));
    assertThat(letter.stackTrace()).contains("src/shop/orders").contains("id timestamp");
    assertThat(letter.record().at("/value/payload/after/id").asInt()).isEqualTo(4711);
    assertThat(captured(RawRecord.read(letter.record())).get(0).deadLetter().record())
        .isEqualTo(letter.record());
    // Only this record: the next one is an event.
    assertThat(change(record(envelope, "c", "binlog.1", 3, 0, null, nulls(envelope))).seq())
        .isEqualTo(Seq.ofBinlog(1, "binlog.1", 3, 0));
  }

  @Test
  void aDeadLetterIsReadAgainAsTheSameEvent() {
    Schema envelope = envelope("INT", "VARCHAR");
    SourceRecord logged = record(envelope, "c", "binlog.1", 1, 2, null, image(envelope, 1, null));
    SourceRecord snapshot = record(envelope, "r", "", 0, 0, null, image(envelope, 2, "b"));

    ChangeEvent ofLog = readAgain(logged, "whatever");
    ChangeEvent ofSnapshot = readAgain(snapshot, SNAPSHOT_SEQ);

    assertThat(ofLog.seq()).isEqualTo(change(logged).seq());
    assertThat(ofLog.schema()).isEqualTo(change(logged).schema());
    assertThat(ofLog.position()).isEqualTo(change(logged).position());
    assertThat(ofLog.after())
        .as("null stays null, whatever the column's default")
        .isEqualTo(change(logged).after());
    assertThat(ofSnapshot.seq()).isEqualTo(SNAPSHOT_SEQ);
    assertThat(ofSnapshot.after()).isEqualTo(change(snapshot).after());
  }

  private static ChangeEvent readAgain(SourceRecord record, String seq) {
    DeadLetter letter =
        DeadLetter.ofCapture(
            new TableId("src", "shop", "orders"),
            seq,
            "",
            RawRecord.write(record),
            new IllegalStateException("no more"));
    return MySqlDeserializer.readAgain(letter).get(0).change();
  }

  private static Struct nulls(Schema envelope) {
    return new Struct(envelope.field("after").schema());
  }

  @Test
  void whatNoColumnHoldsIsRescuedByImage() {
    Schema envelope = envelope("INT", "DATE");

    ChangeEvent update =
        change(
            record(
                envelope,
                "u",
                "binlog.1",
                1,
                0,
                image(envelope, 1, "2024-02-31"),
                image(envelope, 1L << 40, "2024-02-29")));
    ChangeEvent read =
        change(record(envelope, "r", "", 0, 0, null, image(envelope, 1, "0000-00-00")));
    ChangeEvent fits =
        change(record(envelope, "r", "", 0, 0, null, image(envelope, 1, "2024-02-29")));

    assertThat(update.rescued())
        .hasToString("{\"before\":{\"name\":\"2024-02-31\"},\"after\":{\"id\":\"1099511627776\"}}");
    assertThat(((RowData) update.before()).isNullAt(1)).isTrue();
    assertThat(((RowData) update.after()).getInt(1)).isEqualTo(19_782);
    assertThat(read.rescued()).hasToString("{\"after\":{\"name\":\"0000-00-00\"}}");
    assertThat(fits.rescued()).isNull();
  }

  private static Schema envelope(String idType, String nameType) {
    Schema row =
        SchemaBuilder.struct()
            .optional()
            .field(
                "id",
                SchemaBuilder.int64()
                    .optional()
                    .parameter("__debezium.source.column.type", idType)
                    .build())
            .field(
                "name",
                SchemaBuilder.string()
                    .optional()
                    .defaultValue("none")
                    .parameter("__debezium.source.column.type", nameType)
                    .parameter("__debezium.source.column.length", "20")
                    .build())
            .build();
    return SchemaBuilder.struct()
        .field("before", row)
        .field("after", row)
        .field("source", SOURCE)
        .field("op", Schema.STRING_SCHEMA)
        .build();
  }

  private static Struct image(Schema envelope, long id, String name) {
    return new Struct(envelope.field("after").schema()).put("id", id).put("name", name);
  }

  private static SourceRecord record(
      Schema envelope, String op, String file, long pos, int row, Struct before, Struct after) {
    Struct source =
        new Struct(SOURCE)
            .put("db", "shop")
            .put("table", "orders")
            .put("server_id", 223344L)
            .put("gtid", file.isEmpty() ? null : "uuid:7")
            .put("file", file)
            .put("pos", pos)
            .put("row", row)
            .put("ts_ms", file.isEmpty() ? 0L : 1_700_000_000_000L);
    Struct value =
        new Struct(envelope)
            .put("op", op)
            .put("source", source)
            .put("before", before)
            .put("after", after);
    return new SourceRecord(
        Map.of(), Map.of(), "topic", KEY, new Struct(KEY).put("id", 1), envelope, value);
  }

  private ChangeEvent change(SourceRecord record) {
    List<Captured> captured = captured(record);
    assertThat(captured).hasSize(1);
    return captured.get(0).change();
  }

  private List<Captured> captured(SourceRecord record) {
    List<Captured> captured = new ArrayList<>();
    deserializer.deserialize(record, new ListCollector<>(captured));
    return captured;
  }
}
