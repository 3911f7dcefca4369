package io.tributary.embedded.mongo;

import de.bwaldvogel.mongo.bson.Document;

/**
 * What happened to a document, a collection or a database.
 *
 * @param type what, in the words of change streams
 * @param namespace whose
 * @param id the document's; null unless it is a document that changed
 * @param before the document before; null after an insert, and where the collection keeps no images
 * @param after the document after; null after a delete, and after an update where the collection
 *     keeps no images
 * @param update what an update has done, {@code {updatedFields, removedFields, truncatedArrays}};
 *     null for all other types
 * @param renamedTo the new name of a renamed collection; null for all other types
 */
record Change(
    Type type,
    Namespace namespace,
    Object id,
    Document before,
    Document after,
    Document update,
    Namespace renamedTo) {

  /** Each as its {@code operationType} in change streams. */
  enum Type {
    INSERT("insert"),
    UPDATE("update"),
    REPLACE("replace"),
    DELETE("delete"),
    DROP("drop"),
    RENAME("rename"),
    DROP_DATABASE("dropDatabase");

    private final String operationType;

    Type(String operationType) {
      this.operationType = operationType;
    }

    String operationType() {
      return operationType;
    }
  }

  static Change insert(Namespace namespace, Document after) {
    return new Change(Type.INSERT, namespace, after.get("_id"), null, after, null, null);
  }

  static Change replace(Namespace namespace, Document before, Document after) {
    return new Change(Type.REPLACE, namespace, after.get("_id"), before, after, null, null);
  }

  static Change update(
      Namespace namespace, Object id, Document before, Document after, Document update) {
    return new Change(Type.UPDATE, namespace, id, before, after, update, null);
  }

  static Change delete(Namespace namespace, Object id, Document before) {
    return new Change(Type.DELETE, namespace, id, before, null, null, null);
  }

  static Change drop(Namespace namespace) {
    return new Change(Type.DROP, namespace, null, null, null, null, null);
  }

  static Change rename(Namespace namespace, Namespace to) {
    return new Change(Type.RENAME, namespace, null, null, null, null, to);
  }

  static Change dropDatabase(String database) {
    return new Change(
        Type.DROP_DATABASE, new Namespace(database, null), null, null, null, null, null);
  }
}
