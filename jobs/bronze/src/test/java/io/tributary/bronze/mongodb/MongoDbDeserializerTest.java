package io.tributary.bronze.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoSocketException;
import com.mongodb.ServerAddress;
import io.tributary.bronze.Captured;
import io.tributary.bronze.RawRecord;
import io.tributary.common.change.ChangeEvent;
import io.tributary.common.change.Op;
import io.tributary.common.change.Seq;
import io.tributary.common.deadletter.DeadLetter;
import io.tributary.common.schema.TableId;
import io.tributary.common.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.cdc.connectors.mongodb.source.utils.MongoRecordUtils;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.source.SourceRecord;
import org.bson.BsonDocument;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.junit.jupiter.api.Test;

/** What the deserializer makes of records as Flink CDC's own code writes them. */
class MongoDbDeserializerTest {

  private static final TableId CUSTOMERS = new TableId("crm", "shop", "customers");
  private static final String SNAPSHOT_SEQ = Seq.ofDocumentSnapshot(1, 1_700_000_000L, 7);
  private static final String TOKEN =
      "826553F10000000001" + "2B022C0100296E5A1004" + "ABCDEF0123456789ABCDEF0123456789" + "46645F";

  /** One of every type, at its edges. */
  private static final String EVERY_TYPE =
      "{\"_id\": {\"$oid\": \"65a1b2c3d4e5f60718293a4b\"},"
          + " \"int\": {\"$numberInt\": \"-2147483648\"},"
          + " \"long\": {\"$numberLong\": \"7\"},"
          + " \"big\": {\"$numberLong\": \"-9223372036854775808\"},"
          + " \"double\": {\"$numberDouble\": \"7.0\"},"
          + " \"tenth\": {\"$numberDouble\": \"0.1\"},"
          + " \"tiny\": {\"$numberDouble\": \"4.9E-324\"},"
          + " \"minus\": {\"$numberDouble\": \"-0.0\"},"
          + " \"nan\": {\"$numberDouble\": \"NaN\"},"
          + " \"infinite\": {\"$numberDouble\": \"-Infinity\"},"
          + " \"decimal\": {\"$numberDecimal\": \"1.10\"},"
          + " \"huge\": {\"$numberDecimal\": \"9.999999999999999999999999999999999E+6144\"},"
          + " \"decnan\": {\"$numberDecimal\": \"NaN\"},"
          + " \"date\": {\"$date\": {\"$numberLong\": \"1704067200123\"}},"
          + " \"ancient\": {\"$date\": {\"$numberLong\": \"-62135596800001\"}},"
          + " \"last\": {\"$date\": {\"$numberLong\": \"9223372036854775807\"}},"
          + " \"text\": \"é\\ud83d\\ude00\\u0000\\n\\\"\","
          + " \"true\": true, \"null\": null,"
          + " \"binary\": {\"$binary\": {\"base64\": \"AP8=\", \"subType\": \"00\"}},"
          + " \"own\": {\"$binary\": {\"base64\": \"AP8=\", \"subType\": \"80\"}},"
          + " \"uuid\": {\"$binary\": {\"base64\": \"ABEiM0RVZneImaq7zN3u/w==\","
          + " \"subType\": \"04\"}},"
          + " \"regex\": {\"$regularExpression\": {\"pattern\": \"^a\", \"options\": \"i\"}},"
          + " \"code\": {\"$code\": \"f()\"},"
          + " \"scoped\": {\"$code\": \"f(x)\", \"$scope\": {\"x\": {\"$numberInt\": \"1\"}}},"
          + " \"symbol\": {\"$symbol\": \"s\"},"
          + " \"undefined\": {\"$undefined\": true},"
          + " \"timestamp\": {\"$timestamp\": {\"t\": 4294967295, \"i\": 1}},"
          + " \"min\": {\"$minKey\": 1}, \"max\": {\"$maxKey\": 1},"
          + " \"array\": [{\"$numberInt\": \"1\"}, [], {\"a\": {\"$numberLong\": \"2\"}}],"
          + " \"nested\": {\"\": {}, \"a.b\": {\"$numberInt\": \"1\"}}}";

