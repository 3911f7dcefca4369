package io.tributary.common.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Reads the values of one section by {@link ConfigKey}. What is missing or of the wrong type
 * becomes a problem and comes back empty, so that reading goes on.
 */
final class Section {
  private final YamlNode node;
  private final List<ConfigKey> keys;
  private final Problems problems;

  private Section(YamlNode node, List<ConfigKey> keys, Problems problems) {
    this.node = node;
    this.keys = keys;
    this.problems = problems;
  }

  /**
   * @param name of the section in {@link ConfigKey}, such as {@code sources.<name>}; "" is the file
   * @return empty, and a problem, when the value is no section
   */
  static Optional<Section> of(YamlNode node, String name, Problems problems) {
    List<ConfigKey> keys = ConfigKey.in(name);
    if (node.kind() != YamlNode.Kind.SECTION) {
      String names = keys.stream().map(ConfigKey::key).collect(Collectors.joining(", "));
      problems.add(
          node,
          "must be a section, but is " + node.kind() + ".",
          "Write its keys below it, each followed by a colon: " + names + ".");
      return Optional.empty();
    }
    return Optional.of(new Section(node, keys, problems));
  }

  /** The same place as a section of another name. */
  Section as(String name) {
    return new Section(node, ConfigKey.in(name), problems);
  }

  /** Reports every key that this section does not have. */
  Section rejectUnknownKeys() {
    List<String> known = keys.stream().map(ConfigKey::key).collect(Collectors.toList());
    for (Map.Entry<String, YamlNode> field : node.fields().entrySet()) {
      if (!known.contains(field.getKey())) {
        problems.add(field.getValue(), "is not a known key.", Similar.hint(field.getKey(), known));
      }
    }
    return this;
  }

  /** Whether the file has the key, with whatever value. */
  boolean has(ConfigKey key) {
    return node.fields().containsKey(key.key());
  }

  /** The place of a key, for a problem with its value; of the section when the key is not there. */
  YamlNode given(ConfigKey key) {
    return node.fields().getOrDefault(key.key(), node);
  }

  /** The value of a key as it is; a problem when it is required and missing. */
  Optional<YamlNode> get(ConfigKey key) {
    YamlNode value = node.fields().get(key.key());
    if (value == null && key.isRequired()) {
      problems.add(
          node.pathOf(key.key()), node.line(), "is missing.", "Expected: " + shape(key) + ".");
    }
    return Optional.ofNullable(value);
  }

  /** Text that is not blank, stripped; the key's default where there is one. */
  Optional<String> text(ConfigKey key) {
    return get(key).map(value -> text(value, key)).orElseGet(key::defaultValue);
  }

  private Optional<String> text(YamlNode value, ConfigKey key) {
    if (value.kind() == YamlNode.Kind.NUMBER || value.kind() == YamlNode.Kind.FLAG) {
      problems.add(value, "must be text, but is " + value.kind() + ".", "Put it in quotes.");
      return Optional.empty();
    }
    if (isOther(value, YamlNode.Kind.TEXT, key)) {
      return Optional.empty();
    }
    String text = value.text().strip();
    if (text.isEmpty()) {
      problems.add(value, "is empty.", "Expected: " + shape(key) + orLeaveOut(key) + ".");
      return Optional.empty();
    }
    return Optional.of(text);
  }

  /** The name of a user, which is no secret, and no reference to one. */
  Optional<String> user(ConfigKey key) {
    return text(key)
        .filter(
            name -> {
              if (name.startsWith("${")) {
                problems.add(
                    given(key),
                    "is a reference, but only secrets are looked up.",
                    "Write the user's name.");
                return false;
              }
              return true;
            });
  }

  /** A whole number in a range; the key's default where there is one. */
  OptionalInt integer(ConfigKey key, int least, int most) {
    Optional<YamlNode> given = get(key);
    String text = given.map(YamlNode::text).or(key::defaultValue).orElse("").replace("_", "");
    boolean isNumber = given.map(value -> value.kind() == YamlNode.Kind.NUMBER).orElse(true);
    if (isNumber && text.matches("[+-]?\\d{1,9}")) {
      int number = Integer.parseInt(text);
      if (least <= number && number <= most) {
        return OptionalInt.of(number);
      }
    }
    given.ifPresent(
        value ->
            problems.add(
                value,
                "must be a whole number from " + least + " to " + most + ".",
                key.defaultValue()
                    .map(usual -> "The default is " + usual + ".")
                    .orElse("Write it without quotes.")));
    return OptionalInt.empty();
  }

  /** True or false; the key's default where there is one. */
  Optional<Boolean> flag(ConfigKey key) {
    Optional<YamlNode> given = get(key);
    if (given.isPresent() && given.get().kind() != YamlNode.Kind.FLAG) {
      problems.add(
          given.get(),
          "must be true or false.",
          "Write true or false, without quotes" + orLeaveOut(key) + ".");
      return Optional.empty();
    }
    return given.map(YamlNode::text).or(key::defaultValue).map(Boolean::valueOf);
  }

