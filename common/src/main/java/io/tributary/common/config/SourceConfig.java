package io.tributary.common.config;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One server to capture: {@link MySqlSourceConfig} or {@link MongoDbSourceConfig}. */
public abstract class SourceConfig {
  private final String name;
  private final List<Pattern> patterns;

  /**
   * @throws java.util.regex.PatternSyntaxException when a pattern is no regular expression
   */
  SourceConfig(String name, List<String> patterns) {
    this.name = Objects.requireNonNull(name, "name");
    this.patterns =
        patterns.stream().map(Pattern::compile).collect(Collectors.toUnmodifiableList());
  }

  /** Unique in the lake; {@code [a-z][a-z0-9_-]*}. */
  public String name() {
    return name;
  }

  /** Java regular expressions, each without a comma, matched fully against database.table. */
  public List<String> patterns() {
    return patterns.stream().map(Pattern::pattern).collect(Collectors.toUnmodifiableList());
  }

  /** Whether one of the patterns matches the whole of {@code database.table}. */
  public boolean captures(String database, String table) {
    String qualified = database + "." + table;
    return patterns.stream().anyMatch(pattern -> pattern.matcher(qualified).matches());
  }

  /** What must be looked up before the source can be captured. */
  abstract List<Secret> secrets();
}
