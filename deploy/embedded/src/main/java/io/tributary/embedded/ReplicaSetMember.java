package io.tributary.embedded;

import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/** Makes a {@code mongod} that has just been started the only member of its replica set. */
final class ReplicaSetMember implements AutoCloseable {

  private static final int NOT_YET_INITIALIZED = 94;

  private final String host;
  private final MongoClient client;
  private final MongoDatabase admin;
  private String problem = "";

  ReplicaSetMember(int port) {
    ServerAddress address = new ServerAddress("127.0.0.1", port);
    host = address.toString();
    client =
        MongoClients.create(
            MongoClientSettings.builder()
                .applyToClusterSettings(
                    cluster ->
                        cluster
                            .hosts(List.of(address))
                            .serverSelectionTimeout(500, TimeUnit.MILLISECONDS))
                .applyToServerSettings(
                    server -> server.heartbeatFrequency(500, TimeUnit.MILLISECONDS))
                .build());
    admin = client.getDatabase("admin");
  }

  /**
   * Whether the server is the writable primary of the replica set. Does the next step towards it if
   * not: gives it a configuration, or in that of an earlier run the port that it has now.
   *
   * @param data the data directory of the server that is meant, not of another on the same port
   */
  boolean isReady(Path data) {
    try {
      Document storage =
          run("getCmdLineOpts").get("parsed", Document.class).get("storage", Document.class);
      if (!data.toString().equals(storage.getString("dbPath"))) {
        problem = "another server listens on " + host;
        return false;
      }
      if (isConfigured() && run("hello").getBoolean("isWritablePrimary", false)) {
        return true;
      }
      problem = "no election yet";
    } catch (MongoException e) {
      problem = e.getMessage();
    }
    return false;
  }

  /** Why the server was not ready when it was last asked. */
  String problem() {
    return problem;
  }

  /** Such as {@code 8.2.0}. */
  String version() {
    return run("buildInfo").getString("version");
  }

  @Override
  public void close() {
    client.close();
  }

  private boolean isConfigured() {
    Document configuration;
    try {
      configuration = run("replSetGetConfig").get("config", Document.class);
    } catch (MongoCommandException e) {
      if (e.getErrorCode() != NOT_YET_INITIALIZED) {
        throw e;
      }
      Document member = new Document("_id", 0).append("host", host);
      admin.runCommand(
          new Document(
              "replSetInitiate",
              new Document("_id", EmbeddedMongo.REPLICA_SET).append("members", List.of(member))));
      return true;
    }
    Document member = configuration.getList("members", Document.class).get(0);
    if (!host.equals(member.getString("host"))) {
      member.put("host", host);
      configuration.put("version", configuration.getInteger("version") + 1);
      // By force: nobody is primary, as the configuration names nobody who runs.
      admin.runCommand(new Document("replSetReconfig", configuration).append("force", true));
    }
    return true;
  }

  private Document run(String command) {
    return admin.runCommand(new Document(command, 1));
  }
}