  @Test
  void aSnapshotReadCarriesTheTimeOfTheStart() {
    ChangeEvent event = change(snapshotRead("{\"_id\": 1, \"name\": \"a\"}"));

    assertThat(event.schema()).isEqualTo(TableSchema.ofDocuments(CUSTOMERS));
    assertThat(event.op()).isEqualTo(Op.SNAPSHOT);
    assertThat(event.seq()).isEqualTo(SNAPSHOT_SEQ);
    assertThat(event.sourceTs()).isNull();
    assertThat(event.position().getString(0)).hasToString("h:1");
    assertThat(event.position().isNullAt(1)).isTrue();
    assertThat(event.key()).hasToString("{\"_id\": {\"$numberInt\": \"1\"}}");
    assertThat(event.before()).isNull();
    assertThat(event.after()).hasToString("{\"_id\": {\"$numberInt\": \"1\"}, \"name\": \"a\"}");
  }

  @Test
  void everyTypeIsTheSameInSnapshotAndStream() {
    assertThat(change(snapshotRead(EVERY_TYPE)).after()).hasToString(EVERY_TYPE);
    assertThat(change(streamed("insert", "\"fullDocument\": " + EVERY_TYPE)).after())
        .hasToString(EVERY_TYPE);
  }

  @Test
  void aChangeIsOrderedByTimeAndToken() {
    ChangeEvent event = change(streamed("insert", "\"fullDocument\": {\"_id\": 1}"));

    assertThat(event.op()).isEqualTo(Op.INSERT);
    assertThat(event.seq())
        .isEqualTo("0001-1700000000-0000000001-" + TOKEN.substring(18, 18 + 52 + 6) + "000000")
        .hasSize(Seq.CHANGE_STREAM_LENGTH)
        .isLessThan(SNAPSHOT_SEQ);
    assertThat(event.sourceTs()).isEqualTo(1_700_000_000_000L);
    assertThat(event.position().getString(1)).hasToString(TOKEN);
  }

  @Test
  void imagesAreKeptAsFarAsThereAreAny() {
    ChangeEvent update =
        change(
            streamed(
                "update",
                "\"fullDocument\": {\"_id\": 1, \"a\": 2},"
                    + " \"fullDocumentBeforeChange\": {\"_id\": 1, \"a\": 1}"));
    assertThat(update.op()).isEqualTo(Op.UPDATE);
    assertThat(update.before())
        .hasToString("{\"_id\": {\"$numberInt\": \"1\"}, \"a\": {\"$numberInt\": \"1\"}}");
    assertThat(update.after())
        .hasToString("{\"_id\": {\"$numberInt\": \"1\"}, \"a\": {\"$numberInt\": \"2\"}}");

    ChangeEvent replace = change(streamed("replace", "\"fullDocument\": {\"_id\": 1}"));
    assertThat(replace.op()).isEqualTo(Op.UPDATE);
    ChangeEvent delete = change(streamed("delete", "\"fullDocument\": null"));
    assertThat(delete.op()).isEqualTo(Op.DELETE);
    assertThat(delete.key()).hasToString("{\"_id\": {\"$numberInt\": \"1\"}}");
    assertThat(delete.before()).isNull();
    assertThat(delete.after()).isNull();
  }

  @Test
  void anUpdateWithoutImageIsLookedUpWhereTheServerDoesNot() {
    String update = "\"fullDocument\": null";
    assertThat(change(streamed("update", update)).after()).isNull();

    DocumentLookup lookup = (collection, key) -> key.clone().append("found", key.get("_id"));
    assertThat(changes(deserializer(lookup), streamed("update", update)).get(0).change().after())
        .hasToString("{\"_id\": {\"$numberInt\": \"1\"}, \"found\": {\"$numberInt\": \"1\"}}");
    assertThat(
            changes(deserializer((collection, key) -> null), streamed("update", update))
                .get(0)
                .change()
                .after())
        .isNull();
    assertThat(changes(deserializer(lookup), streamed("delete", update)).get(0).change().after())
        .isNull();
  }

