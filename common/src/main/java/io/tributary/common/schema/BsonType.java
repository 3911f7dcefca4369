package io.tributary.common.schema;

import java.util.List;

/**
 * What becomes of each BSON type in the lake: the rows of {@code docs/types.md} that the tests
 * walk. Bronze has whole documents as canonical Extended JSON, of every type exactly. A silver
 * column takes a value if its declared type holds it exactly; any other value is rescued.
 */
public enum BsonType {
  DOUBLE(
      "Double",
      "{\"$numberDouble\": \"2.0\"}",
      "Exact. Another type than DOUBLE takes the shortest decimal number that means the double, if"
          + " it holds that. NaN, infinities and -0.0 fit DOUBLE and FLOAT only.",
      "DOUBLE",
      "FLOAT",
      "DECIMAL",
      "INT",
      "BIGINT"),
  STRING("String", "\"a\"", "Exact.", "STRING"),
  OBJECT(
      "Object",
      "{\"a\": {\"$numberInt\": \"1\"}}",
      "Exact. A ROW takes the members that it names and that fit, a MAP those whose values fit; the"
          + " others are rescued.",
      "ROW",
      "MAP"),
  ARRAY(
      "Array",
      "[{\"$numberInt\": \"1\"}]",
      "Exact, if every element fits; else the whole array is rescued. An ARRAY's elements are no arrays or maps and"
          + " hold no times, which Athena could not read there.",
      "ARRAY"),
  BINARY(
      "Binary data, subtype 0",
      "{\"$binary\": {\"base64\": \"AAE=\", \"subType\": \"00\"}}",
      "Exact.",
      "BYTES"),
  UUID(
      "Binary data, subtype 4",
      "{\"$binary\": {\"base64\": \"AAECAwQFBgcICQoLDA0ODw==\", \"subType\": \"04\"}}",
      "Exact, as the UUID's text.",
      "STRING"),
  OTHER_BINARY(
      "Binary data, other subtypes",
      "{\"$binary\": {\"base64\": \"AAE=\", \"subType\": \"80\"}}",
      "Exact as JSON, which tells the subtype."),
  UNDEFINED("Undefined", "{\"$undefined\": true}", "Exact as JSON."),
  OBJECT_ID(
      "ObjectId",
      "{\"$oid\": \"65a1b2c3d4e5f60718293a4b\"}",
      "Exact, as 24 hexadecimal digits.",
      "STRING"),
  BOOLEAN("Boolean", "true", "Exact.", "BOOLEAN"),
  DATE(
      "Date",
      "{\"$date\": {\"$numberLong\": \"0\"}}",
      "Exact from the year 1 to 9999, an instant in UTC; DATE takes midnights only.",
      "TIMESTAMP",
      "DATE"),
  NULL("Null", "null", "NULL, in every column; a JSON column has the text null."),
  REGULAR_EXPRESSION(
      "Regular expression",
      "{\"$regularExpression\": {\"pattern\": \"a\", \"options\": \"\"}}",
      "Exact as JSON."),
  DB_POINTER(
      "DBPointer",
      "{\"$dbPointer\": {\"$ref\": \"a\", \"$id\": {\"$oid\": \"65a1b2c3d4e5f60718293a4b\"}}}",
      "Exact as JSON."),
  JAVASCRIPT("JavaScript", "{\"$code\": \"f()\"}", "Exact as JSON."),
  SYMBOL("Symbol", "{\"$symbol\": \"a\"}", "Exact, as its text.", "STRING"),
  JAVASCRIPT_WITH_SCOPE(
      "JavaScript with scope", "{\"$code\": \"f()\", \"$scope\": {}}", "Exact as JSON."),
  INT32(
      "32-bit integer",
      "{\"$numberInt\": \"1\"}",
      "Exact, where the type holds the number.",
      "INT",
      "BIGINT",
      "DECIMAL",
      "DOUBLE",
      "FLOAT"),
  TIMESTAMP("Timestamp", "{\"$timestamp\": {\"t\": 1, \"i\": 1}}", "Exact as JSON. It is no date."),
  INT64(
      "64-bit integer",
      "{\"$numberLong\": \"1\"}",
      "Exact, where the type holds the number.",
      "BIGINT",
      "INT",
      "DECIMAL",
      "DOUBLE",
      "FLOAT"),
  DECIMAL128(
      "Decimal128",
      "{\"$numberDecimal\": \"1\"}",
      "Exact, where the type holds the number; NaN, infinities and negative zeros as JSON.",
      "DECIMAL",
      "INT",
      "BIGINT",
      "DOUBLE",
      "FLOAT"),
  MIN_KEY("MinKey", "{\"$minKey\": 1}", "Exact as JSON."),
  MAX_KEY("MaxKey", "{\"$maxKey\": 1}", "Exact as JSON.");

  private final String title;
  private final String example;
  private final String exactness;
  private final List<String> silver;

  BsonType(String title, String example, String exactness, String... silver) {
    this.title = title;
    this.example = example;
    this.exactness = exactness;
    this.silver = List.of(silver);
  }

  /** In MongoDB's words. */
  public String title() {
    return title;
  }

  /** A value that all of {@link #silver()} hold, as canonical Extended JSON. */
  public String example() {
    return example;
  }

  /** What is exact, and what is rescued. */
  public String exactness() {
    return exactness;
  }

  /** The types of columns that take values, the nearest first; {@code JSON} takes every one. */
  public List<String> silver() {
    return silver;
  }
}
