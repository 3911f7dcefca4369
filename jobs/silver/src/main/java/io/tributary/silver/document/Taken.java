package io.tributary.silver.document;

import org.bson.BsonValue;

/** What a column has taken of a BSON value, and what is left of it. */
final class Taken {

  private final Object value;
  private final BsonValue rest;

  private Taken(Object value, BsonValue rest) {
    this.value = value;
    this.rest = rest;
  }

  /** The whole value, as the column holds it; null for BSON's null. */
  static Taken all(Object value) {
    return new Taken(value, null);
  }

  /** The value but for the rest. */
  static Taken part(Object value, BsonValue rest) {
    return new Taken(value, rest);
  }

  /** Nothing: the value does not fit the column. */
  static Taken none(BsonValue value) {
    return new Taken(null, value);
  }

  /** As the column holds it, in Flink's internal form; null if there is none. */
  Object value() {
    return value;
  }

  /** Null if nothing is left. */
  BsonValue rest() {
    return rest;
  }

  boolean isNone() {
    return value == null && rest != null;
  }
}
