package io.tributary.common.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.change.Seq;
import io.tributary.common.json.Json;
import io.tributary.common.testing.MemoryObjectStore;
import io.tributary.common.testing.Seed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.flink.table.api.DataTypes;
import org.junit.jupiter.api.Test;

class SchemaHistoryTest {

  private static final TableId ORDERS = new TableId("src", "shop", "orders");
  private static final TableId NOTES = new TableId("src", "shop", "notes");

  private final MemoryObjectStore store = new MemoryObjectStore();
  private final SchemaHistory history = new SchemaHistory(store);

  @Test
  void withoutACaptureThereAreNoTables() throws IOException {
    assertThat(history.latest()).isEmpty();
  }

  @Test
  void theStartOfACaptureNamesAllTables() throws IOException {
    history.record(start(100, table(ORDERS, 1), table(NOTES, 1)));

    assertThat(history.latest())
        .hasSize(2)
        .containsEntry(ORDERS, table(ORDERS, 1))
        .containsEntry(NOTES, table(NOTES, 1));
  }

  @Test
  void theOrderOfTheSourcesLogCountsNotThatOfRecording() throws IOException {
    history.record(ddl(300, table(ORDERS, 3)));
    history.record(start(100, table(ORDERS, 1), table(NOTES, 1)));
    history.record(ddl(200, table(ORDERS, 2)));

    assertThat(history.latest())
        .containsEntry(ORDERS, table(ORDERS, 3))
        .containsEntry(NOTES, table(NOTES, 1));
  }

  @Test
  void aChangeAtThePositionOfTheStartIsLater() throws IOException {
    history.record(ddl(100, table(ORDERS, 2)));
    history.record(start(100, table(ORDERS, 1)));

    assertThat(history.latest()).containsEntry(ORDERS, table(ORDERS, 2));
  }

  @Test
  void recordingTheSameChangeAgainChangesNothing() throws IOException {
    history.record(ddl(100, table(ORDERS, 1)));
    history.record(ddl(100, table(ORDERS, 1)));

    assertThat(store.names()).hasSize(1);
  }

  @Test
  void oneStatementMayChangeSeveralTables() throws IOException {
    history.record(ddl(100, table(ORDERS, 1)));
    history.record(ddl(100, table(NOTES, 1)));

    assertThat(history.latest()).hasSize(2);
  }

  @Test
  void aDroppedTableIsStillKnownAsItWasLast() throws IOException {
    history.record(ddl(100, table(ORDERS, 1)));
    history.record(
        new SchemaChange(Seq.ofBinlog(1, "binlog.1", 200, 0), 1L, "DROP TABLE", List.of()));

    assertThat(history.latest()).containsEntry(ORDERS, table(ORDERS, 1));
  }

  @Test
  void aTableThatIsGoneIsToldWithTheChangeSinceWhichItIs() throws IOException {
    history.record(start(100, table(ORDERS, 1), table(NOTES, 1)));
    history.record(drop(200, ORDERS));
    history.record(drop(300, NOTES));
    history.record(ddl(400, table(NOTES, 2)));

    assertThat(history.read().dropped()).containsOnlyKeys(ORDERS);
    assertThat(history.read().dropped().get(ORDERS).seq())
        .isEqualTo(Seq.ofBinlog(1, "binlog.1", 200, 0));
  }

  @Test
  void aTableRenamedIntoTheCaptureLacksTheRowsItHadBefore() throws IOException {
    history.record(start(100, table(ORDERS, 1)));
    history.record(rename(200, new TableId("src", "other", "notes"), NOTES));
    history.record(ddl(300, table(NOTES, 2)));

    assertThat(history.read().renamedInto()).containsOnlyKeys(NOTES);
    assertThat(history.read().renamedInto().get(NOTES).formerName())
        .contains(new TableId("src", "other", "notes"));
    assertThat(history.read().dropped()).isEmpty();
  }

