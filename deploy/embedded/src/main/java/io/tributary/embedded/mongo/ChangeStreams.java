package io.tributary.embedded.mongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.NoopOplog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The open change streams, and the commands that open, read and close them. */
final class ChangeStreams {

  /** Far above the ids of the other cursors, which count from 1. */
  private static final long FIRST_ID = 1L << 40;

  /** A real server's default; as a request holds a thread meanwhile, also the most there is. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final int DEFAULT_BATCH = 101;

  private final EventLog log;
  private final Function<String, MongoDatabase> databases;
  private final AtomicLong ids = new AtomicLong(FIRST_ID);
  private final Map<Long, ChangeStream> open = new ConcurrentHashMap<>();

  /**
   * None yet.
   *
   * @param databases gives a database by its name
   */
  ChangeStreams(EventLog log, Function<String, MongoDatabase> databases) {
    this.log = log;
    this.databases = databases;
  }

  /** Whether this command {@code aggregate} opens a change stream. */
  static boolean isOpenedBy(Document aggregate) {
    List<Document> stages = Aggregation.parse(aggregate.get("pipeline"));
    return !stages.isEmpty() && stages.get(0).get("$changeStream") instanceof Document;
  }

  /** Whether a cursor is that of a change stream, open or not. */
  static boolean isChangeStream(Object cursorId) {
    return ((Number) cursorId).longValue() > FIRST_ID;
  }

  /** The answer to {@code aggregate} on {@code database}. */
  Document open(String database, Document aggregate) {
    Object target = aggregate.get("aggregate");
    List<Document> stages = Aggregation.parse(aggregate.get("pipeline"));
    ChangeStreamOptions options =
        ChangeStreamOptions.of(
            database, target, (Document) stages.get(0).get("$changeStream"), log);
    ChangeStream stream =
        new ChangeStream(
            log,
            options,
            new ChangeEventRenderer(options, this::find),
            pipeline(database, stages.subList(1, stages.size())));
    Document cursor = (Document) aggregate.getOrDefault("cursor", new Document());
    long id = ids.incrementAndGet();
    String namespace = database + "." + (target instanceof String ? target : "$cmd.aggregate");
    ChangeStream.Batch batch = next(stream, cursor, Duration.ZERO);
    if (!batch.last()) {
      open.put(id, stream);
    }
    return answer(batch, id, namespace, "firstBatch");
  }

  /**
   * The answer to {@code getMore} on {@code database}.
   *
   * @param cursorId of a change stream
   * @throws MongoServerError if there is no such cursor
   */
  Document read(String database, Object cursorId, Document getMore) {
    long id = ((Number) cursorId).longValue();
    ChangeStream stream = open.get(id);
    if (stream == null) {
      throw new MongoServerError(43, "CursorNotFound", "cursor id " + id + " not found");
    }
    Number maxTime = (Number) getMore.getOrDefault("maxTimeMS", PATIENCE.toMillis());
    Duration patience = Duration.ofMillis(Math.min(maxTime.longValue(), PATIENCE.toMillis()));
    ChangeStream.Batch batch = next(stream, getMore, patience);
    if (batch.last()) {
      open.remove(id);
    }
    return answer(batch, id, database + "." + getMore.get("collection"), "nextBatch");
  }

  /** Closes those of the cursors that are change streams; returns the ids of the others. */
  List<Long> close(List<?> cursors) {
    List<Long> others = new ArrayList<>();
    for (Object cursor : cursors) {
      long id = ((Number) cursor).longValue();
      if (open.remove(id) == null) {
        others.add(id);
      }
    }
    return others;
  }

  private static ChangeStream.Batch next(ChangeStream stream, Document limits, Duration patience) {
    int batchSize = ((Number) limits.getOrDefault("batchSize", DEFAULT_BATCH)).intValue();
    try {
      return stream.next(batchSize, patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MongoServerError(11601, "Interrupted", "The server is shutting down");
    }
  }

  private static Document answer(
      ChangeStream.Batch batch, long id, String namespace, String events) {
    Document cursor =
        new Document("id", batch.last() ? 0L : id)
            .append("ns", namespace)
            .append(events, batch.events())
            .append("postBatchResumeToken", batch.end().toDocument());
    Document answer = new Document("cursor", cursor);
    Utils.markOkay(answer);
    return answer;
  }

  private UnaryOperator<List<Document>> pipeline(String database, List<Document> stages) {
    if (stages.isEmpty()) {
      return UnaryOperator.identity();
    }
    Aggregation aggregation =
        Aggregation.fromPipeline(
            stages, databases::apply, databases.apply(database), null, NoopOplog.get());
    // Stages may change what they are given, and the log's images are everybody's.
    return events -> aggregation.runStages(events.stream().map(Document::cloneDeeply));
  }

  private Document find(Change change) {
    Namespace namespace = change.namespace();
    CapturedDatabase database = (CapturedDatabase) databases.apply(namespace.database());
    CapturedCollection collection = database.captured(namespace.collection());
    return collection == null ? null : collection.find(change.id());
  }
}
