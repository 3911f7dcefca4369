package io.tributary.demo.crm;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoChangeStreamCursor;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import io.tributary.demo.workload.ChangeCounts;
import io.tributary.demo.workload.CommitListener;
import io.tributary.demo.workload.TrafficShape;
import io.tributary.demo.workload.Volume;
import io.tributary.embedded.EmbeddedMongo;
import io.tributary.embedded.Progress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The CRM on a server, a real one where there is one: what the workload counts is what the change
 * stream has.
 */
class CrmWorkloadIT {

  private static final long SEED = Long.getLong("tributary.seed", 42);
  private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
  private static final CrmKeys KEYS = CrmKeys.of(Volume.of(SEED, 5_000));

  @TempDir static Path directory;
  private static EmbeddedMongo mongo;
  private static MongoClient client;
  private static CrmDatabase crm;

  private final ChangeCounts counts = new ChangeCounts(CrmCollection.names());

  @BeforeAll
  static void start() {
    mongo = EmbeddedMongo.start(directory.resolve("mongo"), Progress.NONE);
    client = mongo.client();
    crm = new CrmDatabase(client, mongo.isReal());
  }

  @AfterAll
  static void stop() {
    client.close();
    mongo.close();
  }

  @BeforeEach
  void load() {
    client.getDatabase(CrmCollection.DATABASE).drop();
    crm.create();
    new CrmLoad(SEED, KEYS, START, counts).run(crm);
  }

  @Test
  void loadsAsManyDocumentsAsThereAreKeys() {
    for (CrmCollection collection : CrmCollection.values()) {
      assertThat(crm.collection(collection).countDocuments())
          .isEqualTo(KEYS.documents(collection))
          .isEqualTo(counts.of(collection.qualifiedName()).rows());
    }
    assertThat(CrmKeys.read(crm)).isEqualTo(KEYS);
  }

  @Test
  void countsEachChangeThatTheServerStreams() {
    MongoDatabase database = client.getDatabase(CrmCollection.DATABASE);
    Map<String, Long> streamed = new TreeMap<>();
    try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> stream =
        database.watch().cursor()) {
      run(SEED, 3_000);
      long events = counts.events();
      for (long i = 0; i < events; i++) {
        ChangeStreamDocument<Document> event = stream.next();
        String kind =
            switch (event.getOperationType()) {
              case INSERT -> "inserts";
              case UPDATE, REPLACE -> "updates";
              case DELETE -> "deletes";
              default -> event.getOperationTypeString();
            };
        streamed.merge(event.getNamespace().getFullName() + " " + kind, 1L, Long::sum);
      }
      assertThat(stream.tryNext()).isNull();
    }
    Map<String, Long> counted = new TreeMap<>();
    for (String name : counts.tables()) {
      counted.put(name + " inserts", counts.of(name).inserts());
      counted.put(name + " updates", counts.of(name).updates());
      counted.put(name + " deletes", counts.of(name).deletes());
    }
    assertThat(streamed).as("seed %d", SEED).isEqualTo(counted);
    assertThat(streamed.values()).allMatch(count -> count > 10);
    for (CrmCollection collection : CrmCollection.values()) {
      assertThat(counts.of(collection.qualifiedName()).rows())
          .isEqualTo(crm.collection(collection).countDocuments());
    }
  }

  @Test
  void trafficGoesOnWhereAnEarlierRunHasStopped() {
    run(SEED, 1_000);
    run(SEED + 1, 1_000);

    ChangeCounts found = new ChangeCounts(CrmCollection.names());
    crm.countRows(found);
    assertThat(found.rows()).isEqualTo(counts.rows());
  }

  private void run(long seed, int steps) {
    CrmPlan plan = new CrmPlan(seed, CrmKeys.read(crm), TrafficShape.full(100), START);
    try (CrmTraffic traffic = new CrmTraffic(crm, plan, counts, CommitListener.NONE)) {
      traffic.run(steps);
      traffic.runLastStep();
    }
  }
}
