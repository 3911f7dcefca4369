package io.tributary.cli.infer;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoIterable;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.List;
import org.bson.RawBsonDocument;

/**
 * Documents of a collection, as they lay there.
 *
 * @param inCollection how many the server says there are, about
 */
record CollectionSample(List<RawBsonDocument> documents, long inCollection, Choice choice) {

  /** How documents were chosen. */
  enum Choice {
    ALL("all of them"),
    RANDOM("taken at random"),
    NEWEST("those with the highest _id"),
    FIRST("the first that the server gave");

    private final String words;

    Choice(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** So many bytes of documents are kept in memory. */
  private static final long MAX_BYTES = 64L << 20;

  private static final int BATCH = 1_000;

  /**
   * Reads documents: all, where there are no more than wanted; else at random, or, where the server
   * cannot, the newest. It stops early when they are many megabytes.
   *
   * @param wanted how many, at least 1
   * @throws com.mongodb.MongoException if the server does not let them be read
   */
  static CollectionSample read(MongoCollection<?> collection, int wanted) {
    MongoCollection<RawBsonDocument> raw = collection.withDocumentClass(RawBsonDocument.class);
    long count = raw.estimatedDocumentCount();
    if (count <= wanted) {
      List<RawBsonDocument> documents = read(raw.find().limit(wanted).batchSize(BATCH));
      return new CollectionSample(
          documents,
          Math.max(count, documents.size()),
          documents.size() < count ? Choice.FIRST : Choice.ALL);
    }
    try {
      return new CollectionSample(
          read(
              raw.aggregate(List.of(Aggregates.sample(wanted)))
                  .allowDiskUse(true)
                  .batchSize(BATCH)),
          count,
          Choice.RANDOM);
    } catch (MongoCommandException e) {
      return new CollectionSample(
          read(raw.find().sort(Sorts.descending("_id")).limit(wanted).batchSize(BATCH)),
          count,
          Choice.NEWEST);
    }
  }

  private static List<RawBsonDocument> read(MongoIterable<RawBsonDocument> found) {
    List<RawBsonDocument> documents = new ArrayList<>();
    long bytes = 0;
    try (MongoCursor<RawBsonDocument> cursor = found.cursor()) {
      while (bytes < MAX_BYTES && cursor.hasNext()) {
        RawBsonDocument document = cursor.next();
        documents.add(document);
        bytes += document.getByteBuffer().remaining();
      }
    }
    return documents;
  }
}
