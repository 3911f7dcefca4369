package io.tributary.bronze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.tributary.embedded.EmbeddedMongo;
import io.tributary.embedded.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By a real server, if there is one. */
class RealMongoDbCaptureIT extends MongoDbCaptureContract {

  @TempDir static Path serverDirectory;
  private static EmbeddedMongo server;

  @BeforeAll
  static void startServer() {
    assumeTrue(
        EmbeddedMongo.realIsAvailable(),
        "no mongod: put one on the PATH, or name it by TRIBUTARY_MONGOD");
    server = EmbeddedMongo.startReal(serverDirectory, Progress.NONE, List.of());
  }

  @AfterAll
  static void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  @Override
  EmbeddedMongo server() {
    return server;
  }

  @Test
  void severalChangesOfADocumentInOneTransactionKeepTheirOrder() throws Exception {
    MongoCollection<Document> customers = withImages("customers");
    customers.insertOne(new Document("_id", 1).append("n", 0));
    JobClient job = start(null);
    try {
      await(job, () -> events("customers").size() == 1);
      try (MongoClient client = server.client();
          ClientSession session = client.startSession()) {
        MongoCollection<Document> inSession =
            client.getDatabase(database.getName()).getCollection("customers");
        session.startTransaction();
        for (int n = 1; n <= 300; n++) {
          inSession.updateOne(session, Filters.eq("_id", 1), Updates.set("n", n));
        }
        inSession.deleteOne(session, Filters.eq("_id", 1));
        inSession.insertOne(session, new Document("_id", 1).append("n", -1));
        session.commitTransaction();
      }
      await(job, () -> events("customers").size() == 303);
    } finally {
      job.cancel().get();
    }

    List<Map<String, Object>> events = of(events("customers"), 1);
    assertThat(events).extracting(event -> event.get("seq").toString()).doesNotHaveDuplicates();
    for (int n = 1; n <= 300; n++) {
      assertThat(Document.parse(events.get(n).get("after").toString()).getInteger("n"))
          .isEqualTo(n);
    }
    assertThat(events.get(301).get("op")).hasToString("d");
    assertThat(events.get(302).get("op")).hasToString("c");
  }
}
