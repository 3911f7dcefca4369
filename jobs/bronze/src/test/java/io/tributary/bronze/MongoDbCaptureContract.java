package io.tributary.bronze;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ChangeStreamPreAndPostImagesOptions;
import com.mongodb.client.model.CreateCollectionOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.tributary.bronze.mongodb.MongoDbCapture;
import io.tributary.bronze.preflight.PreflightReport;
import io.tributary.bronze.sink.BronzeSink;
import io.tributary.common.config.MongoDbSourceConfig;
import io.tributary.common.config.Secret;
import io.tributary.common.schema.SchemaHistory;
import io.tributary.common.schema.TableId;
import io.tributary.common.storage.ObjectStore;
import io.tributary.common.storage.StorageAddress;
import io.tributary.embedded.EmbeddedMongo;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.SavepointConfigOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a capture of MongoDB promises, whatever serves it. */
abstract class MongoDbCaptureContract {

  static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path directory;

  private final String databaseName = "crm" + UUID.randomUUID().toString().substring(0, 8);
  private MongoClient client;
  MongoDatabase database;
  StorageAddress root;
  BronzeFiles bronze;

  abstract EmbeddedMongo server();

  @BeforeEach
  void open() {
    client = server().client();
    database = client.getDatabase(databaseName);
    root = new StorageAddress(directory.resolve("bronze").toUri().toString(), null);
    bronze = new BronzeFiles(root);
  }

  @AfterEach
  void close() {
    database.drop();
    client.close();
  }

  @Test
  void everyDocumentAndEveryChangeIsInBronzeOnceInOrderAcrossASavepoint() throws Exception {
    MongoCollection<Document> customers = withImages("customers");
    customers.insertMany(documents(0, 1_000));
    JobClient first = start(null);
    await(first, () -> events("customers").size() == 1_000);

    customers.insertMany(documents(1_000, 1_500));
    customers.updateMany(Filters.lt("_id", 10), Updates.inc("n", 1));
    await(first, () -> events("customers").size() == 1_510);
    String savepoint =
        first
            .stopWithSavepoint(
                false, directory.resolve("savepoints").toString(), SavepointFormatType.CANONICAL)
            .get();
    customers.replaceOne(Filters.eq("_id", 1), new Document("_id", 1).append("replaced", true));
    customers.deleteOne(Filters.eq("_id", 2));
    database.getCollection("later").insertOne(new Document("_id", "x"));

    JobClient second = start(savepoint);
    try {
      customers.insertOne(new Document("_id", 2).append("again", true));
      await(second, () -> events("customers").size() == 1_513 && events("later").size() == 1);
    } finally {
      second.cancel().get();
    }

    List<Map<String, Object>> events = events("customers");
    assertThat(ops(events)).isEqualTo(Map.of("r", 1_000L, "c", 501L, "u", 11L, "d", 1L));
    assertThat(of(events, 1)).extracting(event -> event.get("op")).hasToString("[r, u, u]");
    Map<String, Object> update = of(events, 1).get(1);
    assertThat(update.get("before"))
        .hasToString("{\"_id\": {\"$numberInt\": \"1\"}, \"n\": {\"$numberInt\": \"0\"}}");
    assertThat(update.get("after"))
        .hasToString("{\"_id\": {\"$numberInt\": \"1\"}, \"n\": {\"$numberInt\": \"1\"}}");
    assertThat(of(events, 2)).extracting(event -> event.get("op")).hasToString("[r, u, d, c]");
    assertThat(of(events, 2).get(2).get("before"))
        .hasToString("{\"_id\": {\"$numberInt\": \"2\"}, \"n\": {\"$numberInt\": \"1\"}}");
    assertThat(of(events, 2).get(2).get("after")).isNull();
    // Every insert of a batch has a seq of its own or another key, and all are behind the snapshot.
    String snapshot = of(events, 1).get(0).get("seq").toString();
    assertThat(events)
        .filteredOn(event -> !event.get("op").toString().equals("r"))
        .allSatisfy(event -> assertThat(event.get("seq").toString()).isGreaterThan(snapshot));
    try (ObjectStore store = root.open()) {
      assertThat(new SchemaHistory(store).latest())
          .containsKeys(
              new TableId("crm", databaseName, "customers"),
              new TableId("crm", databaseName, "later"));
    }
  }

