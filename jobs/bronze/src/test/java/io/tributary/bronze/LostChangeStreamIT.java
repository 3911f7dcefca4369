package io.tributary.bronze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.client.MongoClient;
import io.tributary.bronze.mongodb.MongoDbCapture;
import io.tributary.common.config.MongoDbSourceConfig;
import io.tributary.common.config.Secret;
import io.tributary.common.schema.SchemaHistory;
import io.tributary.common.storage.ObjectStore;
import io.tributary.common.storage.StorageAddress;
import io.tributary.embedded.EmbeddedMongo;
import io.tributary.embedded.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.util.ExceptionUtils;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A capture that stood still for longer than the oplog reaches back. */
class LostChangeStreamIT {

  private static final int EVENTS_KEPT = 10;

  /** A server looks after its oplog when it has time. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path directory;

  private StorageAddress root;
  private BronzeFiles bronze;

  @BeforeEach
  void open() {
    root = new StorageAddress(directory.resolve("bronze").toUri().toString(), null);
    bronze = new BronzeFiles(root);
  }

  @Test
  void whatTheOplogHasDroppedEndsTheJobWithTheWayOutWhichIsOne() throws Exception {
    try (EmbeddedMongo server = EmbeddedMongo.startEmulator(Progress.NONE, EVENTS_KEPT)) {
      String savepoint = captureTwo(server);
      insert(server, 2, 3 * EVENTS_KEPT);

      JobClient second = start(server, root, savepoint);

      assertThatItEndsWithTheWayOut(server, second);
      JobClient third = start(server, root, null);
      try {
        BronzeJobs.await(third, () -> bronze.events("d.notes").size() == 2 + 3 * EVENTS_KEPT);
      } finally {
        third.cancel().get();
      }
    }
  }

  @Test
  void aRealServersErrorIsToldApartToo() throws Exception {
    assumeTrue(
        EmbeddedMongo.realIsAvailable(),
        "no mongod: put one on the PATH, or name it by TRIBUTARY_MONGOD");
    try (EmbeddedMongo server =
            EmbeddedMongo.startReal(
                directory.resolve("mongod"), Progress.NONE, List.of("--oplogSize=1"));
        MongoClient client = server.client()) {
      String savepoint = captureTwo(server);
      BsonTimestamp stopped = oplogEntry(client, -1);
      rollOver(client, stopped);

      assertThatItEndsWithTheWayOut(server, start(server, root, savepoint));
    }
  }

  /** Writes until the oplog, of 1 MB, no longer has what it had at a time. */
  private static void rollOver(MongoClient client, BsonTimestamp time) {
    Instant deadline = Instant.now().plus(PATIENCE);
    String filler = "x".repeat(100_000);
    while (oplogEntry(client, 1).compareTo(time) <= 0) {
      assertThat(Instant.now()).as("the oplog is as long as it was").isBefore(deadline);
      client.getDatabase("d").getCollection("filler").insertOne(new Document("text", filler));
    }
  }

  /**
   * The time of the oplog's first entry, or of its last.
   *
   * @param order 1 or -1
   */
  private static BsonTimestamp oplogEntry(MongoClient client, int order) {
    return client
        .getDatabase("local")
        .getCollection("oplog.rs")
        .find()
        .sort(new Document("$natural", order))
        .first()
        .get("ts", BsonTimestamp.class);
  }

  /** Captures a document by the snapshot and another by the log; returns a savepoint. */
  private String captureTwo(EmbeddedMongo server) throws Exception {
    insert(server, 0, 1);
    JobClient job = start(server, root, null);
    BronzeJobs.await(job, () -> bronze.events("d.notes").size() == 1);
    insert(server, 1, 2);
    BronzeJobs.await(job, () -> bronze.events("d.notes").size() == 2);
    return job.stopWithSavepoint(
            false, directory.resolve("savepoints").toString(), SavepointFormatType.CANONICAL)
        .get();
  }

  private static void insert(EmbeddedMongo server, int from, int to) {
    try (MongoClient client = server.client()) {
      for (int id = from; id < to; id++) {
        client.getDatabase("d").getCollection("notes").insertOne(new Document("_id", id));
      }
    }
  }

  private static void assertThatItEndsWithTheWayOut(EmbeddedMongo server, JobClient job) {
    Throwable failure = catchThrowable(() -> job.getJobExecutionResult().get(60, TimeUnit.SECONDS));

    assertThat(ExceptionUtils.findThrowableWithMessage(failure, "tributary verify"))
        .hasValueSatisfying(
            loss ->
                assertThat(loss)
                    .hasMessageContaining("The change stream of source crm at " + server.hosts())
                    .hasMessageContaining("start the bronze job without a savepoint")
                    .hasMessageContaining("minRetentionHours")
                    .hasMessageMatching(
                        ".*go on from \\d{4}-\\S+Z \\(cluster time \\d+, \\d+\\).*"));
  }

  private static JobClient start(EmbeddedMongo server, StorageAddress root, String savepoint)
      throws Exception {
    MongoDbCapture capture =
        MongoDbCapture.begin(
            new MongoDbSourceConfig("crm", Secret.of(server.uri()), null, null, List.of("d\\..*")));
    try (ObjectStore store = root.open()) {
      capture.recordSchemas(new SchemaHistory(store));
    }
    return BronzeJobs.start(capture.source(), root, savepoint);
  }
}
