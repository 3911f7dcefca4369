package io.tributary.cli.infer;

import io.tributary.silver.document.DocumentColumns;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

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

  /** What Avro, and with it Hudi, takes as the name of a field inside a column. */
  private static final Pattern FIELD_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

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

  /** Without what silver does not store in arrays, as Athena could not read it. */
  private static TypeChoice array(Profile elements) {
    if (elements.family().isEmpty()) {
      return json("arrays without a value");
    }
    TypeChoice inner = of(elements);
    if (inner.type.startsWith("ARRAY<") || inner.type.startsWith("MAP<")) {
      return json("elements: " + inner.type + ", which Athena cannot read there");
    }
    return inner.type.contains("TIMESTAMP")
        ? json("elements: with dates, which Athena cannot read there")
        : inside("ARRAY<", inner, "elements");
  }

  /** Documents that are values of a column by themselves. */
  static TypeChoice document(Profile profile) {
    if (profile.fields().isEmpty()) {
      return json("documents without a field");
    }
    if (profile.isMap()) {
      Profile any = profile.anyField();
      return any.family().isEmpty()
          ? json("fields without a value")
          : inside("MAP<STRING, ", of(any), "fields");
    }
    return row(profile.fields());
  }

  private static TypeChoice inside(String outer, TypeChoice inner, String of) {
    return inner.isJson() ? json(of + ": " + inner.reason) : type(outer + inner.type + ">");
  }

  private static TypeChoice row(Map<String, Profile> fields) {
    List<String> types = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Map.Entry<String, Profile> field : fields.entrySet()) {
      String name = field.getKey();
      if (!FIELD_NAME.matcher(name).matches() || !names.add(name.toLowerCase(Locale.ROOT))) {
        return json("inside of it, " + Yaml.quoted(name) + " can be no column's name");
      }
      // What is null now is declared all the same: else the null itself would be rescued.
      TypeChoice choice = field.getValue().family().isEmpty() ? type(STRING) : of(field.getValue());
      if (choice.isJson()) {
        return json(name + ": " + choice.reason);
      }
      types.add("`" + name + "` " + choice.type);
    }
    return type("ROW<" + String.join(", ", types) + ">");
  }
}