  @Test
  void withoutImagesUpdatesAreLookedUpAndDeletesAreNotLost() throws Exception {
    MongoCollection<Document> customers = database.getCollection("customers");
    customers.insertOne(new Document("_id", 1).append("n", 0));
    JobClient job = start(null);
    try {
      await(job, () -> events("customers").size() == 1);
      customers.updateOne(Filters.eq("_id", 1), Updates.set("n", 1));
      await(job, () -> events("customers").size() == 2);
      customers.deleteOne(Filters.eq("_id", 1));
      await(job, () -> events("customers").size() == 3);
    } finally {
      job.cancel().get();
    }

    List<Map<String, Object>> events = of(events("customers"), 1);
    assertThat(events).extracting(event -> event.get("op")).hasToString("[r, u, d]");
    assertThat(events.get(1).get("before")).isNull();
    assertThat(events.get(1).get("after"))
        .hasToString("{\"_id\": {\"$numberInt\": \"1\"}, \"n\": {\"$numberInt\": \"1\"}}");
    assertThat(events.get(2).get("key")).hasToString("{\"_id\": {\"$numberInt\": \"1\"}}");
    assertThat(events.get(2).get("before")).isNull();
  }

  @Test
  void thePreflightNamesWhatIsMissing() {
    withImages("customers");
    assertThat(MongoDbCapture.preflight(config()).findings()).isEmpty();

    database.createCollection("events");
    PreflightReport report = MongoDbCapture.preflight(config());
    assertThat(report.hasErrors()).isFalse();
    assertThat(report.warnings())
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.where()).isEqualTo("images");
              assertThat(warning.what())
                  .contains(databaseName + ".events")
                  .doesNotContain("customers");
              assertThat(warning.remedy()).contains("collMod");
            });

    assertThat(MongoDbCapture.preflight(config("nothing\\..*")).errors())
        .singleElement()
        .satisfies(error -> assertThat(error.what()).contains("match none"));
  }

  MongoCollection<Document> withImages(String name) {
    database.createCollection(
        name,
        new CreateCollectionOptions()
            .changeStreamPreAndPostImagesOptions(new ChangeStreamPreAndPostImagesOptions(true)));
    return database.getCollection(name);
  }

  private static List<Document> documents(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(id -> new Document("_id", id).append("n", 0))
        .collect(Collectors.toList());
  }

  MongoDbSourceConfig config() {
    return config(databaseName + "\\..*");
  }

  private MongoDbSourceConfig config(String pattern) {
    return new MongoDbSourceConfig("crm", Secret.of(server().uri()), null, null, List.of(pattern));
  }

  List<Map<String, Object>> events(String collection) throws Exception {
    return bronze.events(databaseName + "." + collection);
  }

  /** The events of a document by their seq. */
  static List<Map<String, Object>> of(List<Map<String, Object>> events, int id) {
    List<Map<String, Object>> found = new ArrayList<>();
    for (Map<String, Object> event : events) {
      if (BsonDocument.parse(event.get("key").toString()).getNumber("_id").intValue() == id) {
        found.add(event);
      }
    }
    found.sort(Comparator.comparing(event -> event.get("seq").toString()));
    return found;
  }

  private static Map<String, Long> ops(List<Map<String, Object>> events) {
    return events.stream()
        .collect(Collectors.groupingBy(event -> event.get("op").toString(), Collectors.counting()));
  }

  JobClient start(String savepoint) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
    configuration.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    if (savepoint != null) {
      configuration.set(SavepointConfigOptions.SAVEPOINT_PATH, savepoint);
    }
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
    env.getConfig().enableObjectReuse();
    MongoDbCapture capture = MongoDbCapture.begin(config());
    try (ObjectStore store = root.open()) {
      capture.recordSchemas(new SchemaHistory(store));
    }
    BronzeJob.define(env, "crm", capture.source(), new BronzeSink("crm", root, 100));
    return env.executeAsync("bronze");
  }

  interface Condition {
    boolean holds() throws Exception;
  }

  static void await(JobClient job, Condition condition) throws Exception {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!condition.holds()) {
      if (job.getJobStatus().get().isGloballyTerminalState()) {
        job.getJobExecutionResult().get();
      }
      assertThat(Instant.now()).as("time").isBefore(deadline);
      Thread.sleep(200);
    }
  }
}
