package io.tributary.demo.crm;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ChangeStreamPreAndPostImagesOptions;
import com.mongodb.client.model.CreateCollectionOptions;
import io.tributary.demo.workload.ChangeCounts;
import org.bson.Document;

/** The CRM's collections on a server. Safe for use by several threads. */
public final class CrmDatabase {

  private static final int FIRST_WITH_IMAGES = 6;

  private final MongoClient client;
  private final boolean hasTransactions;

  /**
   * @param client stays open, and is the caller's to close
   * @param hasTransactions whether the server does
   */
  public CrmDatabase(MongoClient client, boolean hasTransactions) {
    this.client = client;
    this.hasTransactions = hasTransactions;
  }

  /**
   * Creates the collections.
   *
   * @throws com.mongodb.MongoException also if they exist already
   */
  public void create() {
    boolean images = majorVersion() >= FIRST_WITH_IMAGES;
    for (CrmCollection collection : CrmCollection.values()) {
      CreateCollectionOptions options = new CreateCollectionOptions();
      if (images && collection.keepsImages()) {
        options.changeStreamPreAndPostImagesOptions(new ChangeStreamPreAndPostImagesOptions(true));
      }
      database().createCollection(collection.collectionName(), options);
    }
  }

  private int majorVersion() {
    String version = database().runCommand(new Document("buildInfo", 1)).getString("version");
    return Integer.parseInt(version.substring(0, version.indexOf('.')));
  }

  /** Counts the documents of collections that hold some. */
  public void countRows(ChangeCounts counts) {
    for (CrmCollection collection : CrmCollection.values()) {
      counts.loaded(collection.qualifiedName(), collection(collection).countDocuments());
    }
  }

  /** One of the collections. */
  public MongoCollection<Document> collection(CrmCollection collection) {
    return database().getCollection(collection.collectionName());
  }

  private MongoDatabase database() {
    return client.getDatabase(CrmCollection.DATABASE);
  }

  MongoClient client() {
    return client;
  }

  boolean hasTransactions() {
    return hasTransactions;
  }
}
