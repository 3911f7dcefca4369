package io.tributary.cli.infer;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** What was seen at one place of documents: kinds of values, and what is inside of them. */
final class Profile {

  /** With more names than this, documents may be maps. */
  private static final int NAMES_OF_A_DOCUMENT = 50;

  /** A name that fewer documents have is a rare one. */
  private static final double RARE = 0.1;

  /** So many of a map's names are rare. */
  private static final double RARE_NAMES_OF_A_MAP = 0.9;

  private final Map<Kind, Long> kinds = new EnumMap<>(Kind.class);
  private final Numbers numbers = new Numbers();
  private final Map<String, Profile> fields = new LinkedHashMap<>();
  private Profile elements;

  /** Takes a value, and all that is in it, into account. */
  void add(BsonValue value) {
    Kind kind = Kind.of(value);
    kinds.merge(kind, 1L, Long::sum);
    if (kind.family() == Kind.Family.NUMBER) {
      numbers.add(value);
    } else if (kind == Kind.DOCUMENT) {
      addFields(value.asDocument());
    } else if (kind == Kind.ARRAY) {
      if (elements == null) {
        elements = new Profile();
      }
      value.asArray().forEach(elements::add);
    }
  }

  private void addFields(BsonDocument document) {
    document.forEach(
        (name, value) -> fields.computeIfAbsent(name, unused -> new Profile()).add(value));
  }

  private void add(Profile other) {
    other.kinds.forEach((kind, count) -> kinds.merge(kind, count, Long::sum));
    numbers.add(other.numbers);
    other.fields.forEach(
        (name, field) -> fields.computeIfAbsent(name, unused -> new Profile()).add(field));
    if (other.elements != null) {
      if (elements == null) {
        elements = new Profile();
      }
      elements.add(other.elements);
    }
  }

  /** How many values, null ones included. */
  long count() {
    return kinds.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many values that are not null. */
  long values() {
    return count() - count(Kind.NULL);
  }

  long count(Kind kind) {
    return kinds.getOrDefault(kind, 0L);
  }

  long count(Kind.Family family) {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.family() == family)
        .mapToLong(this::count)
        .sum();
  }

  /** How many of each kind that occurs, the most frequent first. */
  Map<Kind, Long> kinds() {
    Map<Kind, Long> ordered = new LinkedHashMap<>();
    kinds.entrySet().stream()
        .sorted(Map.Entry.<Kind, Long>comparingByValue().reversed())
        .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
    return ordered;
  }

  /** What most values are; empty if there are none but null. */
  Optional<Kind.Family> family() {
    return Arrays.stream(Kind.Family.values())
        .filter(family -> count(family) > 0)
        .reduce((most, family) -> count(family) > count(most) ? family : most);
  }

  Numbers numbers() {
    return numbers;
  }

  /** Fields of the documents, in the order in which they were first seen. */
  Map<String, Profile> fields() {
    return fields;
  }

  /** All fields' values together. */
  Profile anyField() {
    Profile any = new Profile();
    fields.values().forEach(any::add);
    return any;
  }

  /** Elements of the arrays, all together; empty if there was no array. */
  Optional<Profile> elements() {
    return Optional.ofNullable(elements);
  }

  /** Whether documents have many names, and hardly one in common, as maps do. */
  boolean isMap() {
    return fields.size() > NAMES_OF_A_DOCUMENT
        && fields.values().stream().filter(this::isRare).count()
            >= RARE_NAMES_OF_A_MAP * fields.size();
  }

  /** Whether few of the documents have a field. */
  boolean isRare(Profile field) {
    return field.count() < RARE * count(Kind.DOCUMENT);
  }
}
