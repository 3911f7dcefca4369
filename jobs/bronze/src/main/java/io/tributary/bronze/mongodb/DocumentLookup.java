package io.tributary.bronze.mongodb;

import io.tributary.common.schema.TableId;
import java.io.Serializable;
import org.bson.BsonDocument;

/** Finds a document as it is now. */
interface DocumentLookup extends Serializable {

  /**
   * @param key a document with {@code _id}
   * @return null if there is none
   */
  BsonDocument find(TableId collection, BsonDocument key);
}
