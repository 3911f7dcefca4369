package io.tributary.embedded.mongo;

import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;

/**
 * What a stage {@code $changeStream} asks for.
 *
 * @param scope whose changes
 * @param start after which position
 * @param fullDocument which document comes with an update
 * @param fullDocumentBeforeChange whether the document before the change comes with it
 */
record ChangeStreamOptions(
    Namespace scope, ResumeToken start, Image fullDocument, Image fullDocumentBeforeChange) {

  /** Where a document in a change event comes from. */
  enum Image {
    /** From nowhere. */
    NONE,
    /** It is looked up when the event is read: it may show later changes, or be gone. */
    LOOKUP,
    /** The image kept with the event; null if there is none. */
    WHEN_AVAILABLE,
    /** The image kept with the event; an error if there is none. */
    REQUIRED
  }

  /**
   * Reads a command {@code aggregate}.
   *
   * @param database that it was sent to
   * @param target the collection's name, or 1 for the whole database
   * @param stage the value of {@code $changeStream}
   * @param log that the stream reads: from its end if the stage says nothing else
   */
  static ChangeStreamOptions of(String database, Object target, Document stage, EventLog log) {
    return new ChangeStreamOptions(
        scope(database, target, stage),
        start(stage, log),
        fullDocument((String) stage.getOrDefault("fullDocument", "default")),
        image((String) stage.getOrDefault("fullDocumentBeforeChange", "off")));
  }

  private static Namespace scope(String database, Object target, Document stage) {
    if (Boolean.TRUE.equals(stage.get("allChangesForCluster"))) {
      return Namespace.EVERYTHING;
    }
    return new Namespace(database, target instanceof String collection ? collection : null);
  }

  private static ResumeToken start(Document stage, EventLog log) {
    if (stage.get("startAfter") instanceof Document token) {
      return ResumeToken.parse(token);
    }
    if (stage.get("resumeAfter") instanceof Document token) {
      return ResumeToken.parse(token);
    }
    if (stage.get("startAtOperationTime") instanceof BsonTimestamp time) {
      return log.before(time);
    }
    return log.end();
  }

  private static Image fullDocument(String option) {
    return switch (option) {
      case "default" -> Image.NONE;
      case "updateLookup" -> Image.LOOKUP;
      default -> image(option);
    };
  }

  private static Image image(String option) {
    return switch (option) {
      case "off" -> Image.NONE;
      case "whenAvailable" -> Image.WHEN_AVAILABLE;
      case "required" -> Image.REQUIRED;
      default -> throw new MongoServerError(2, "BadValue", "Unknown kind of image: " + option);
    };
  }
}
