package io.tributary.bronze.mongodb;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import io.tributary.bronze.Captured;
import io.tributary.bronze.CapturedTypeInfo;
import io.tributary.bronze.RawRecord;
import io.tributary.common.change.ChangeEvent;
import io.tributary.common.change.Op;
import io.tributary.common.change.Seq;
import io.tributary.common.change.SourcePosition;
import io.tributary.common.config.MongoDbSourceConfig;
import io.tributary.common.deadletter.DeadLetter;
import io.tributary.common.deadletter.RecordFailure;
import io.tributary.common.schema.SchemaChange;
import io.tributary.common.schema.TableId;
import io.tributary.common.schema.TableSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.Struct;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.source.SourceRecord;
import org.apache.flink.cdc.debezium.DebeziumDeserializationSchema;
import org.apache.flink.table.data.StringData;
import org.apache.flink.util.Collector;
import org.bson.BsonDocument;
import org.bson.BsonTimestamp;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/** Turns Flink CDC's records of a MongoDB deployment into {@link Captured} events. */
public final class MongoDbDeserializer implements DebeziumDeserializationSchema<Captured> {

  private static final long serialVersionUID = 1L;

  private static final JsonWriterSettings CANONICAL =
      JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();

  private static final String ID = "_id";
  private static final long MILLIS_PER_SECOND = 1_000;

  private final String source;
  private final String server;
  private final int epoch;
  private final String snapshotSeq;
  private final TreeSet<TableId> recorded;
  private final DocumentLookup lookup;

  private transient Map<TableId, TableSchema> schemas;

  /**
   * @param source the source's name in the lake
   * @param server the deployment's hosts
   * @param snapshotSeq the seq of documents read by the snapshot
   * @param recorded the collections that bronze's schema history has already
   * @param lookup finds the document of an update whose post-image the server has not kept: its
   *     collection is new, and keeps none, or the image has expired. Null where the server itself
   *     looks updated documents up: then one without image is gone
   */
  MongoDbDeserializer(
      String source,
      String server,
      int epoch,
      String snapshotSeq,
      Set<TableId> recorded,
      DocumentLookup lookup) {
    this.source = source;
    this.server = server;
    this.epoch = epoch;
    this.snapshotSeq = snapshotSeq;
    this.recorded = new TreeSet<>(recorded);
    this.lookup = lookup;
  }

  /** What a record says that a capture could not make out: with this release, it may be able to. */
  public static List<Captured> readAgain(MongoDbSourceConfig config, DeadLetter letter) {
    MongoDbServer server = MongoDbServer.of(config);
    List<Captured> captured = new ArrayList<>();
    new MongoDbDeserializer(
            config.name(),
            server.hosts(),
            Seq.FIRST_EPOCH,
            letter.seq(),
            Set.of(letter.table()),
            (collection, key) -> find(server, collection, key))
        .deserialize(RawRecord.read(letter.record()), new ListCollector<>(captured));
    return captured;
  }

  private static BsonDocument find(MongoDbServer server, TableId collection, BsonDocument key) {
    try (MongoClient client = server.connect()) {
      return client
          .getDatabase(collection.database())
          .getCollection(collection.table(), BsonDocument.class)
          .find(key)
          .first();
    }
  }

  @Override
  public TypeInformation<Captured> getProducedType() {
    return new CapturedTypeInfo();
  }

  @Override
  public void deserialize(SourceRecord record, Collector<Captured> out) {
    Struct value = (Struct) record.value();
    if (value == null || value.schema().field("operationType") == null) {
      return;
    }
    Struct namespace = value.getStruct("ns");
    TableId collection =
        new TableId(source, namespace.getString("db"), namespace.getString("coll"));
    boolean snapshot = "true".equals(record.sourceOffset().get("copy"));
    ChangeEvent event;
    try {
      event = snapshot ? snapshotRead(collection, value) : change(collection, record, value);
    } catch (RuntimeException e) {
      if (e instanceof MongoException || !RecordFailure.isOfRecord(e)) {
        throw e;
      }
      out.collect(
          Captured.of(
              DeadLetter.ofCapture(
                  collection,
                  snapshot ? snapshotSeq : seq(record, value),
                  String.valueOf(record.sourceOffset()),
                  RawRecord.write(record),
                  e)));
      return;
    }
    if (recorded.add(collection)) {
      out.collect(
          Captured.of(
              new SchemaChange(event.seq(), event.sourceTs(), null, List.of(event.schema()))));
    }
    out.collect(Captured.of(event));
  }

  private ChangeEvent snapshotRead(TableId collection, Struct value) {
    return ChangeEvent.ofDocument(
        schema(collection),
        Op.SNAPSHOT,
        snapshotSeq,
        null,
        System.currentTimeMillis(),
        SourcePosition.ofChangeStream(server, null),
        canonical(key(value)),
        null,
        canonical(document(value, "fullDocument")));
  }

  private ChangeEvent change(TableId collection, SourceRecord record, Struct value) {
    Op op = op(value.getString("operationType"));
    BsonDocument key = key(value);
    BsonDocument after = document(value, "fullDocument");
    if (after == null && op != Op.DELETE && lookup != null) {
      after = lookup.find(collection, key);
    }
    return ChangeEvent.ofDocument(
        schema(collection),
        op,
        seq(record, value),
        seconds(clusterTime(value)) * MILLIS_PER_SECOND,
        System.currentTimeMillis(),
        SourcePosition.ofChangeStream(server, token(record)),
        canonical(key),
        canonical(document(value, "fullDocumentBeforeChange")),
        canonical(after));
  }

  private String seq(SourceRecord record, Struct value) {
    BsonTimestamp time = clusterTime(value);
    return Seq.ofChangeStream(
        epoch, seconds(time), Integer.toUnsignedLong(time.getInc()), token(record));
  }

  private static String token(SourceRecord record) {
    return BsonDocument.parse((String) record.sourceOffset().get(ID)).getString("_data").getValue();
  }

  private static BsonTimestamp clusterTime(Struct value) {
    return BsonDocument.parse("{\"t\": " + value.getString("clusterTime") + "}").getTimestamp("t");
  }

  private static long seconds(BsonTimestamp time) {
    return Integer.toUnsignedLong(time.getTime());
  }

  private static Op op(String operationType) {
    switch (operationType) {
      case "insert":
        return Op.INSERT;
      case "update":
      case "replace":
        return Op.UPDATE;
      case "delete":
        return Op.DELETE;
      default:
        throw new IllegalArgumentException("Not a change of a document: " + operationType);
    }
  }

  /** Of a sharded collection's key, too, only the {@code _id}. */
  private static BsonDocument key(Struct value) {
    return new BsonDocument(ID, document(value, "documentKey").get(ID));
  }

  /** Flink CDC writes documents as Extended JSON of an older kind, from which none is lost. */
  private static BsonDocument document(Struct value, String field) {
    String json = value.getString(field);
    return json == null ? null : BsonDocument.parse(json);
  }

  private static StringData canonical(BsonDocument document) {
    return document == null ? null : StringData.fromString(document.toJson(CANONICAL));
  }

  private TableSchema schema(TableId collection) {
    if (schemas == null) {
      schemas = new HashMap<>();
    }
    return schemas.computeIfAbsent(collection, TableSchema::ofDocuments);
  }
}
