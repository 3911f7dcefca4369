package io.tributary.common.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a source of type mongodb. */
final class MongoDbSourceParser {

  /** Scheme and hosts; whatever is wrong with the options, the driver says at start. */
  private static final Pattern URI =
      Pattern.compile(
          "mongodb(?:\\+srv)?://(?<login>[^/@]*@)?[^/@?,\\s]+(?:,[^/@?,\\s]+)*(?:/\\S*)?");

  private static final String MEND =
      "Write mongodb://host:27017/?replicaSet=rs0, or mongodb+srv://host.";

  private final Problems problems;
  private final SecretResolver secrets;

  MongoDbSourceParser(Problems problems, SecretResolver secrets) {
    this.problems = problems;
    this.secrets = secrets;
  }

  /**
   * @param patterns those of {@link ConfigKey#MONGODB_COLLECTIONS}, which have been read
   * @return empty, and problems, if anything is wrong
   */
  Optional<SourceConfig> parse(String name, Section section, List<String> patterns) {
    int before = problems.count();
    Optional<Secret> uri = uri(section);
    Optional<String> user =
        section.has(ConfigKey.MONGODB_USER)
            ? section.user(ConfigKey.MONGODB_USER)
            : Optional.empty();
    Optional<Secret> password = section.secret(ConfigKey.MONGODB_PASSWORD, secrets);
    rejectHalfALogin(section, ConfigKey.MONGODB_USER, ConfigKey.MONGODB_PASSWORD);
    rejectHalfALogin(section, ConfigKey.MONGODB_PASSWORD, ConfigKey.MONGODB_USER);
    if (problems.count() > before) {
      return Optional.empty();
    }
    return Optional.of(
        new MongoDbSourceConfig(
            name, uri.orElseThrow(), user.orElse(null), password.orElse(null), patterns));
  }

  /** Of what may be a password, nothing is ever printed. */
  private Optional<Secret> uri(Section section) {
    Optional<String> text = section.text(ConfigKey.MONGODB_URI);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (SecretReference.parse(text.get()).isPresent()) {
      return section.secret(ConfigKey.MONGODB_URI, secrets);
    }
    YamlNode where = section.given(ConfigKey.MONGODB_URI);
    var uri = URI.matcher(text.get());
    if (!uri.matches()) {
      problems.add(where, "is not the URI of a MongoDB deployment.", MEND);
      return Optional.empty();
    }
    if (uri.group("login") != null) {
      problems.add(
          where,
          "holds a login.",
          "Give user and password keys of their own, or make the whole URI a reference: "
              + SecretReference.MEND);
      return Optional.empty();
    }
    return Optional.of(Secret.of(text.get()));
  }

  private void rejectHalfALogin(Section section, ConfigKey given, ConfigKey missing) {
    if (section.has(given) && !section.has(missing)) {
      problems.add(
          section.given(given),
          "is given without " + missing.key() + ".",
          "Give both, or neither for a server without authentication.");
    }
  }
}
