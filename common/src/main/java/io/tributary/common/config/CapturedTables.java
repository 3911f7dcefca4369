package io.tributary.common.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which source captures which tables. Sources with problems are here too, by what could be read of
 * their patterns, so that one problem does not bring others with it.
 */
final class CapturedTables {
  private final Map<String, List<Pattern>> patterns = new LinkedHashMap<>();
  private final Map<String, SourceConfig> sources = new LinkedHashMap<>();
  private boolean complete = true;

  /** Notes a source by name, and its patterns as far as they are valid. */
  void add(String source, List<Pattern> tables) {
    patterns.put(source, tables);
  }

  /** Notes a source that is in order. */
  void add(SourceConfig source) {
    sources.put(source.name(), source);
  }

  /** Notes that some patterns are not known, so that nothing can be said to be captured by none. */
  void markIncomplete() {
    complete = false;
  }

  /** Whether every pattern of every source is known. */
  boolean isComplete() {
    return complete;
  }

  /** The names of all sources, also of those with problems. */
  Set<String> names() {
    return patterns.keySet();
  }

  /** The sources that are in order. */
  Map<String, SourceConfig> sources() {
    return Collections.unmodifiableMap(sources);
  }

  /** The names of the sources that capture a table. */
  List<String> capturing(String qualifiedName) {
    List<String> names = new ArrayList<>();
    patterns.forEach(
        (name, tables) -> {
          if (tables.stream().anyMatch(pattern -> pattern.matcher(qualifiedName).matches())) {
            names.add(name);
          }
        });
    return names;
  }

  /** The patterns there are, for messages: {@code payments: "payments\..*"; crm: …}. */
  String describe() {
    return patterns.entrySet().stream()
        .map(source -> source.getKey() + ": " + quoted(source.getValue()))
        .collect(Collectors.joining("; "));
  }

  private static String quoted(List<Pattern> patterns) {
    return patterns.stream()
        .map(pattern -> "'" + pattern.pattern() + "'")
        .collect(Collectors.joining(", "));
  }
}
