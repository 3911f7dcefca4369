package io.tributary.cli.infer;

import io.tributary.silver.document.DocumentColumns;

/**
 * The type of a column for the values seen at a place.
 *
 * @param type as {@code document:} takes it
 * @param reason why it is {@link DocumentColumns#JSON}; null for other types
 */
record TypeChoice(String type, String reason) {

  /** A column is made for so large a part of the values; the others are rescued. */
  static final double FITTING = 0.95;

  private static final String STRING = "STRING";
  private static final int MAX_PRECISION = 38;

  /** Digits that decimals may gain before the decimal point. */
  private static final int HEADROOM = 4;

  private static TypeChoice json(String reason) {
    return new TypeChoice(DocumentColumns.JSON, reason);
  }

  private static TypeChoice type(String type) {
    return new TypeChoice(type, null);
  }

  boolean isJson() {
    return type.equals(DocumentColumns.JSON);
  }

  /** The type for most of the values; JSON if none is. */
  static TypeChoice of(Profile profile) {
    if (profile.family().isEmpty()) {
      return json("always null");
    }
    Kind.Family family = profile.family().get();
    if (profile.count(family) < FITTING * profile.values()) {
      return json("values of several types");
    }
    return switch (family) {
      case TEXT -> type(STRING);
      case BOOLEAN -> type("BOOLEAN");
      case NUMBER -> number(profile);
      case DATE -> type("TIMESTAMP(3)");
      case BYTES -> type("BYTES");
      case ARRAY -> array(profile.elements().orElseThrow());
      case DOCUMENT -> document(profile);
      case OTHER -> json("no SQL type has such values");
    };
  }

  /**
   * The type of {@code _id}: one that holds every value, and that no two different ones are the
   * same in.
   */
  static TypeChoice ofId(Profile profile) {
    boolean oneFamily =
        profile.family().map(family -> profile.count(family) == profile.count()).orElse(false);
    if (!oneFamily) {
      return json("ids of several types");
    }
    return switch (profile.family().get()) {
      case TEXT ->
          profile.kinds().size() == 1
              ? type(STRING)
              : json("ids of several types, of which some may have the same text");
      case NUMBER -> idNumber(profile);
      case BOOLEAN, DATE -> of(profile);
      case BYTES, DOCUMENT, ARRAY, OTHER -> json("no other type tells such ids apart");
    };
  }

  private static TypeChoice idNumber(Profile profile) {
    if (profile.numbers().areLongs()) {
      return type(profile.count(Kind.INT) == profile.count() ? "INT" : "BIGINT");
    }
    TypeChoice choice = number(profile);
    return choice.type.equals("DOUBLE") ? json("no other type tells such ids apart") : choice;
  }

  private static TypeChoice number(Profile profile) {
    if (profile.count(Kind.DECIMAL) > 0) {
      return decimal(profile);
    }
    if (profile.count(Kind.DOUBLE) > 0) {
      return profile.numbers().areDoubles() ? type("DOUBLE") : decimal(profile);
    }
    return type(profile.count(Kind.LONG) > 0 ? "BIGINT" : "INT");
  }

  private static TypeChoice decimal(Profile profile) {
    Numbers numbers = profile.numbers();
    if (numbers.special() > (1 - FITTING) * profile.values()) {
      return json("values such as NaN, which no DECIMAL has");
    }
    int digits = numbers.integerDigits() + numbers.scale();
    if (digits > MAX_PRECISION) {
      return json("a DECIMAL would need " + digits + " digits");
    }
    return type(
        "DECIMAL(" + Math.min(digits + HEADROOM, MAX_PRECISION) + ", " + numbers.scale() + ")");
  }

  private static TypeChoice array(Profile elements) {
    return inside("ARRAY<", elements, "elements");
  }

  /** Documents that are values of a column by themselves: maps, if anything. */
  private static TypeChoice document(Profile profile) {
    if (profile.fields().isEmpty()) {
      return json("documents without a field");
    }
    return profile.isMap()
        ? inside("MAP<STRING, ", profile.anyField(), "fields")
        : json("documents");
  }

  /** Silver stores simple values in arrays and maps only: Hudi's reader knows no others. */
  private static TypeChoice inside(String outer, Profile values, String of) {
    if (values.family().isEmpty()) {
      return json(of + ": none has a value");
    }
    TypeChoice inner = of(values);
    if (inner.isJson()) {
      return json(of + ": " + inner.reason);
    }
    return inner.type.contains("<")
        ? json(of + ": " + inner.type + ", which silver does not store there")
        : type(outer + inner.type + ">");
  }
}
