package io.tributary.embedded;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.regex;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.ChangeStreamIterable;
import com.mongodb.client.MongoChangeStreamCursor;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.ChangeStreamPreAndPostImagesOptions;
import com.mongodb.client.model.CreateCollectionOptions;
import com.mongodb.client.model.Field;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import com.mongodb.client.model.changestream.FullDocument;
import com.mongodb.client.model.changestream.FullDocumentBeforeChange;
import com.mongodb.client.model.changestream.OperationType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What both kinds of {@link EmbeddedMongo} promise, and change data capture builds on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class EmbeddedMongoContract {

  private EmbeddedMongo mongo;
  private MongoClient client;

  /** Each test has its own. */
  private MongoDatabase database;

  private MongoCollection<Document> orders;

  /** A new server of the kind under test. */
  abstract EmbeddedMongo start();

  EmbeddedMongo mongo() {
    return mongo;
  }

  MongoCollection<Document> orders() {
    return orders;
  }

  MongoClient client() {
    return client;
  }

  @AfterAll
  void closeServer() {
    if (mongo != null) {
      client.close();
      mongo.close();
    }
  }

  /** Before each test, not before all: so that each is reported if there is no such server here. */
  @BeforeEach
  void startServerAndNameDatabase(TestInfo test) {
    if (mongo == null) {
      mongo = start();
      client = mongo.client();
    }
    database = client.getDatabase(test.getTestMethod().orElseThrow().getName());
    orders = database.getCollection("orders");
  }

  @Test
  void isThePrimaryOfAReplicaSet() {
    Document hello = client.getDatabase("admin").runCommand(new Document("isMaster", 1));

    assertThat(hello.getString("setName")).isEqualTo("rs0");
    assertThat(hello.getString("me")).isEqualTo(mongo.hosts());
    assertThat(hello.getBoolean("ismaster")).isTrue();
    Document lastWrite = hello.get("lastWrite", Document.class);
    assertThat(lastWrite.get("majorityOpTime", Document.class).get("ts"))
        .isInstanceOf(BsonTimestamp.class);
    assertThat(hello.get("$clusterTime", Document.class).get("clusterTime"))
        .isInstanceOf(BsonTimestamp.class);
    assertThat(mongo.uri()).isEqualTo("mongodb://127.0.0.1:" + mongo.port() + "/?replicaSet=rs0");
  }

  @Test
  void keepsDocuments() {
    orders.insertMany(documents(0, 300));
    orders.updateOne(eq(1), set("note", "first"));
    orders.replaceOne(eq(2), new Document("note", "second"));
    orders.deleteMany(gte("_id", 250));

    assertThat(orders.countDocuments()).isEqualTo(250);
    assertThat(orders.find(eq(1)).first())
        .isEqualTo(new Document("_id", 1).append("n", 1).append("note", "first"));
    assertThat(orders.find(eq(2)).first())
        .isEqualTo(new Document("_id", 2).append("note", "second"));
    assertThat(ids(orders.find().sort(Sorts.descending("_id")).batchSize(10)))
        .isEqualTo(IntStream.range(0, 250).map(i -> 249 - i).boxed().toList());
    assertThatThrownBy(() -> orders.insertOne(new Document("_id", 1)))
        .isInstanceOf(MongoException.class)
        .hasMessageContaining("duplicate key");
  }

  @Test
  void streamsEachKindOfChangeInOrder() {
    try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> stream = orders.watch().cursor()) {
      orders.insertOne(order(1));
      orders.updateOne(eq(1), set("address.city", "Bonn"));
      orders.updateOne(eq(1), unset("n"));
      orders.updateOne(eq(1), set("address.city", "Bonn")); // changes nothing
      orders.replaceOne(eq(1), new Document("n", 2));
      orders.deleteOne(eq(1));

      List<ChangeStreamDocument<Document>> events = take(stream, 5);

      assertThat(events)
          .extracting(ChangeStreamDocument::getOperationType)
          .containsExactly(
              OperationType.INSERT,
              OperationType.UPDATE,
              OperationType.UPDATE,
              OperationType.REPLACE,
              OperationType.DELETE);
      assertThat(events)
          .extracting(event -> event.getDocumentKey().getInt32("_id").getValue())
          .containsOnly(1);
      assertThat(events)
          .extracting(event -> event.getNamespace().getFullName())
          .containsOnly("streamsEachKindOfChangeInOrder.orders");
      assertThat(events.get(0).getFullDocument()).isEqualTo(order(1));
      assertThat(events.get(1).getUpdateDescription().getUpdatedFields())
          .isEqualTo(BsonDocument.parse("{'address': {'city': 'Bonn'}}"));
      assertThat(events.get(2).getUpdateDescription().getRemovedFields()).containsExactly("n");
      assertThat(events.get(3).getFullDocument()).isEqualTo(new Document("_id", 1).append("n", 2));
      assertThat(events.get(4).getFullDocument()).isNull();
      assertThat(data(events)).isSorted().doesNotHaveDuplicates();
      assertThat(events)
          .extracting(ChangeStreamDocument::getClusterTime)
          .isSortedAccordingTo(Comparator.naturalOrder())
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void streamsEveryWayOfWriting() {
    try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> stream = orders.watch().cursor()) {
      orders.updateOne(eq(1), set("n", 1), new UpdateOptions().upsert(true));
      orders.replaceOne(eq(2), new Document("n", 2), new ReplaceOptions().upsert(true));
      orders.findOneAndUpdate(
          eq(3),
          set("n", 3),
          new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
      orders.findOneAndUpdate(eq(1), inc("n", 1));
      orders.findOneAndReplace(eq(2), new Document("n", 4));
      orders.findOneAndDelete(eq(3));
      orders.updateMany(gte("n", 0), inc("n", 1));

      assertThat(take(stream, 8))
          .extracting(
              event ->
                  event.getOperationTypeString()
                      + " "
                      + event.getDocumentKey().getInt32("_id").getValue())
          .containsExactly(
              "insert 1",
              "insert 2",
              "insert 3",
              "update 1",
              "replace 2",
              "delete 3",
              "update 1",
              "update 2");
    }
  }

  @Test
  void resumesAfterAnyEventExactlyOnce() {
    List<ChangeStreamDocument<Document>> events;
    try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> stream = orders.watch().cursor()) {
      orders.insertMany(documents(0, 3));
      orders.updateOne(eq(0), set("n", 7));
      orders.deleteOne(eq(1));
      events = take(stream, 5);
    }
    orders.insertOne(order(9));

    for (int i = 0; i < events.size(); i++) {
      BsonDocument token = events.get(i).getResumeToken();
      List<String> rest = new ArrayList<>(data(events.subList(i + 1, events.size())));
      for (ChangeStreamIterable<Document> resumed :
          List.of(orders.watch().resumeAfter(token), orders.watch().startAfter(token))) {
        try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> stream =
            resumed.batchSize(2).cursor()) {
          List<ChangeStreamDocument<Document>> seen = take(stream, rest.size() + 1);
          assertThat(data(seen).subList(0, rest.size())).isEqualTo(rest);
          assertThat(seen.get(rest.size()).getFullDocument()).isEqualTo(order(9));
        }
      }
    }
  }

  @Test
  void startsAtAnOperationTimeIncludingIt() {
    BsonTimestamp time;
    try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> stream = orders.watch().cursor()) {
      orders.insertOne(order(1));
      orders.insertMany(documents(2, 4));
      time = take(stream, 2).get(1).getClusterTime();
    }
    orders.insertOne(order(4));

    try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> stream =
        orders.watch().startAtOperationTime(time).cursor()) {
      assertThat(take(stream, 3))
          .extracting(event -> event.getFullDocument().getInteger("_id"))
          .containsExactly(2, 3, 4);
    }
  }

  @Test
  void startsWithTheFirstChangeOfAllIfToldATimeBeforeIt() {
    orders.insertMany(documents(0, 2));

    try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> stream =
        orders.watch().startAtOperationTime(new BsonTimestamp(1, 1)).cursor()) {
      assertThat(take(stream, 2))
          .extracting(event -> event.getFullDocument().getInteger("_id"))
          .containsExactly(0, 1);
    }
  }

  @Test
  void resumesFromWhereAnIdleStreamWas() {
    orders.insertOne(order(1));
    BsonDocument idle;
    try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> stream = orders.watch().cursor()) {
      assertThat(stream.tryNext()).isNull();
      idle = stream.getResumeToken();
    }
    orders.insertOne(order(2));

    try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> stream =
        orders.watch().resumeAfter(idle).cursor()) {
      ChangeStreamDocument<Document> event = stream.next();
      assertThat(event.getFullDocument()).isEqualTo(order(2));
      assertThat(data(List.of(event)).get(0)).isGreaterThan(idle.getString("_data").getValue());
    }
  }

  @Test
  void wakesAStreamThatWaits() {
    try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> stream =
        orders.watch().maxAwaitTime(1, TimeUnit.SECONDS).cursor()) {
      CompletableFuture<ChangeStreamDocument<Document>> next =
          CompletableFuture.supplyAsync(stream::next);
      orders.insertOne(order(1));

      assertThat(next.join().getFullDocument()).isEqualTo(order(1));
    }
  }

  @Test
  void looksUpdatedDocumentsUpWhenTheyAreRead() {
    try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> stream =
        orders.watch().fullDocument(FullDocument.UPDATE_LOOKUP).cursor()) {
      orders.insertMany(documents(1, 3));
      orders.updateOne(eq(1), set("n", 10));
      orders.updateOne(eq(1), set("n", 11));
      orders.updateOne(eq(2), set("n", 12));
      orders.deleteOne(eq(2));

      assertThat(take(stream, 6).subList(2, 5))
          .extracting(ChangeStreamDocument::getFullDocument)
          .containsExactly(
              new Document("_id", 1).append("n", 11), new Document("_id", 1).append("n", 11), null);
    }
  }

  @Test
  void givesImagesWhereTheCollectionKeepsThem() {
    database.createCollection(
        "orders",
        new CreateCollectionOptions()
            .changeStreamPreAndPostImagesOptions(new ChangeStreamPreAndPostImagesOptions(true)));
    try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> stream =
        orders
            .watch()
            .fullDocument(FullDocument.REQUIRED)
            .fullDocumentBeforeChange(FullDocumentBeforeChange.REQUIRED)
            .cursor()) {
      orders.insertOne(order(1));
      orders.updateOne(eq(1), set("n", 2));
      orders.updateOne(eq(1), set("n", 3));
      orders.replaceOne(eq(1), new Document("m", 4));
      orders.deleteOne(eq(1));

      List<ChangeStreamDocument<Document>> events = take(stream, 5);

      Document n2 = new Document("_id", 1).append("n", 2);
      Document n3 = new Document("_id", 1).append("n", 3);
      Document m4 = new Document("_id", 1).append("m", 4);
      assertThat(events)
          .extracting(ChangeStreamDocument::getFullDocumentBeforeChange)
          .containsExactly(null, order(1), n2, n3, m4);
      assertThat(events)
          .extracting(ChangeStreamDocument::getFullDocument)
          .containsExactly(order(1), n2, n3, m4, null);
    }
  }

  @Test
  void turnsImagesOnAndOffAndSaysSo() {
    orders.insertOne(order(1));
    assertThat(keepsImages()).isFalse();
    try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> stream =
        orders
            .watch()
            .fullDocument(FullDocument.WHEN_AVAILABLE)
            .fullDocumentBeforeChange(FullDocumentBeforeChange.WHEN_AVAILABLE)
            .cursor()) {
      orders.updateOne(eq(1), set("n", 2));
      keepImages(true);
      assertThat(keepsImages()).isTrue();
      orders.updateOne(eq(1), set("n", 3));
      keepImages(false);
      assertThat(keepsImages()).isFalse();
      orders.updateOne(eq(1), set("n", 4));

      List<ChangeStreamDocument<Document>> events = take(stream, 3);

      assertThat(events)
          .extracting(ChangeStreamDocument::getFullDocument)
          .containsExactly(null, new Document("_id", 1).append("n", 3), null);
      assertThat(events)
          .extracting(ChangeStreamDocument::getFullDocumentBeforeChange)
          .containsExactly(null, new Document("_id", 1).append("n", 2), null);
    }
  }

  @Test
  void failsAStreamThatRequiresImagesWhereThereAreNone() {
    orders.insertOne(order(1));
    try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> stream =
        orders.watch().fullDocumentBeforeChange(FullDocumentBeforeChange.REQUIRED).cursor()) {
      orders.deleteOne(eq(1));

      assertThatThrownBy(stream::next)
          .isInstanceOfSatisfying(MongoException.class, e -> assertThat(e.getCode()).isEqualTo(47))
          .hasMessageContaining("pre-image");
    }
  }

  @Test
  void changesOfOneInsertShareAClusterTime() {
    try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> stream = orders.watch().cursor()) {
      orders.insertMany(documents(0, 40));
      orders.updateMany(gte("n", 38), set("n", 0));

      List<ChangeStreamDocument<Document>> events = take(stream, 42);

      assertThat(events.subList(0, 40))
          .extracting(ChangeStreamDocument::getClusterTime)
          .containsOnly(events.get(0).getClusterTime());
      assertThat(events.get(41).getClusterTime()).isGreaterThan(events.get(40).getClusterTime());
      assertThat(data(events)).isSorted().doesNotHaveDuplicates();
      assertThat(events.subList(0, 40))
          .extracting(event -> event.getDocumentKey().getInt32("_id").getValue())
          .isEqualTo(IntStream.range(0, 40).boxed().toList());
    }
  }

  @Test
  void splitsALargeCollection() {
    String padding = "x".repeat(10_000);
    orders.insertMany(
        IntStream.range(0, 400).mapToObj(i -> order(i).append("padding", padding)).toList());

    List<Integer> keys = splitKeys(1);

    assertThat(keys).hasSizeBetween(4, 8).isSorted().doesNotHaveDuplicates();
    assertThat(keys.get(0)).isPositive();
    assertThat(splitKeys(64)).isEmpty();
  }

  @Test
  void readsARangeOfIdsOfAnyType() {
    orders.insertMany(documents(0, 10));
    orders.insertMany(List.of(new Document("_id", "a"), new Document("_id", "b")));

    assertThat(range(new Document("_id", 3), new Document("_id", 6))).containsExactly(3, 4, 5);
    assertThat(range(new Document("_id", 8), new Document("_id", "b"))).containsExactly(8, 9, "a");
    assertThat(range(null, new Document("_id", 2))).containsExactly(0, 1);
    assertThat(range(new Document("_id", "b"), null)).containsExactly("b");
  }

  @Test
  void streamsADatabaseThroughAPipeline() {
    MongoDatabase other = client.getDatabase("another");
    List<? extends org.bson.conversions.Bson> pipeline =
        List.of(
            Aggregates.addFields(
                new Field<>("_ns_", new Document("$concat", List.of("$ns.db", ".", "$ns.coll")))),
            Aggregates.match(regex("_ns_", "^[a-zA-Z]+\\.(orders|items)$")));
    try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> one =
            database.watch(pipeline).cursor();
        MongoChangeStreamCursor<ChangeStreamDocument<Document>> all =
            client.watch(pipeline).cursor()) {
      orders.insertOne(order(1));
      database.getCollection("others").insertOne(order(2));
      other.getCollection("orders").insertOne(order(3));
      database.getCollection("items").insertOne(order(4));

      assertThat(take(one, 2))
          .extracting(event -> event.getFullDocument().getInteger("_id"))
          .containsExactly(1, 4);
      assertThat(take(all, 3))
          .extracting(event -> event.getFullDocument().getInteger("_id"))
          .containsExactly(1, 3, 4);
    }
  }

  @Test
  void endsTheStreamOfACollectionThatIsDropped() {
    orders.insertOne(order(1));
    try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> one = orders.watch().cursor();
        MongoChangeStreamCursor<ChangeStreamDocument<Document>> all = database.watch().cursor()) {
      orders.drop();
      database.getCollection("items").insertOne(order(2));

      List<ChangeStreamDocument<Document>> events = take(one, 2);
      assertThat(events)
          .extracting(ChangeStreamDocument::getOperationTypeString)
          .containsExactly("drop", "invalidate");
      assertThat(data(events)).isSorted().doesNotHaveDuplicates();
      assertThat(one.getServerCursor()).isNull();
      assertThat(take(all, 2))
          .extracting(ChangeStreamDocument::getOperationTypeString)
          .containsExactly("drop", "insert");
    }
  }

  @Test
  void streamsTheEndOfADatabase() {
    orders.insertOne(order(1));
    try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> stream =
        database.watch().cursor()) {
      database.drop();

      assertThat(take(stream, 3))
          .extracting(ChangeStreamDocument::getOperationTypeString)
          .containsExactly("drop", "dropDatabase", "invalidate");
    }
  }

  @Test
  void carriesOnWithDataAndStreamsAfterARestart() {
    ChangeStreamDocument<Document> first;
    try (EmbeddedMongo own = start();
        MongoClient ownClient = own.client()) {
      int port = own.port();
      MongoCollection<Document> collection = ownClient.getDatabase("d").getCollection("orders");
      try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> stream =
          collection.watch().cursor()) {
        collection.insertMany(documents(1, 3));
        first = stream.next();
      }

      own.kill();
      own.restart();
      collection.insertOne(order(3));
      own.stop();
      own.restart();
      collection.insertOne(order(4));

      assertThat(own.port()).isEqualTo(port);
      assertThat(ids(collection.find().sort(Sorts.ascending("_id")))).containsExactly(1, 2, 3, 4);
      try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> stream =
          collection.watch().resumeAfter(first.getResumeToken()).cursor()) {
        assertThat(take(stream, 3))
            .extracting(event -> event.getFullDocument().getInteger("_id"))
            .containsExactly(2, 3, 4);
      }
      own.close();
      assertThatThrownBy(own::restart).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void refusesATokenThatIsNone() {
    assertThatThrownBy(
            () -> orders.watch().resumeAfter(BsonDocument.parse("{_data: 'no token'}")).cursor())
        .isInstanceOf(MongoCommandException.class)
        .hasMessageContaining("resume token");
  }

  static Document order(int id) {
    return new Document("_id", id).append("n", id);
  }

  /** The orders with ids from {@code from} to before {@code to}. */
  static List<Document> documents(int from, int to) {
    return IntStream.range(from, to).mapToObj(EmbeddedMongoContract::order).toList();
  }

  /** The next so many events; waits for them. */
  static List<ChangeStreamDocument<Document>> take(
      MongoChangeStreamCursor<ChangeStreamDocument<Document>> stream, int count) {
    List<ChangeStreamDocument<Document>> events = new ArrayList<>();
    while (events.size() < count) {
      events.add(stream.next());
    }
    return events;
  }

  /** The resume tokens' hexadecimal text. */
  private static List<String> data(List<ChangeStreamDocument<Document>> events) {
    return events.stream()
        .map(event -> event.getResumeToken().getString("_data").getValue())
        .toList();
  }

  static List<Object> ids(Iterable<Document> documents) {
    List<Object> ids = new ArrayList<>();
    documents.forEach(document -> ids.add(document.get("_id")));
    return ids;
  }

  private List<Object> range(Document min, Document max) {
    return ids(orders.find().hint(new Document("_id", 1)).min(min).max(max));
  }

  private List<Integer> splitKeys(int maxChunkSize) {
    Document answer =
        database.runCommand(
            new Document("splitVector", orders.getNamespace().getFullName())
                .append("keyPattern", new Document("_id", 1))
                .append("maxChunkSize", maxChunkSize));
    return answer.getList("splitKeys", Document.class).stream()
        .map(key -> key.getInteger("_id"))
        .toList();
  }

  private void keepImages(boolean enabled) {
    database.runCommand(
        new Document("collMod", "orders")
            .append("changeStreamPreAndPostImages", new Document("enabled", enabled)));
  }

  private boolean keepsImages() {
    Document collection =
        Objects.requireNonNull(database.listCollections().filter(eq("name", "orders")).first());
    Document images =
        collection
            .get("options", Document.class)
            .get("changeStreamPreAndPostImages", new Document());
    return images.getBoolean("enabled", false);
  }
}
