package io.tributary.embedded.mongo;

import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.backend.memory.MemoryDatabase;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.netty.channel.Channel;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Answers commands as the primary of a replica set with one member does. */
final class ReplicaSetBackend extends MemoryBackend {

  /** Their changes are in no change stream. */
  private static final Set<String> INTERNAL_DATABASES = Set.of("admin", "config", "local");

  private final String replicaSet;
  private final EventLog log;
  private final ChangeStreams streams;
  private volatile String hostAndPort;

  /**
   * A backend without data.
   *
   * @param replicaSet its name
   */
  ReplicaSetBackend(String replicaSet, EventLog log) {
    this.replicaSet = replicaSet;
    this.log = log;
    this.streams = new ChangeStreams(log, this::resolveDatabase);
    version(new Version());
  }

  /** Says where the server listens, which it tells its clients. */
  void listensOn(String hostAndPort) {
    this.hostAndPort = hostAndPort;
  }

  @Override
  public MemoryDatabase openOrCreateDatabase(String name) {
    return INTERNAL_DATABASES.contains(name)
        ? super.openOrCreateDatabase(name)
        : new CapturedDatabase(name, getCursorRegistry(), log);
  }

  @Override
  public Document handleCommand(Channel channel, String database, String command, Document query) {
    Document answer = answer(channel, database, command, query);
    BsonTimestamp now = log.clusterTime();
    Document signature = new Document("hash", new BinData(new byte[20])).append("keyId", 0L);
    return answer
        .append("operationTime", now)
        .append("$clusterTime", new Document("clusterTime", now).append("signature", signature));
  }

  /** Called at each end of the server; the data is there for its next start. */
  @Override
  public void close() {
    // Nothing is released.
  }

  private Document answer(Channel channel, String database, String command, Document query) {
    Unsupported.check(command, query);
    switch (command.toLowerCase(Locale.ROOT)) {
      case "hello", "ismaster":
        return hello(super.handleCommand(channel, database, "ismaster", query));
      case "aggregate":
        return ChangeStreams.isOpenedBy(query)
            ? streams.open(database, query)
            : super.handleCommand(channel, database, command, query);
      case "getmore":
        return ChangeStreams.isChangeStream(query.get(command))
            ? streams.read(database, query.get(command), query)
            : super.handleCommand(channel, database, command, query);
      case "killcursors":
        List<Long> others = streams.close((List<?>) query.get("cursors"));
        Document rest = query.clone();
        rest.put("cursors", others);
        return super.handleCommand(channel, database, command, rest);
      default:
        return super.handleCommand(channel, database, command, query);
    }
  }

  private Document hello(Document answer) {
    BsonTimestamp now = log.clusterTime();
    Document opTime = new Document("ts", now).append("t", 1L);
    Instant date = Instant.ofEpochSecond(now.getTime());
    return answer
        .append("helloOk", true)
        .append("isWritablePrimary", true)
        .append("secondary", false)
        .append("setName", replicaSet)
        .append("setVersion", 1)
        .append("hosts", List.of(hostAndPort))
        .append("me", hostAndPort)
        .append("primary", hostAndPort)
        .append(
            "lastWrite",
            new Document("opTime", opTime)
                .append("lastWriteDate", date)
                .append("majorityOpTime", opTime)
                .append("majorityWriteDate", date))
        .append("logicalSessionTimeoutMinutes", 30);
  }

  /** The first with images of documents before and after each change. */
  private static final class Version implements MongoVersion {
    @Override
    public List<Integer> getVersionArray() {
      return List.of(6, 0, 0);
    }

    @Override
    public int getWireVersion() {
      return 17;
    }
  }

  /** What would quietly do something else than on a real server. */
  private static final class Unsupported {

    static void check(String command, Document query) {
      if (query.containsKey("startTransaction")) {
        throw unsupported("transactions");
      }
      if (query.get("update") instanceof List
          || (query.get("updates") instanceof List<?> updates
              && updates.stream().anyMatch(u -> ((Document) u).get("u") instanceof List))) {
        throw unsupported("updates by an aggregation pipeline: " + command);
      }
    }

    private static MongoServerError unsupported(String what) {
      return new MongoServerError(
          20, "IllegalOperation", "The MongoDB emulator has no " + what + "; use a real mongod");
    }
  }
}
