package io.tributary.embedded.mongo;

import de.bwaldvogel.mongo.bson.Document;

/**
 * A collection, a whole database or everything.
 *
 * @param database its name; null for everything
 * @param collection its name; null for a whole database and for everything
 */
record Namespace(String database, String collection) {

  /** All databases. */
  static final Namespace EVERYTHING = new Namespace(null, null);

  /** The collection named {@code database.collection}; the collection's name may have dots. */
  static Namespace parse(String name) {
    int dot = name.indexOf('.');
    return new Namespace(name.substring(0, dot), name.substring(dot + 1));
  }

  /** Whether {@code other} is this or a part of it. */
  boolean covers(Namespace other) {
    return (database == null || database.equals(other.database))
        && (collection == null || collection.equals(other.collection));
  }

  /** As in change streams: {@code {db, coll}}. */
  Document toDocument() {
    Document document = new Document("db", database);
    document.putIfNotNull("coll", collection);
    return document;
  }
}
