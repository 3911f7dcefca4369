package io.tributary.common.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a source of type mysql. */
final class MySqlSourceParser {
  private static final Pattern HOST =
      Pattern.compile("[\\w.-]+|\\[?[0-9A-Fa-f]*(:[0-9A-Fa-f.]*){2,}\\]?");
  private static final Pattern SERVER_IDS = Pattern.compile("(\\d{1,10})(?:\\s*-\\s*(\\d{1,10}))?");

  private final Problems problems;
  private final SecretResolver secrets;

  MySqlSourceParser(Problems problems, SecretResolver secrets) {
    this.problems = problems;
    this.secrets = secrets;
  }

  /**
   * @param patterns those of {@link ConfigKey#MYSQL_TABLES}, which have been read
   * @return empty, and problems, if anything is wrong
   */
  Optional<SourceConfig> parse(String name, Section section, List<String> patterns) {
    int before = problems.count();
    Optional<String> host =
        section.text(ConfigKey.MYSQL_HOST).filter(text -> isHost(section, text));
    OptionalInt port = section.integer(ConfigKey.MYSQL_PORT, 1, 65535);
    Optional<String> user = section.user(ConfigKey.MYSQL_USER);
    Optional<Secret> password = section.secret(ConfigKey.MYSQL_PASSWORD, secrets);
    Optional<ServerIds> serverIds = serverIds(section);
    Optional<Tls> tls = section.choice(ConfigKey.MYSQL_TLS, Tls.class);
    if (problems.count() > before) {
      return Optional.empty();
    }
    return Optional.of(
        MySqlSourceConfig.builder(name)
            .host(host.orElseThrow())
            .port(port.orElseThrow())
            .user(user.orElseThrow())
            .password(password.orElseThrow())
            .tables(patterns)
            .serverIds(serverIds.orElseThrow())
            .tls(tls.orElseThrow())
            .build());
  }

  private boolean isHost(Section section, String host) {
    if (HOST.matcher(host).matches()) {
      return true;
    }
    problems.add(
        section.given(ConfigKey.MYSQL_HOST),
        "is not a host name or address.",
        "Write the name alone; the port has a key of its own, and references are for secrets only.");
    return false;
  }

  /** A range in quotes, or a single id, which YAML takes for a number. */
  private Optional<ServerIds> serverIds(Section section) {
    String text =
        section
            .get(ConfigKey.MYSQL_SERVER_ID)
            .map(YamlNode::text)
            .or(ConfigKey.MYSQL_SERVER_ID::defaultValue)
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
        section.given(ConfigKey.MYSQL_SERVER_ID),
        "is not a range of server ids.",
        "Write \"first-last\", the first not above the last, each from 1 to "
            + ServerIds.HIGHEST
            + ", such as \""
            + ConfigKey.MYSQL_SERVER_ID.defaultValue().orElseThrow()
            + "\".");
    return Optional.empty();
  }
}
