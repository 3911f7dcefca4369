package io.tributary.cli.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.cli.TestLake;
import io.tributary.cli.TestLake.Commands;
import io.tributary.cli.TestLake.Outcome;
import io.tributary.common.change.Op;
import io.tributary.common.change.Seq;
import io.tributary.common.commitlog.CommitLogReader;
import io.tributary.common.commitlog.CommittedFile;
import io.tributary.common.deadletter.DeadLetter;
import io.tributary.common.deadletter.DeadLetters;
import io.tributary.common.schema.Column;
import io.tributary.common.schema.TableId;
import io.tributary.common.schema.TableSchema;
import io.tributary.common.storage.ObjectStore;
import io.tributary.common.storage.StorageAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TableId ORDERS = new TableId("src", "shop", "orders");
  private static final TableSchema SCHEMA =
      new TableSchema(
          ORDERS,
          List.of(new Column("id", "bigint", DataTypes.BIGINT().getLogicalType())),
          List.of("id"));

  /** As a capture of an earlier release may have left it: the form is a promise. */
  private static final String RECORD =
      """
      {"topic": "mysql_binlog_source.shop.orders",
       "offset": {"file": "binlog.000007", "pos": 4},
       "key": {"schema": {"type": "struct", "optional": false,
                          "fields": [{"field": "id", "type": "int64", "optional": false}]},
               "payload": {"id": 3}},
       "value": {
         "schema": {"type": "struct", "optional": false, "fields": [
           {"field": "before", "type": "struct", "optional": true, "fields": [%1$s]},
           {"field": "after", "type": "struct", "optional": true, "fields": [%1$s]},
           {"field": "source", "type": "struct", "optional": false, "fields": [
             {"field": "db", "type": "string", "optional": false},
             {"field": "table", "type": "string", "optional": false},
             {"field": "server_id", "type": "int64", "optional": false},
             {"field": "gtid", "type": "string", "optional": true},
             {"field": "file", "type": "string", "optional": false},
             {"field": "pos", "type": "int64", "optional": false},
             {"field": "row", "type": "int32", "optional": false},
             {"field": "ts_ms", "type": "int64", "optional": false}]},
           {"field": "op", "type": "string", "optional": false}]},
         "payload": {"before": null, "after": {"id": %2$s}, "op": "c",
                     "source": {"db": "shop", "table": "orders", "server_id": 1, "gtid": null,
                                "file": "binlog.000007", "pos": 4, "row": 2, "ts_ms": 5000}}}}
      """;

  private static final String ID =
      """
      {"field": "id", "type": "int64", "optional": true,
       "parameters": {"__debezium.source.column.type": "%s"}}
      """;

  private static final String DOCUMENT =
      """
      {"topic": "crm.customers",
       "offset": {"_id": "{\\"_id\\": 1}", "copy": "true"},
       "value": {
         "schema": {"type": "struct", "optional": false, "fields": [
           {"field": "operationType", "type": "string", "optional": true},
           {"field": "fullDocument", "type": "string", "optional": true},
           {"field": "documentKey", "type": "string", "optional": true},
           {"field": "ns", "type": "struct", "optional": true, "fields": [
             {"field": "db", "type": "string", "optional": false},
             {"field": "coll", "type": "string", "optional": true}]}]},
         "payload": {"operationType": "insert", "ns": {"db": "crm", "coll": "customers"},
                     "documentKey": "{\\"_id\\": 1}",
                     "fullDocument": "{\\"_id\\": 1, \\"name\\": \\"a\\"}"}}}
      """;

  @TempDir Path directory;

  private TestLake lake;

  @BeforeEach
  void lake() throws Exception {
    lake = new TestLake(directory, "- table: shop.orders");
  }

  @Test
  void aLakeWithoutDeadLettersSaysSo() {
    Outcome outcome = lake.run("dead-letters", "list");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).isEqualTo("No dead letters.\n");
  }

  @Test
  void silversLettersAreReplayedByNamingTheirFilesAgain() throws Exception {
    String path = lake.writeBronze(SCHEMA, event(1), event(2));
    letter(ofSilver(path, 1));
    letter(ofSilver(path, 2));

    Outcome list = lake.run("dead-letters", "list");
    assertThat(list.out()).contains("shop.orders, silver: ArithmeticException", "2 dead letters.");
    assertThat(list.out()).as("values are not listed").doesNotContain("4711");
    JsonNode first =
        JSON.readTree(
            lake.run("dead-letters", "list", "--format", "json").out().lines().findFirst().get());
    assertThat(first.get("seq").asText()).isEqualTo(seq(1));
    JsonNode shown =
        JSON.readTree(lake.run("dead-letters", "show", first.get("name").asText()).out());
    assertThat(shown.get("reason").asText()).contains("4711");
    assertThat(shown.get("file").asText()).isEqualTo(path);

    Outcome replay = lake.run("dead-letters", "replay", "--all");

    assertThat(replay.err()).isEmpty();
    assertThat(replay.exitCode()).isZero();
    assertThat(replay.out()).isEqualTo("2 of 2 dead letters replayed, by 1 bronze files.\n");
    CommittedFile again = newestManifest().get(0);
    assertThat(again.path()).isEqualTo(path);
    assertThat(again.rows()).isEqualTo(2);
    assertThat(again.minSeq()).isEqualTo(seq(1));
    assertThat(again.maxSeq()).isEqualTo(seq(2));
    assertThat(again.bytes()).isEqualTo(Files.size(directory.resolve("bronze/src").resolve(path)));
    assertThat(lake.run("dead-letters", "list").out()).isEqualTo("No dead letters.\n");
    assertThat(lake.run("dead-letters", "list", "--all").out()).contains("(replayed)");
  }

  @Test
  void bronzesLettersAreReplayedByDecodingTheirRecordsAgain() throws Exception {
    letter(ofBronze(RECORD.formatted(ID.formatted("BIGINT"), "3"), 3));
    letter(ofBronze(RECORD.formatted(ID.formatted("TIMESTAMP"), "4"), 4));

    Outcome replay = lake.run("dead-letters", "replay", "--table", "shop.orders");

    assertThat(replay.exitCode()).isEqualTo(1);
    assertThat(replay.out()).isEqualTo("1 of 2 dead letters replayed, by 1 bronze files.\n");
    assertThat(replay.err()).contains(seq(4), "this release cannot decode it either");
    CommittedFile written = newestManifest().get(0);
    assertThat(written.table()).isEqualTo(ORDERS);
    assertThat(written.rows()).isEqualTo(1);
    assertThat(written.minSeq()).isEqualTo(Seq.ofBinlog(1, "binlog.000007", 4, 2));
    assertThat(written.newestSourceTs()).isEqualTo(5000);
    assertThat(Files.size(directory.resolve("bronze/src").resolve(written.path())))
        .isEqualTo(written.bytes());
    assertThat(lake.run("dead-letters", "list").out()).contains(seq(4), "1 dead letters.");
  }

  @Test
  void lettersOfDocumentsAreDecodedAgain() throws Exception {
    Path file = directory.resolve("crm.yaml");
    Files.writeString(
        file,
        """
        lake: {bronze: 'file://%1$s/b', silver: 'file://%1$s/s', consumer: 'file://%1$s/c'}
        sources:
          crm: {type: mongodb, uri: 'mongodb://127.0.0.1:1/', collections: ['crm\\..*']}
        """
            .formatted(directory));
    TableId customers = new TableId("crm", "crm", "customers");
    StorageAddress root = new StorageAddress("file://" + directory + "/b/crm", null);
    try (ObjectStore store = root.open()) {
      new DeadLetters(store)
          .write(
              DeadLetter.ofCapture(
                  customers,
                  Seq.ofDocumentSnapshot(1, 5, 6),
                  "",
                  JSON.readTree(DOCUMENT),
                  new IllegalStateException("cannot decode")));

      Outcome replay = Commands.run("dead-letters", "replay", "--all", "--config", file.toString());

      assertThat(replay.err()).isEmpty();
      assertThat(replay.out()).isEqualTo("1 of 1 dead letters replayed, by 1 bronze files.\n");
      CommitLogReader log = new CommitLogReader(store);
      CommittedFile written =
          log.read(log.namesAfter(CommitLogReader.START, 1).get(0)).files().get(0);
      assertThat(written.table()).isEqualTo(customers);
      assertThat(written.minSeq()).isEqualTo(Seq.ofDocumentSnapshot(1, 5, 6));
    }
  }

  @Test
  void aLetterWhoseFileIsGoneStaysAndSaysWhereTheRecordIs() throws Exception {
    String path = lake.writeBronze(SCHEMA, event(1));
    letter(ofSilver(path, 1));
    Files.delete(directory.resolve("bronze/src").resolve(path));

    Outcome replay = lake.run("dead-letters", "replay", "--all");

    assertThat(replay.exitCode()).isEqualTo(1);
    assertThat(replay.err()).contains(path, "is gone", "dead-letters show");
    assertThat(lake.run("dead-letters", "list").out()).contains("1 dead letters.");
  }

  @Test
  void whatToReplayMustBeSaidAndMustBeThere() {
    assertThat(lake.run("dead-letters", "replay").exitCode()).isEqualTo(2);
    Outcome unknown = lake.run("dead-letters", "replay", "none.json");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("No source of the lake has a dead letter none.json");
  }

  private void letter(DeadLetter letter) throws Exception {
    try (ObjectStore store = lake.bronze().open()) {
      new DeadLetters(store).write(letter);
    }
  }

  private List<CommittedFile> newestManifest() throws Exception {
    try (ObjectStore store = lake.bronze().open()) {
      CommitLogReader log = new CommitLogReader(store);
      List<String> names = log.namesAfter(CommitLogReader.START, 100);
      return log.read(names.get(names.size() - 1)).files();
    }
  }

  private static DeadLetter ofSilver(String path, long position) {
    return DeadLetter.ofEvent(
        ORDERS,
        "c",
        seq(position),
        path,
        JSON.createObjectNode().put("id", position),
        new ArithmeticException("4711 / 0"));
  }

  private static DeadLetter ofBronze(String record, long position) throws Exception {
    return DeadLetter.ofCapture(
        ORDERS,
        seq(position),
        "{file=binlog.000007}",
        JSON.readTree(record),
        new IllegalStateException("cannot decode"));
  }

  private static String seq(long position) {
    return Seq.ofBinlog(Seq.FIRST_EPOCH, "binlog.000001", position, 0);
  }

  private static RowData event(long position) {
    return GenericRowData.of(
        StringData.fromString(Op.INSERT.letter()),
        StringData.fromString(seq(position)),
        TimestampData.fromEpochMillis(position),
        TimestampData.fromEpochMillis(position),
        GenericRowData.of(
            StringData.fromString("1"), null, StringData.fromString("binlog.000001"), position, 0),
        null,
        GenericRowData.of(position),
        null);
  }
}
