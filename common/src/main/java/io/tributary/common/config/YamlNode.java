package io.tributary.common.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value of the file with its place. Jackson's own tree keeps no lines and drops the first of two
 * equal keys without a word.
 */
final class YamlNode {

  /** What a value is; {@link #toString()} says it to people. */
  enum Kind {
    SECTION("a section"),
    LIST("a list"),
    TEXT("text"),
    NUMBER("a number"),
    FLAG("true or false"),
    NOTHING("nothing");

    private final String spoken;

    Kind(String spoken) {
      this.spoken = spoken;
    }

    @Override
    public String toString() {
      return spoken;
    }
  }

  private final Kind kind;
  private final String path;
  private final int line;
  private final String text;
  private final Map<String, YamlNode> fields = new LinkedHashMap<>();
  private final List<YamlNode> items = new ArrayList<>();

  /**
   * @param line where its key, or the value itself, begins, counted from 1
   * @param text as written, of a scalar; else empty
   */
  YamlNode(Kind kind, String path, int line, String text) {
    this.kind = kind;
    this.path = path;
    this.line = line;
    this.text = text;
  }

  Kind kind() {
    return kind;
  }

  /** Such as {@code tables[1].partition_by}; empty for the whole file. */
  String path() {
    return path;
  }

  int line() {
    return line;
  }

  String text() {
    return text;
  }

  /** A section's values by key, in the order of the file. */
  Map<String, YamlNode> fields() {
    return fields;
  }

  /** A list's values. */
  List<YamlNode> items() {
    return items;
  }

  /** The path of a key in this section. */
  String pathOf(String key) {
    if (!key.matches("[\\w-]+")) {
      return path + "[\"" + key + "\"]";
    }
    return path.isEmpty() ? key : path + "." + key;
  }
}