  @Test
  void madeAnewItLacksNothing() throws IOException {
    history.record(start(100, table(ORDERS, 1)));
    history.record(rename(200, new TableId("src", "other", "notes"), NOTES));
    history.record(rename(300, NOTES, new TableId("src", "other", "old_notes")));
    history.record(ddl(400, table(NOTES, 1)));

    assertThat(history.read().renamedInto()).doesNotContainKey(NOTES);
  }

  @Test
  void aCopyThatIsSwappedInLacksNothing() throws IOException {
    history.record(start(100, table(ORDERS, 1)));
    // One statement: names are sorted so that the table comes before it has gone.
    history.record(rename(200, new TableId("src", "shop", "orders_new"), ORDERS));
    history.record(rename(200, ORDERS, new TableId("src", "shop", "z_orders_old")));

    TableHistory tables = history.read();
    assertThat(tables.renamedInto()).doesNotContainKey(ORDERS);
    assertThat(tables.dropped()).isEmpty();
  }

  @Test
  void namesOfTablesMayHaveSlashes() throws IOException {
    TableId odd = new TableId("src", "shop", "a/b");
    history.record(ddl(100, table(odd, 1)));

    assertThat(history.latest()).containsOnlyKeys(odd);
  }

  @Test
  void aHistoryOfThousandsIsReadToItsEnd() throws IOException {
    List<Integer> positions = new ArrayList<>();
    for (int i = 1; i <= 2_500; i++) {
      positions.add(i);
    }
    Collections.shuffle(positions, Seed.random());
    for (int position : positions) {
      history.record(ddl(position, table(ORDERS, position)));
    }

    assertThat(history.latest()).containsEntry(ORDERS, table(ORDERS, 2_500));
    assertThat(store.lists()).isEqualTo(3);
  }

  @Test
  void exactlyOnePageIsReadToItsEndToo() throws IOException {
    for (int position = 1; position <= 1_000; position++) {
      history.record(ddl(position, table(ORDERS, position)));
    }

    assertThat(history.latest()).containsEntry(ORDERS, table(ORDERS, 1_000));
  }

  @Test
  void aSchemaIsTheSameAfterItsJson() {
    TableSchema schema =
        new TableSchema(
            new TableId("src", "shöp", "o\"rders"),
            List.of(
                new Column("id", "bigint unsigned", DataTypes.DECIMAL(20, 0).getLogicalType()),
                new Column("at", "timestamp(6)", DataTypes.TIMESTAMP_LTZ(6).getLogicalType()),
                new Column("name", "enum('a','b')", DataTypes.STRING().getLogicalType())),
            List.of("id", "at"));

    assertThat(Json.read(Json.write(schema), TableSchema.class)).isEqualTo(schema);
    assertThat(Json.read(Json.write(schema), TableSchema.class).hashCode())
        .isEqualTo(schema.hashCode());
  }

  private static SchemaChange start(long position, TableSchema... tables) {
    return new SchemaChange(Seq.ofSnapshot(1, "binlog.1", position), null, null, List.of(tables));
  }

  private static SchemaChange ddl(long position, TableSchema table) {
    return new SchemaChange(
        Seq.ofBinlog(1, "binlog.1", position, 0), 1L, "ALTER TABLE", List.of(table));
  }

  private static SchemaChange drop(long position, TableId table) {
    return new SchemaChange(
        Seq.ofBinlog(1, "binlog.1", position, 0), 1L, "DROP TABLE", List.of(), List.of(table));
  }

  private static SchemaChange rename(long position, TableId from, TableId to) {
    return new SchemaChange(
        Seq.ofBinlog(1, "binlog.1", position, 0),
        1L,
        "RENAME TABLE",
        List.of(table(to, 2)),
        List.of(from));
  }

  private static TableSchema table(TableId id, int version) {
    return new TableSchema(
        id, List.of(new Column("v" + version, "int", DataTypes.INT().getLogicalType())), List.of());
  }
}
