package io.tributary.bronze.mongodb;

import com.mongodb.client.MongoClient;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.bson.BsonTimestamp;
import org.bson.Document;

/** What a MongoDB deployment has: its collections, and how far its log has come. */
public final class MongoDbCatalog {

  private static final Set<String> BUILT_IN = Set.of("admin", "config", "local");
  private static final String SYSTEM = "system.";

  private final MongoClient client;

  /**
   * @param client stays open, and is the caller's to close
   */
  public MongoDbCatalog(MongoClient client) {
    this.client = client;
  }

  /** The collections, views and time series that are captured, by name. */
  List<MongoDbCollection> collections(BiPredicate<String, String> captures) {
    List<MongoDbCollection> collections = new ArrayList<>();
    for (String database : client.listDatabaseNames()) {
      if (!BUILT_IN.contains(database)) {
        for (Document found : client.getDatabase(database).listCollections()) {
          String name = found.getString("name");
          if (!name.startsWith(SYSTEM) && captures.test(database, name)) {
            collections.add(collection(database, name, found));
          }
        }
      }
    }
    collections.sort(Comparator.comparing(MongoDbCollection::qualifiedName));
    return collections;
  }

  private static MongoDbCollection collection(String database, String name, Document found) {
    Document options = found.get("options", new Document());
    Document images = options.get("changeStreamPreAndPostImages", new Document());
    return new MongoDbCollection(
        database,
        name,
        found.get("type", "collection"),
        Boolean.TRUE.equals(images.getBoolean("enabled")));
  }

  /**
   * The cluster time up to which a majority of the servers has the log. What is read with read
   * concern "majority" after this is at least as new, and so is what is read from the primary.
   */
  BsonTimestamp majorityTime() {
    Document hello = client.getDatabase("admin").runCommand(new Document("hello", 1));
    Document lastWrite = hello.get("lastWrite", Document.class);
    Document majority = lastWrite == null ? null : lastWrite.get("majorityOpTime", Document.class);
    Object time = majority == null ? hello.get("operationTime") : majority.get("ts");
    if (time instanceof BsonTimestamp) {
      return (BsonTimestamp) time;
    }
    throw new IllegalStateException(
        "The MongoDB server is no member of a replica set: it has no log to capture");
  }
}
