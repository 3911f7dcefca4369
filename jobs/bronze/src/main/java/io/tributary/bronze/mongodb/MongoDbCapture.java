package io.tributary.bronze.mongodb;

import com.mongodb.client.MongoClient;
import io.tributary.bronze.Captured;
import io.tributary.bronze.LogSource;
import io.tributary.bronze.SourceCapture;
import io.tributary.bronze.preflight.PreflightReport;
import io.tributary.common.change.Seq;
import io.tributary.common.config.MongoDbSourceConfig;
import io.tributary.common.schema.SchemaChange;
import io.tributary.common.schema.SchemaHistory;
import io.tributary.common.schema.TableId;
import io.tributary.common.schema.TableSchema;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.cdc.connectors.base.options.StartupOptions;
import org.apache.flink.cdc.connectors.mongodb.source.MongoDBSource;
import org.apache.flink.cdc.connectors.mongodb.source.MongoDBSourceBuilder;
import org.bson.BsonTimestamp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins the capture of a MongoDB deployment: what is done once, when the job is submitted. */
public final class MongoDbCapture implements SourceCapture {

  private static final Logger LOG = LoggerFactory.getLogger(MongoDbCapture.class);

  /** Keeps the resume token young while nothing that is captured changes. */
  private static final int HEARTBEAT_MILLIS = 30_000;

  private static final int BATCH = 4_096;
  private static final int POLL_MILLIS = 500;

  /** A pattern of one database's collections, whose name it spells out: {@code crm\..*}. */
  private static final Pattern OF_ONE_DATABASE = Pattern.compile("([\\w-]+)\\\\\\..+");

  private final MongoDbSourceConfig config;
  private final MongoDbServer server;
  private final List<TableSchema> collections;
  private final boolean images;
  private final String snapshotSeq;

  private MongoDbCapture(
      MongoDbSourceConfig config,
      MongoDbServer server,
      List<TableSchema> collections,
      boolean images,
      String snapshotSeq) {
    this.config = config;
    this.server = server;
    this.collections = collections;
    this.images = images;
    this.snapshotSeq = snapshotSeq;
  }

  /**
   * Reads how far the log has come, then what collections there are: in this order, so that
   * snapshot reads are at least as new as the time they carry.
   *
   * <p>Changes of collections of which the server keeps pre- and post-images show the document as
   * it was before and after just that change. An updated document of another collection is looked
   * up when the event is read: its image may be newer than the event, or missing if the document
   * has been deleted since, and deletes show the key alone. Silver ends with the same rows either
   * way. If no collection keeps images, the server itself looks up; if some do, the capture does.
   */
  public static MongoDbCapture begin(MongoDbSourceConfig config) {
    MongoDbServer server = MongoDbServer.of(config);
    try (MongoClient client = server.connect()) {
      MongoDbCatalog catalog = new MongoDbCatalog(client);
      BsonTimestamp time = catalog.majorityTime();
      List<MongoDbCollection> found = catalog.collections(config::captures);
      boolean images = found.stream().anyMatch(MongoDbCollection::keepsImages);
      LOG.info(
          "Capturing {} collections of {} {}",
          found.size(),
          server,
          images ? "with pre- and post-images" : "by looking updated documents up");
      return new MongoDbCapture(
          config,
          server,
          found.stream()
              .map(
                  collection ->
                      TableSchema.ofDocuments(
                          new TableId(config.name(), collection.database(), collection.name())))
              .collect(Collectors.toList()),
          images,
          Seq.ofDocumentSnapshot(
              Seq.FIRST_EPOCH,
              Integer.toUnsignedLong(time.getTime()),
              Integer.toUnsignedLong(time.getInc())));
    }
  }

  /** Names every problem that would stop the capture or make it inexact. */
  public static PreflightReport preflight(MongoDbSourceConfig config) {
    return new MongoDbPreflight(config).run();
  }

  @Override
  public void recordSchemas(SchemaHistory history) throws IOException {
    history.record(new SchemaChange(snapshotSeq, null, null, collections));
  }

  @Override
  public Source<Captured, ?, ?> source() {
    MongoDBSourceBuilder<Captured> builder =
        MongoDBSource.<Captured>builder()
            .scheme(server.scheme())
            .hosts(server.hosts())
            .connectionOptions(server.options())
            // In a group, so that none is taken for a name: the stream of a single collection would
            // fail for ever at the first event whose image has expired.
            .collectionList(
                config.patterns().stream()
                    .map(pattern -> "(?:" + pattern + ")")
                    .toArray(String[]::new))
            .startupOptions(StartupOptions.initial())
            .scanFullChangelog(images)
            // Changes made while a chunk is read come from the log, instead of being folded into
            // the chunk: latest-wins puts them in order, and bronze keeps each of them.
            .skipSnapshotBackfill(true)
            .disableCursorTimeout(true)
            .batchSize(BATCH)
            .pollAwaitTimeMillis(POLL_MILLIS)
            .heartbeatIntervalMillis(HEARTBEAT_MILLIS)
            .deserializer(
                new MongoDbDeserializer(
                    config.name(),
                    server.hosts(),
                    Seq.FIRST_EPOCH,
                    snapshotSeq,
                    collections.stream()
                        .map(TableSchema::table)
                        .collect(Collectors.toCollection(java.util.TreeSet::new)),
                    images ? PooledLookup.of(server) : null));
    database(config.patterns()).ifPresent(builder::databaseList);
    if (server.user() != null) {
      builder.username(server.user());
    }
    if (server.password() != null) {
      builder.password(server.password());
    }
    return new LogSource<>(builder.build(), new OperationLog(config.name(), server));
  }

  /**
   * The one database that all patterns are of, so that its change stream is enough; empty where
   * that of the whole deployment is needed.
   */
  static Optional<String> database(List<String> patterns) {
    List<String> databases =
        patterns.stream()
            .map(OF_ONE_DATABASE::matcher)
            .map(matcher -> matcher.matches() ? matcher.group(1) : "")
            .distinct()
            .collect(Collectors.toList());
    return databases.size() == 1 && !databases.get(0).isEmpty()
        ? Optional.of(databases.get(0))
        : Optional.empty();
  }
}
