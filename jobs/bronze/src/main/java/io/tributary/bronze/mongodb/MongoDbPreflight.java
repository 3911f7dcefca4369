package io.tributary.bronze.mongodb;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.client.ChangeStreamIterable;
import com.mongodb.client.MongoChangeStreamCursor;
import com.mongodb.client.MongoClient;
import io.tributary.bronze.preflight.Finding;
import io.tributary.bronze.preflight.PreflightReport;
import io.tributary.common.config.MongoDbSourceConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.bson.BsonTimestamp;
import org.bson.Document;

/** Finds all that stands in the way of capturing a MongoDB deployment, before a capture starts. */
final class MongoDbPreflight {

  /** Change streams that can start after an invalidation, and resume tokens of today's form. */
  private static final int OLDEST_VERSION = 5;

  private static final Duration LEAST_LOG = Duration.ofDays(1);

  /** A log that fills less of its place has not yet begun to forget. */
  private static final double FULL = 0.9;

  private final MongoDbSourceConfig config;
  private final List<Finding> findings = new ArrayList<>();

  MongoDbPreflight(MongoDbSourceConfig config) {
    this.config = config;
  }

  PreflightReport run() {
    MongoDbServer server = MongoDbServer.of(config);
    try (MongoClient client = server.connect()) {
      check(client);
    } catch (MongoSecurityException e) {
      error(
          "login",
          "The server turns the user " + server.user() + " away.",
          "Check user, password and authSource.");
    } catch (MongoTimeoutException e) {
      error(
          "server",
          "No server that can be written to answers: " + server.redact(firstLine(e)),
          "Check the hosts, the option replicaSet and TLS, and the network between.");
    } catch (MongoException e) {
      error("server", server.redact(firstLine(e)), "Check the server's log.");
    }
    return new PreflightReport("MongoDB " + server, findings);
  }

  private void check(MongoClient client) {
    Document hello = client.getDatabase("admin").runCommand(new Document("hello", 1));
    if (!hello.containsKey("setName") && !"isdbgrid".equals(hello.getString("msg"))) {
      error(
          "server",
          "It is no member of a replica set: such a server has no log, and no change streams.",
          "Start mongod with --replSet rs0 and run rs.initiate(); one server is enough.");
      return;
    }
    checkVersion(client);
    List<MongoDbCollection> collections;
    try {
      collections = new MongoDbCatalog(client).collections(config::captures);
    } catch (MongoCommandException e) {
      error(
          "user",
          "It may not list databases and collections: " + e.getErrorMessage(),
          "Grant the built-in role readAnyDatabase, or listDatabases and listCollections.");
      return;
    }
    checkCollections(client, collections);
    checkStream(client);
    checkLog(client);
  }

  private void checkVersion(MongoClient client) {
    String version =
        client.getDatabase("admin").runCommand(new Document("buildInfo", 1)).getString("version");
    int major = Integer.parseInt(version.substring(0, version.indexOf('.')));
    if (major < OLDEST_VERSION) {
      error(
          "server",
          "MongoDB " + version + " is older than " + OLDEST_VERSION + ".0.",
          "Upgrade the server.");
    }
  }

  private void checkCollections(MongoClient client, List<MongoDbCollection> collections) {
    if (collections.isEmpty()) {
      error(
          "collections",
          "The patterns " + config.patterns() + " match none that the user may see.",
          "Mend the patterns: they match the whole of database.collection.");
    }
    for (MongoDbCollection collection : collections) {
      if (!collection.canBeCaptured()) {
        error(
            collection.toString(),
            "A " + collection.type() + " has no change stream.",
            "Narrow the patterns so that they match collections only.");
        continue;
      }
      try {
        client
            .getDatabase(collection.database())
            .getCollection(collection.name())
            .find()
            .limit(1)
            .first();
      } catch (MongoCommandException e) {
        error(
            collection.toString(),
            "The user may not read it: " + e.getErrorMessage(),
            "Grant read on the database " + collection.database() + ".");
      }
    }
    List<String> without =
        collections.stream()
            .filter(MongoDbCollection::canBeCaptured)
            .filter(collection -> !collection.keepsImages())
            .map(MongoDbCollection::qualifiedName)
            .collect(Collectors.toList());
    if (!without.isEmpty()) {
      findings.add(
          Finding.warning(
              "images",
              "The server keeps no pre- and post-images of "
                  + String.join(", ", without)
                  + ": bronze has these documents as they are when a change is read, not as the"
                  + " change left them, and of deleted ones the key alone."
                  + (without.size() < collections.size()
                      ? " As others keep them, updates of these are looked up one by one, which is"
                          + " slow."
                      : "")
                  + " Silver is not affected.",
              "db.runCommand({collMod: '<collection>', changeStreamPreAndPostImages: {enabled:"
                  + " true}}) in MongoDB 6.0 or later, before the job starts."));
    }
  }

  /** Opens the stream that the capture is going to read. */
  private void checkStream(MongoClient client) {
    ChangeStreamIterable<Document> stream =
        MongoDbCapture.database(config.patterns())
            .map(database -> client.getDatabase(database).watch())
            .orElseGet(client::watch);
    try (MongoChangeStreamCursor<?> cursor = stream.cursor()) {
      cursor.getResumeToken();
    } catch (MongoCommandException e) {
      error(
          "user",
          "It may not open a change stream on "
              + MongoDbCapture.database(config.patterns())
                  .map(database -> "database " + database)
                  .orElse("the whole deployment, which the patterns call for")
              + ": "
              + e.getErrorMessage(),
          "Grant the actions find and changeStream there, or the built-in role readAnyDatabase;"
              + " patterns of one database, as 'crm\\..*', need that database only.");
    }
  }

  private void checkLog(MongoClient client) {
    Document stats;
    Document first;
    Document last;
    try {
      stats = client.getDatabase("local").runCommand(new Document("collStats", "oplog.rs"));
      first = entry(client, 1);
      last = entry(client, -1);
    } catch (MongoCommandException e) {
      // Not to be seen by this user, or behind a sharded cluster's router.
      return;
    }
    if (first == null || last == null || stats.get("maxSize") == null) {
      return;
    }
    Duration window =
        Duration.ofSeconds(
            (long) last.get("ts", BsonTimestamp.class).getTime()
                - first.get("ts", BsonTimestamp.class).getTime());
    double filled =
        ((Number) stats.get("size")).doubleValue() / ((Number) stats.get("maxSize")).doubleValue();
    if (filled > FULL && window.compareTo(LEAST_LOG) < 0) {
      findings.add(
          Finding.warning(
              "oplog",
              "It holds the changes of the last "
                  + window.toHours()
                  + " h "
                  + window.toMinutesPart()
                  + " min only: a capture that stands still for longer cannot go on, and needs a"
                  + " new snapshot.",
              "db.adminCommand({replSetResizeOplog: 1, size: <megabytes>, minRetentionHours: 24})"));
    }
  }

  private static Document entry(MongoClient client, int order) {
    return client
        .getDatabase("local")
        .getCollection("oplog.rs")
        .find()
        .sort(new Document("$natural", order))
        .limit(1)
        .first();
  }

  private void error(String where, String what, String remedy) {
    findings.add(Finding.error(where, what, remedy));
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
