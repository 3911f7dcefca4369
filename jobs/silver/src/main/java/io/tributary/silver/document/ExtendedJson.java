package io.tributary.silver.document;

import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/** MongoDB's Extended JSON v2, which keeps every BSON type apart. */
final class ExtendedJson {

  private static final JsonWriterSettings CANONICAL =
      JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();

  private static final String NAME = "v";

  private ExtendedJson() {}

  /**
   * @throws org.bson.BsonInvalidOperationException or {@link org.bson.json.JsonParseException} if
   *     the text is no document
   */
  static BsonDocument parse(String json) {
    return BsonDocument.parse(json);
  }

  /** Canonical. */
  static String write(BsonDocument document) {
    return document.toJson(CANONICAL);
  }

  /** Canonical, of any value. The library writes documents only. */
  static String write(BsonValue value) {
    if (value.isDocument()) {
      return write(value.asDocument());
    }
    String wrapped = write(new BsonDocument(NAME, value));
    return wrapped.substring(wrapped.indexOf(':') + 1, wrapped.length() - 1).strip();
  }
}