  /** One of a few words: the names of the type's values, in lower case. */
  <E extends Enum<E>> Optional<E> choice(ConfigKey key, Class<E> type) {
    Optional<String> word = text(key);
    Map<String, E> choices =
        Arrays.stream(type.getEnumConstants())
            .collect(
                Collectors.toMap(
                    choice -> choice.name().toLowerCase(Locale.ROOT), choice -> choice));
    if (word.isPresent() && !choices.containsKey(word.get())) {
      problems.add(
          node.fields().get(key.key()),
          "must be " + key.type().replace("`", "") + ".",
          Similar.to(word.get(), choices.keySet())
              .map(near -> "Did you mean '" + near + "'?")
              .orElse("The default is " + key.defaultValue().orElse("none") + "."));
    }
    return word.map(choices::get);
  }

  /** The texts of a list, each with its place, at least one; empty when there is no such key. */
  Optional<List<YamlNode>> texts(ConfigKey key) {
    Optional<YamlNode> list = get(key);
    if (list.isEmpty() || isOther(list.get(), YamlNode.Kind.LIST, key)) {
      return Optional.empty();
    }
    if (list.get().items().isEmpty()) {
      problems.add(
          list.get(), "is an empty list.", "Expected: " + shape(key) + orLeaveOut(key) + ".");
      return Optional.empty();
    }
    List<YamlNode> texts = new ArrayList<>();
    for (YamlNode item : list.get().items()) {
      if (item.kind() != YamlNode.Kind.TEXT || item.text().isBlank()) {
        problems.add(
            item, "must be text, but is " + spoken(item) + ".", "Put it in quotes, or remove it.");
      } else {
        texts.add(item);
      }
    }
    return Optional.of(texts);
  }

  /** The texts of a list that {@link #texts} has checked before; none when it found it unfit. */
  List<YamlNode> items(ConfigKey key) {
    return given(key).items().stream()
        .filter(item -> item.kind() == YamlNode.Kind.TEXT)
        .collect(Collectors.toList());
  }

  /** Expressions by the names that they are for, at least one; none when there is no such key. */
  Map<String, YamlNode> expressions(ConfigKey key) {
    Map<String, YamlNode> expressions = new LinkedHashMap<>();
    Optional<YamlNode> section = get(key);
    if (section.isEmpty() || isOther(section.get(), YamlNode.Kind.SECTION, key)) {
      return expressions;
    }
    if (section.get().fields().isEmpty()) {
      problems.add(section.get(), "is empty.", "Expected: " + shape(key) + orLeaveOut(key) + ".");
    }
    section
        .get()
        .fields()
        .forEach(
            (name, value) -> {
              if (text(value, key).isPresent()) {
                expressions.put(name, value);
              }
            });
    return expressions;
  }

  private static String spoken(YamlNode node) {
    return node.kind() == YamlNode.Kind.TEXT ? "empty" : node.kind().toString();
  }

  /** A reference to a secret, not yet looked up. A literal is a problem that never echoes it. */
  Optional<Secret> secret(ConfigKey key, SecretResolver resolver) {
    Optional<YamlNode> given = get(key);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    YamlNode value = given.get();
    if (value.kind() == YamlNode.Kind.NOTHING) {
      problems.add(value, "is empty.", SecretReference.MEND);
      return Optional.empty();
    }
    Optional<SecretReference> reference =
        value.kind() == YamlNode.Kind.TEXT ? SecretReference.parse(value.text()) : Optional.empty();
    if (reference.isEmpty()) {
      problems.add(
          value, "must be a reference to a secret, not the secret itself.", SecretReference.MEND);
    }
    String origin = problems.origin();
    return reference.map(
        found ->
            new Secret(
                found.toString(),
                () -> resolver.resolve(found, origin, value.path(), value.line())));
  }

  private boolean isOther(YamlNode value, YamlNode.Kind wanted, ConfigKey key) {
    if (value.kind() == wanted) {
      return false;
    }
    if (value.kind() == YamlNode.Kind.NOTHING) {
      problems.add(value, "is empty.", "Expected: " + shape(key) + orLeaveOut(key) + ".");
    } else {
      problems.add(
          value,
          "must be " + wanted + ", but is " + value.kind() + ".",
          wanted == YamlNode.Kind.LIST
              ? "Write it between brackets: [first, second]."
              : "Expected: " + shape(key) + ".");
    }
    return true;
  }

  private static String shape(ConfigKey key) {
    return key.type().replace("`", "");
  }

  private static String orLeaveOut(ConfigKey key) {
    return key.isRequired() ? "" : "; or leave the key out";
  }
}