  @Test
  void aNewCollectionIsRecordedBeforeItsFirstEvent() {
    MongoDbDeserializer deserializer =
        new MongoDbDeserializer("crm", "h:1", 1, SNAPSHOT_SEQ, Set.of(), null);

    List<Captured> first = changes(deserializer, streamed("insert", "\"fullDocument\": {}"));
    List<Captured> second = changes(deserializer, streamed("insert", "\"fullDocument\": {}"));

    assertThat(first).hasSize(2);
    assertThat(first.get(0).isSchemaChange()).isTrue();
    assertThat(first.get(0).schemaChange().tables())
        .containsExactly(TableSchema.ofDocuments(CUSTOMERS));
    assertThat(second).hasSize(1);
  }

  @Test
  void aRecordThatIsNoChangeOfADocumentIsADeadLetter() {
    List<Captured> captured =
        changes(deserializer(null), streamed("reshape", "\"fullDocument\": {\"a\": 1}"));

    assertThat(captured).hasSize(1);
    DeadLetter letter = captured.get(0).deadLetter();
    assertThat(letter.table()).isEqualTo(CUSTOMERS);
    assertThat(letter.reason()).contains("reshape");
    assertThat(letter.seq()).isEqualTo(change(streamed("insert", "\"fullDocument\": {}")).seq());
    assertThat(letter.record().at("/value/payload/fullDocument").asText()).contains("\"a\"");
    assertThat(
            changes(deserializer(null), RawRecord.read(letter.record()))
                .get(0)
                .deadLetter()
                .record())
        .isEqualTo(letter.record());
  }

  @Test
  void aServerThatIsAwayIsNotTheRecordsFault() {
    DocumentLookup away =
        (collection, key) -> {
          throw new MongoSocketException("away", new ServerAddress());
        };

    assertThatThrownBy(
            () -> changes(deserializer(away), streamed("update", "\"fullDocument\": null")))
        .isInstanceOf(MongoSocketException.class);
  }

  private static SourceRecord snapshotRead(String document) {
    BsonDocument full = BsonDocument.parse(document);
    return MongoRecordUtils.createSourceRecord(
        Map.of("ns", "mongodb://h:1/shop.customers"),
        Map.of("_id", "{\"_id\": 1}", "copy", "true"),
        "shop.customers",
        BsonDocument.parse("{\"_id\": {\"_id\": 1}}"),
        BsonDocument.parse(
                "{\"_id\": {\"_id\": 1}, \"operationType\": \"insert\","
                    + " \"ns\": {\"db\": \"shop\", \"coll\": \"customers\"},"
                    + " \"ts_ms\": {\"$numberLong\": \"1\"},"
                    + " \"source\": {\"snapshot\": \"true\", \"ts_ms\": {\"$numberLong\": \"0\"}}}")
            .append("documentKey", new BsonDocument("_id", full.get("_id")))
            .append("fullDocument", full));
  }

  private static SourceRecord streamed(String operation, String images) {
    BsonDocument token = BsonDocument.parse("{\"_data\": \"" + TOKEN + "\"}");
    return MongoRecordUtils.createSourceRecord(
        Map.of("ns", "mongodb://h:1/shop.customers"),
        Map.of(
            "_id",
            token.toJson(JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build()),
            "copy",
            "false"),
        "shop.customers",
        new BsonDocument("_id", token),
        BsonDocument.parse(
            "{\"_id\": {\"_id\": {\"_id\": 1}}, \"operationType\": \""
                + operation
                + "\", \"ns\": {\"db\": \"shop\", \"coll\": \"customers\"},"
                + " \"documentKey\": {\"region\": 5, \"_id\": 1},"
                + " \"clusterTime\": {\"$timestamp\": {\"t\": 1700000000, \"i\": 1}},"
                + " \"ts_ms\": {\"$numberLong\": \"1\"},"
                + " \"source\": {\"snapshot\": \"false\", \"ts_ms\": {\"$numberLong\": \"0\"}}, "
                + images
                + "}"));
  }

  private static ChangeEvent change(SourceRecord record) {
    return changes(deserializer(null), record).get(0).change();
  }

  private static MongoDbDeserializer deserializer(DocumentLookup lookup) {
    return new MongoDbDeserializer("crm", "h:1", 1, SNAPSHOT_SEQ, Set.of(CUSTOMERS), lookup);
  }

  private static List<Captured> changes(MongoDbDeserializer deserializer, SourceRecord record) {
    List<Captured> out = new ArrayList<>();
    deserializer.deserialize(record, new ListCollector<>(out));
    return out;
  }
}
