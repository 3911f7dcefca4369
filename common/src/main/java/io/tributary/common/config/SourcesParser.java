package io.tributary.common.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** Reads the section {@code sources}. */
final class SourcesParser {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]*");
  private static final String MYSQL = "mysql";
  private static final String MONGODB = "mongodb";

  private final Problems problems;
  private final MySqlSourceParser mySql;
  private final MongoDbSourceParser mongoDb;

  SourcesParser(Problems problems, SecretResolver secrets) {
    this.problems = problems;
    this.mySql = new MySqlSourceParser(problems, secrets);
    this.mongoDb = new MongoDbSourceParser(problems, secrets);
  }

  CapturedTables parse(Optional<YamlNode> sources) {
    CapturedTables captured = new CapturedTables();
    if (sources.isEmpty()
        || sources.get().kind() != YamlNode.Kind.SECTION
        || sources.get().fields().isEmpty()) {
      captured.markIncomplete();
      sources.ifPresent(
          value ->
              problems.add(
                  value,
                  "must name at least one source.",
                  "Write below it a name of your choice, and below that the source's keys."));
      return captured;
    }
    for (Map.Entry<String, YamlNode> source : sources.get().fields().entrySet()) {
      rejectUnfitName(source.getKey(), source.getValue());
      Optional<Section> section = Section.of(source.getValue(), ConfigKey.SOURCE, problems);
      if (section.isEmpty()) {
        captured.add(source.getKey(), List.of());
        captured.markIncomplete();
      } else {
        source(source.getKey(), section.get(), captured);
      }
    }
    rejectSharedServerIds(captured, sources.get());
    return captured;
  }

  private void rejectUnfitName(String name, YamlNode where) {
    if (!NAME.matcher(name).matches()) {
      problems.add(
          where,
          "is not a name for a source.",
          "Use lower-case letters, digits, _ and -, beginning with a letter.");
    }
  }

  private void source(String name, Section any, CapturedTables captured) {
    Optional<String> type = type(any);
    if (type.isEmpty()) {
      captured.add(name, List.of());
      captured.markIncomplete();
      return;
    }
    boolean documents = type.get().equals(MONGODB);
    Section section = any.as(documents ? ConfigKey.MONGODB : ConfigKey.MYSQL).rejectUnknownKeys();
    int before = problems.count();
    List<String> patterns =
        patterns(
            name,
            section,
            documents ? ConfigKey.MONGODB_COLLECTIONS : ConfigKey.MYSQL_TABLES,
            captured);
    Optional<SourceConfig> source =
        documents ? mongoDb.parse(name, section, patterns) : mySql.parse(name, section, patterns);
    if (problems.count() == before) {
      source.ifPresent(captured::add);
    }
  }

  /** The type, if it is known; where it is missing, the other keys are most likely MySQL's. */
  private Optional<String> type(Section section) {
    Optional<String> type = section.text(ConfigKey.SOURCE_TYPE);
    List<String> supported = List.of(MYSQL, MONGODB);
    if (type.isEmpty() || supported.contains(type.get())) {
      return Optional.of(type.orElse(MYSQL));
    }
    problems.add(
        section.given(ConfigKey.SOURCE_TYPE),
        "is not supported by this release; supported: " + String.join(", ", supported) + ".",
        Similar.to(type.get(), supported)
            .map(near -> "Did you mean '" + near + "'?")
            .orElse("Leave this source out."));
    return Optional.empty();
  }

  private List<String> patterns(
      String name, Section section, ConfigKey key, CapturedTables captured) {
    List<Pattern> patterns = new ArrayList<>();
    int before = problems.count();
    for (YamlNode item : section.texts(key).orElse(List.of())) {
      pattern(item).ifPresent(patterns::add);
    }
    if (problems.count() > before) {
      captured.markIncomplete();
    }
    captured.add(name, patterns);
    return patterns.stream().map(Pattern::pattern).collect(Collectors.toList());
  }

  private Optional<Pattern> pattern(YamlNode item) {
    String text = item.text().strip();
    if (text.contains(",")) {
      problems.add(
          item,
          "holds a comma, at which the capture connector would cut it in two.",
          "Write one pattern per entry of the list.");
      return Optional.empty();
    }
    if (text.matches("[\\w$-]+")) {
      problems.add(
          item,
          "can match no table: it is compared with the whole of database.table.",
          "For a whole database write '" + text + "\\..*'.");
      return Optional.empty();
    }
    try {
      return Optional.of(Pattern.compile(text));
    } catch (PatternSyntaxException e) {
      problems.add(
          item,
          "is not a regular expression: "
              + e.getDescription()
              + " near position "
              + e.getIndex()
              + ".",
          "A literal dot is '\\.', any text is '.*'; see java.util.regex.Pattern.");
      return Optional.empty();
    }
  }

  /** A server drops a replica when another comes with its id (MySQL manual, server_id). */
  private void rejectSharedServerIds(CapturedTables captured, YamlNode sources) {
    List<MySqlSourceConfig> earlier = new ArrayList<>();
    for (SourceConfig any : captured.sources().values()) {
      if (!(any instanceof MySqlSourceConfig)) {
        continue;
      }
      MySqlSourceConfig source = (MySqlSourceConfig) any;
      for (MySqlSourceConfig other : earlier) {
        if (source.host().equalsIgnoreCase(other.host())
            && source.port() == other.port()
            && source.serverIds().overlaps(other.serverIds())) {
          YamlNode where = sources.fields().get(source.name());
          problems.add(
              where.fields().getOrDefault(ConfigKey.MYSQL_SERVER_ID.key(), where),
              "captures the same server as " + other.name() + " under the same server ids.",
              "Give each source server_id ranges that do not overlap, or make them one source.");
        }
      }
      earlier.add(source);
    }
  }
}
