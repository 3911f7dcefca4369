package io.tributary.cli.infer;

import org.bson.BsonBinary;
import org.bson.BsonBinarySubType;
import org.bson.BsonValue;

/** What a value is, in the words of MongoDB's {@code $type}, with UUIDs told apart. */
enum Kind {
  STRING("string", Family.TEXT),
  OBJECT_ID("objectId", Family.TEXT),
  UUID("uuid", Family.TEXT),
  SYMBOL("symbol", Family.TEXT),
  BOOLEAN("bool", Family.BOOLEAN),
  INT("int", Family.NUMBER),
  LONG("long", Family.NUMBER),
  DOUBLE("double", Family.NUMBER),
  DECIMAL("decimal", Family.NUMBER),
  DATE("date", Family.DATE),
  BYTES("binData", Family.BYTES),
  DOCUMENT("object", Family.DOCUMENT),
  ARRAY("array", Family.ARRAY),
  OTHER_BINARY("binData of another subtype", Family.OTHER),
  REGEX("regex", Family.OTHER),
  JAVASCRIPT("javascript", Family.OTHER),
  TIMESTAMP("timestamp", Family.OTHER),
  DB_POINTER("dbPointer", Family.OTHER),
  UNDEFINED("undefined", Family.OTHER),
  MIN_KEY("minKey", Family.OTHER),
  MAX_KEY("maxKey", Family.OTHER),
  NULL("null", null);

  /** Kinds that have a type in common. */
  enum Family {
    TEXT,
    BOOLEAN,
    NUMBER,
    DATE,
    BYTES,
    DOCUMENT,
    ARRAY,
    /** What no SQL type has values of. */
    OTHER
  }

  private final String word;
  private final Family family;

  Kind(String word, Family family) {
    this.word = word;
    this.family = family;
  }

  /** As MongoDB calls it. */
  String word() {
    return word;
  }

  /** Null for null, which every type has. */
  Family family() {
    return family;
  }

  static Kind of(BsonValue value) {
    return switch (value.getBsonType()) {
      case STRING -> STRING;
      case OBJECT_ID -> OBJECT_ID;
      case SYMBOL -> SYMBOL;
      case BOOLEAN -> BOOLEAN;
      case INT32 -> INT;
      case INT64 -> LONG;
      case DOUBLE -> DOUBLE;
      case DECIMAL128 -> DECIMAL;
      case DATE_TIME -> DATE;
      case BINARY -> of(value.asBinary());
      case DOCUMENT -> DOCUMENT;
      case ARRAY -> ARRAY;
      case REGULAR_EXPRESSION -> REGEX;
      case JAVASCRIPT, JAVASCRIPT_WITH_SCOPE -> JAVASCRIPT;
      case TIMESTAMP -> TIMESTAMP;
      case DB_POINTER -> DB_POINTER;
      case UNDEFINED -> UNDEFINED;
      case MIN_KEY -> MIN_KEY;
      case MAX_KEY -> MAX_KEY;
      case NULL -> NULL;
      case END_OF_DOCUMENT -> throw new IllegalArgumentException("not a value: " + value);
    };
  }

  private static Kind of(BsonBinary binary) {
    if (binary.getType() == BsonBinarySubType.UUID_STANDARD.getValue()) {
      return UUID;
    }
    return binary.getType() == BsonBinarySubType.BINARY.getValue() ? BYTES : OTHER_BINARY;
  }
}
