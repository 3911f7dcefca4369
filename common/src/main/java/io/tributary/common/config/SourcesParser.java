package io.tributary.common.config;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** Reads the section {@code sources}. */
final class SourcesParser {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]*");
  private static final Pattern HOST =
      Pattern.compile("[\\w.-]+|\\[?[0-9A-Fa-f]*(:[0-9A-Fa-f.]*){2,}\\]?");
  private static final Pattern SERVER_IDS = Pattern.compile("(\\d{1,10})(?:\\s*-\\s*(\\d{1,10}))?");

  private final Problems problems;
  private final SecretResolver secrets;

  SourcesParser(Problems problems, SecretResolver secrets) {
    this.problems = problems;
    this.secrets = secrets;
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

  private void source(String name, Section section, CapturedTables captured) {
    int before = problems.count();
    if (!isSupported(section)) {
      captured.add(name, List.of());
      captured.markIncomplete();
      return;
    }
    section.rejectUnknownKeys();
    Optional<String> host =
        section.text(ConfigKey.SOURCE_HOST).filter(text -> isHost(section, text));
    OptionalInt port = section.integer(ConfigKey.SOURCE_PORT, 1, 65535);
    Optional<String> user =
        section.text(ConfigKey.SOURCE_USER).filter(text -> isPlain(section, text));
    Optional<Secret> password = section.secret(ConfigKey.SOURCE_PASSWORD, secrets);
    List<Pattern> tables = patterns(name, section, captured);
    Optional<ServerIds> serverIds = serverIds(section);
    Optional<ZoneId> zone =
        section.text(ConfigKey.SOURCE_SERVER_TIME_ZONE).flatMap(text -> zone(section, text));
    Optional<Tls> tls = section.choice(ConfigKey.SOURCE_TLS, Tls.class);
    if (problems.count() > before) {
      return;
    }
    captured.add(
        MySqlSourceConfig.builder(name)
            .host(host.orElseThrow())
            .port(port.orElseThrow())
            .user(user.orElseThrow())
            .password(password.orElseThrow())
            .tables(tables.stream().map(Pattern::pattern).collect(Collectors.toList()))
            .serverIds(serverIds.orElseThrow())
            .serverTimeZone(zone.orElseThrow())
            .tls(tls.orElseThrow())
            .build());
  }

  /** Whether the type is known, or missing: then the other keys are most likely MySQL's. */
  private boolean isSupported(Section section) {
    Optional<String> type = section.text(ConfigKey.SOURCE_TYPE);
    if (type.isEmpty() || type.get().equals("mysql")) {
      return true;
    }
    boolean planned = type.get().equals("mongodb");
    problems.add(
        section.given(ConfigKey.SOURCE_TYPE),
        (planned ? "is not supported yet" : "is not supported")
            + " by this release; supported: mysql.",
        planned
            ? "Leave this source out for now."
            : Similar.to(type.get(), List.of("mysql"))
                .map(near -> "Did you mean '" + near + "'?")
                .orElse("Leave this source out."));
    return false;
  }

  private boolean isHost(Section section, String host) {
    if (HOST.matcher(host).matches()) {
      return true;
    }
    problems.add(
        section.given(ConfigKey.SOURCE_HOST),
        "is not a host name or address.",
        "Write the name alone; the port has a key of its own, and references are for secrets only.");
    return false;
  }

  private boolean isPlain(Section section, String user) {
    if (!user.startsWith("${")) {
      return true;
    }
    problems.add(
        section.given(ConfigKey.SOURCE_USER),
        "is a reference, but only secrets are looked up.",
        "Write the user's name.");
    return false;
  }

  private List<Pattern> patterns(String name, Section section, CapturedTables captured) {
    List<Pattern> patterns = new ArrayList<>();
    int before = problems.count();
    for (YamlNode item : section.texts(ConfigKey.SOURCE_TABLES).orElse(List.of())) {
      pattern(item).ifPresent(patterns::add);
    }
    if (problems.count() > before) {
      captured.markIncomplete();
    }
    captured.add(name, patterns);
    return patterns;
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

  /** A range in quotes, or a single id, which YAML takes for a number. */
  private Optional<ServerIds> serverIds(Section section) {
    String text =
        section
            .get(ConfigKey.SOURCE_SERVER_ID)
            .map(YamlNode::text)
            .or(ConfigKey.SOURCE_SERVER_ID::defaultValue)
            .orElseThrow();
    Matcher matcher = SERVER_IDS.matcher(text.strip());
    if (matcher.matches()) {
      long first = Long.parseLong(matcher.group(1));
      long last = matcher.group(2) == null ? first : Long.parseLong(matcher.group(2));
      if (1 <= first && first <= last && last <= ServerIds.HIGHEST) {
        return Optional.of(new ServerIds(first, last));
      }
    }
    problems.add(
        section.given(ConfigKey.SOURCE_SERVER_ID),
        "is not a range of server ids.",
        "Write \"first-last\", the first not above the last, each from 1 to "
            + ServerIds.HIGHEST
            + ", such as \""
            + ConfigKey.SOURCE_SERVER_ID.defaultValue().orElseThrow()
            + "\".");
    return Optional.empty();
  }

  private Optional<ZoneId> zone(Section section, String text) {
    try {
      return Optional.of(ZoneId.of(text));
    } catch (DateTimeException e) {
      problems.add(
          section.given(ConfigKey.SOURCE_SERVER_TIME_ZONE),
          "is not a time zone.",
          "Write a name such as Europe/Berlin, or an offset such as +02:00.");
      return Optional.empty();
    }
  }

  /** A server drops a replica when another comes with its id (MySQL manual, server_id). */
  private void rejectSharedServerIds(CapturedTables captured, YamlNode sources) {
    List<MySqlSourceConfig> earlier = new ArrayList<>();
    for (MySqlSourceConfig source : captured.sources().values()) {
      for (MySqlSourceConfig other : earlier) {
        if (source.host().equalsIgnoreCase(other.host())
            && source.port() == other.port()
            && source.serverIds().overlaps(other.serverIds())) {
          YamlNode where = sources.fields().get(source.name());
          problems.add(
              where.fields().getOrDefault(ConfigKey.SOURCE_SERVER_ID.key(), where),
              "captures the same server as " + other.name() + " under the same server ids.",
              "Give each source server_id ranges that do not overlap, or make them one source.");
        }
      }
      earlier.add(source);
    }
  }
}
