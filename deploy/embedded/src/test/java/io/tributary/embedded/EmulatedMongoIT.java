package io.tributary.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoCommandException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoChangeStreamCursor;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class EmulatedMongoIT extends EmbeddedMongoContract {

  @Override
  EmbeddedMongo start() {
    return EmbeddedMongo.startEmulator(Progress.NONE);
  }

  @Test
  void saysWhatItIs() {
    assertThat(mongo().isReal()).isFalse();
    assertThat(mongo().description()).isEqualTo("MongoDB emulator (mongo-java-server 1.47.0)");
    assertThat(mongo().pid()).isEqualTo(ProcessHandle.current().pid());
  }

  @Test
  void forgetsOldChanges() {
    try (EmbeddedMongo small = EmbeddedMongo.startEmulator(Progress.NONE, 3);
        MongoClient client = small.client()) {
      MongoCollection<Document> orders = client.getDatabase("d").getCollection("orders");
      BsonDocument first;
      try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> stream =
          orders.watch().cursor()) {
        orders.insertOne(order(0));
        first = stream.next().getResumeToken();
      }
      orders.insertMany(documents(1, 4));
      try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> stream =
          orders.watch().resumeAfter(first).cursor()) {
        assertThat(take(stream, 3)).hasSize(3);
      }

      orders.insertOne(order(4));

      assertThatThrownBy(() -> orders.watch().resumeAfter(first).cursor())
          .isInstanceOfSatisfying(
              MongoCommandException.class, e -> assertThat(e.getErrorCode()).isEqualTo(286));
    }
  }

  @Test
  void refusesWhatItWouldDoWrong() {
    orders().insertOne(order(1));
    try (ClientSession session = client().startSession()) {
      session.startTransaction();
      assertThatThrownBy(() -> orders().insertOne(session, order(2)))
          .hasMessageContaining("The MongoDB emulator has no transactions");
    }
    List<Document> pipeline = List.of(new Document("$set", new Document("n", "$_id")));
    assertThatThrownBy(() -> orders().updateOne(order(1), pipeline))
        .hasMessageContaining("no updates by an aggregation pipeline");
    assertThatThrownBy(() -> orders().findOneAndUpdate(order(1), pipeline))
        .hasMessageContaining("no updates by an aggregation pipeline");
    assertThat(ids(orders().find())).containsExactly(1);
  }

  @Test
  void doesNotKeepAJvmThatForgetsToCloseIt() throws Exception {
    Process jvm = OtherJvm.start(Other.class);
    try {
      assertThat(jvm.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(jvm.exitValue()).isZero();
    } finally {
      jvm.destroyForcibly();
    }
  }

  /** The main of the other JVM. */
  public static final class Other {
    /** Uses a server once. */
    public static void main(String[] arguments) {
      EmbeddedMongo server = EmbeddedMongo.startEmulator(Progress.NONE);
      try (MongoClient client = server.client()) {
        client.getDatabase("d").getCollection("c").insertOne(new Document());
      }
    }
  }
}
