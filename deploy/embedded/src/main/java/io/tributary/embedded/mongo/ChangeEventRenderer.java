package io.tributary.embedded.mongo;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.tributary.embedded.mongo.ChangeStreamOptions.Image;
import java.util.function.Function;

/** Makes the documents that a change stream gives out. */
final class ChangeEventRenderer {

  private final ChangeStreamOptions options;
  private final Function<Change, Document> lookup;

  /**
   * A renderer.
   *
   * @param options of the stream
   * @param lookup finds the document of a change as it is now; null if it is gone
   */
  ChangeEventRenderer(ChangeStreamOptions options, Function<Change, Document> lookup) {
    this.options = options;
    this.lookup = lookup;
  }

  /**
   * The event as clients see it.
   *
   * @throws MongoServerError if the stream requires an image that was not kept
   */
  Document render(Event event) {
    Change change = event.change();
    Document document =
        new Document("_id", event.token().toDocument())
            .append("operationType", change.type().operationType())
            .append("clusterTime", event.token().timestamp())
            .append("wallTime", event.wallTime());
    appendFullDocument(document, change);
    document.append("ns", change.namespace().toDocument());
    if (change.renamedTo() != null) {
      document.append("to", change.renamedTo().toDocument());
    }
    if (change.id() != null) {
      document.append("documentKey", new Document("_id", change.id()));
    }
    document.putIfNotNull("updateDescription", change.update());
    appendBefore(document, change);
    return document;
  }

  /** The end of a stream whose collection or database has gone with {@code event}. */
  static Document invalidate(Event event) {
    return new Document("_id", event.token().next().toDocument())
        .append("operationType", "invalidate")
        .append("clusterTime", event.token().timestamp())
        .append("wallTime", event.wallTime());
  }

  private void appendFullDocument(Document document, Change change) {
    switch (change.type()) {
      case INSERT, REPLACE -> document.append("fullDocument", change.after());
      case UPDATE -> {
        if (options.fullDocument() == Image.LOOKUP) {
          document.append("fullDocument", lookup.apply(change));
        } else if (options.fullDocument() != Image.NONE) {
          Document image = image(options.fullDocument(), "post-image", change, change.after());
          document.append("fullDocument", image);
        }
      }
      default -> {
        // No document.
      }
    }
  }

  private void appendBefore(Document document, Change change) {
    switch (change.type()) {
      case UPDATE, REPLACE, DELETE -> {
        if (options.fullDocumentBeforeChange() != Image.NONE) {
          Document image =
              image(options.fullDocumentBeforeChange(), "pre-image", change, change.before());
          document.append("fullDocumentBeforeChange", image);
        }
      }
      default -> {
        // Nothing was there before.
      }
    }
  }

  private static Document image(Image option, String kind, Change change, Document kept) {
    if (kept == null && option == Image.REQUIRED) {
      throw new MongoServerError(
          47,
          "NoMatchingDocument",
          "Change stream was configured to require a "
              + kind
              + " for all update, delete and replace events, but the "
              + kind
              + " was not found for event: "
              + change.type().operationType()
              + " in "
              + change.namespace());
    }
    return kept;
  }
}
