package io.tributary.embedded.mongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.memory.MemoryCollection;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A collection that logs its changes, under its lock: the log has them in the order in which they
 * were made. As on a real server the documents of one insert or delete command share a cluster
 * time, while each update has its own.
 */
final class CapturedCollection extends MemoryCollection {

  private final EventLog log;

  /** Whether change streams are given the documents before and after each change. */
  private boolean keepsImages;

  /** Whether documents are being looked up in order to change them. */
  private boolean writing;

  /** Whether the update under way replaces documents, and does not modify them. */
  private boolean replacing;

  /** What is to share a cluster time; null while each change is logged at once. */
  private List<Change> together;

  CapturedCollection(
      MongoDatabase database,
      String name,
      CollectionOptions options,
      CursorRegistry cursors,
      EventLog log) {
    super(database, name, options, cursors);
    this.log = log;
  }

  synchronized boolean keepsImages() {
    return keepsImages;
  }

  synchronized void keepImages(boolean keep) {
    keepsImages = keep;
  }

  /** A copy of the document with this id as it is now; null if there is none. */
  synchronized Document find(Object id) {
    for (Document document : handleQuery(new Document("_id", id))) {
      return document;
    }
    return null;
  }

  @Override
  public synchronized List<Document> insertDocuments(List<Document> documents, boolean isOrdered) {
    return together(() -> super.insertDocuments(documents, isOrdered));
  }

  @Override
  public synchronized int deleteDocuments(Document selector, int limit, Oplog oplog) {
    return together(() -> writing(() -> super.deleteDocuments(selector, limit, oplog)));
  }

  @Override
  public synchronized Document updateDocuments(
      Document selector,
      Document update,
      ArrayFilters arrayFilters,
      boolean isMulti,
      boolean isUpsert,
      Oplog oplog) {
    replacing = isReplacement(update);
    return writing(
        () -> super.updateDocuments(selector, update, arrayFilters, isMulti, isUpsert, oplog));
  }

  @Override
  public synchronized Document findAndModify(Document command) {
    replacing = command.get("update") instanceof Document update && isReplacement(update);
    return writing(() -> super.findAndModify(command));
  }

  @Override
  public synchronized void addDocument(Document document) {
    super.addDocument(document);
    log(Change.insert(namespace(), document.cloneDeeply()));
  }

  @Override
  protected void handleUpdate(Integer position, Document before, Document after) {
    Document image = after.cloneDeeply();
    if (replacing) {
      log(Change.replace(namespace(), keepsImages ? before : null, image));
    } else {
      log(
          Change.update(
              namespace(),
              image.get("_id"),
              keepsImages ? before : null,
              keepsImages ? image : null,
              UpdateDescription.of(before, image)));
    }
  }

  @Override
  public synchronized void removeDocument(Document document) {
    super.removeDocument(document);
    Document before = keepsImages ? document.cloneDeeply() : null;
    log(Change.delete(namespace(), document.get("_id"), before));
  }

  @Override
  public synchronized void renameTo(MongoDatabase newDatabase, String newName) {
    Namespace before = namespace();
    super.renameTo(newDatabase, newName);
    log(Change.rename(before, namespace()));
  }

  @Override
  public synchronized void drop() {
    super.drop();
    log(Change.drop(namespace()));
  }

  /** Readers get copies: an answer is encoded when the lock has been released. */
  @Override
  protected QueryResult createQueryResult(List<Document> matched, int batchSize) {
    return super.createQueryResult(
        writing ? matched : matched.stream().map(Document::cloneDeeply).toList(), batchSize);
  }

  private Namespace namespace() {
    return new Namespace(getDatabaseName(), getCollectionName());
  }

  private void log(Change change) {
    if (together != null) {
      together.add(change);
    } else {
      log.append(List.of(change));
    }
  }

  private <T> T together(Supplier<T> command) {
    together = new ArrayList<>();
    try {
      return command.get();
    } finally {
      log.append(together);
      together = null;
    }
  }

  private <T> T writing(Supplier<T> command) {
    writing = true;
    try {
      return command.get();
    } finally {
      writing = false;
    }
  }

  private static boolean isReplacement(Document update) {
    return update.keySet().stream().noneMatch(name -> name.startsWith("$"));
  }
}
