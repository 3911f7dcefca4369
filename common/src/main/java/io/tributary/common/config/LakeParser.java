package io.tributary.common.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes a {@link LakeConfig} of the file's text, or reports everything that is wrong with it. */
final class LakeParser {
  private static final int MAX_DEAD_LETTERS = 1_000_000;

  private final Problems problems;
  private final SecretResolver secrets;

  LakeParser(Problems problems, SecretResolver secrets) {
    this.problems = problems;
    this.secrets = secrets;
  }

  /**
   * @throws ConfigException with every problem
   */
  LakeConfig parse(String yaml) {
    Optional<Section> file =
        YamlReader.read(yaml, problems).flatMap(root -> Section.of(root, "", problems));
    if (file.isEmpty()) {
      problems.throwIfAny();
    }
    Section root = file.orElseThrow().rejectUnknownKeys();

    Optional<LakePaths> paths = section(root, ConfigKey.LAKE).flatMap(this::paths);
    Optional<S3Config> s3 = section(root, ConfigKey.S3).flatMap(this::s3);
    OptionalInt deadLetters =
        section(root, ConfigKey.DEAD_LETTERS)
            .map(
                section ->
                    section.integer(ConfigKey.DEAD_LETTERS_MAX_PER_MINUTE, 0, MAX_DEAD_LETTERS))
            .orElse(OptionalInt.of(LakeConfig.DEAD_LETTERS_PER_MINUTE));
    CapturedTables captured =
        new SourcesParser(problems, secrets).parse(root.get(ConfigKey.SOURCES));
    List<TableConfig> tables =
        new TablesParser(problems, captured).parse(root.get(ConfigKey.TABLES));

    problems.throwIfAny();
    return new LakeConfig(paths.orElseThrow(), s3.orElse(null), captured.sources(), tables)
        .withDeadLettersPerMinute(deadLetters.orElseThrow());
  }

  private Optional<Section> section(Section root, ConfigKey key) {
    return root.get(key)
        .flatMap(value -> Section.of(value, key.path(), problems))
        .map(Section::rejectUnknownKeys);
  }

  private Optional<LakePaths> paths(Section lake) {
    Map<ConfigKey, String> layers = new LinkedHashMap<>();
    for (ConfigKey layer : ConfigKey.in(ConfigKey.LAKE.path())) {
      lake.text(layer)
          .flatMap(text -> LayerAddress.parse(lake.given(layer), text, problems))
          .ifPresent(
              address -> {
                layers.forEach((other, at) -> rejectOverlap(lake, layer, address, other, at));
                layers.put(layer, address);
              });
    }
    if (layers.size() < 3) {
      return Optional.empty();
    }
    return Optional.of(
        new LakePaths(
            layers.get(ConfigKey.LAKE_BRONZE),
            layers.get(ConfigKey.LAKE_SILVER),
            layers.get(ConfigKey.LAKE_CONSUMER)));
  }

  private void rejectOverlap(
      Section lake, ConfigKey layer, String address, ConfigKey other, String otherAddress) {
    String relation;
    if (address.equals(otherAddress)) {
      relation = "is the same place as ";
    } else if (address.startsWith(otherAddress + "/")) {
      relation = "lies inside ";
    } else if (otherAddress.startsWith(address + "/")) {
      relation = "contains ";
    } else {
      return;
    }
    problems.add(
        lake.given(layer),
        relation + other.path() + ".",
        "Give each layer a bucket or prefix of its own.");
  }

  private Optional<S3Config> s3(Section s3) {
    int before = problems.count();
    Optional<URI> endpoint =
        s3.text(ConfigKey.S3_ENDPOINT)
            .flatMap(text -> endpoint(s3.given(ConfigKey.S3_ENDPOINT), text));
    Optional<Boolean> pathStyle = s3.flag(ConfigKey.S3_PATH_STYLE);
    Optional<Secret> accessKey = s3.secret(ConfigKey.S3_ACCESS_KEY, secrets);
    Optional<Secret> secretKey = s3.secret(ConfigKey.S3_SECRET_KEY, secrets);
    rejectHalfOfKeys(s3, ConfigKey.S3_ACCESS_KEY, ConfigKey.S3_SECRET_KEY);
    rejectHalfOfKeys(s3, ConfigKey.S3_SECRET_KEY, ConfigKey.S3_ACCESS_KEY);
    if (problems.count() > before) {
      return Optional.empty();
    }
    return Optional.of(
        new S3Config(
            endpoint.orElseThrow(),
            pathStyle.orElseThrow(),
            accessKey.orElse(null),
            secretKey.orElse(null)));
  }

  private void rejectHalfOfKeys(Section s3, ConfigKey given, ConfigKey missing) {
    if (s3.has(given) && !s3.has(missing)) {
      problems.add(
          s3.given(given),
          "is given without " + missing.key() + ".",
          "Give both, or neither for the platform's credentials.");
    }
  }

  private Optional<URI> endpoint(YamlNode where, String text) {
    try {
      URI uri = new URI(text);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      boolean bare =
          uri.getHost() != null
              && uri.getUserInfo() == null
              && uri.getQuery() == null
              && uri.getFragment() == null
              && (uri.getPath().isEmpty() || uri.getPath().equals("/"));
      if (web && bare) {
        return Optional.of(uri);
      }
    } catch (URISyntaxException e) {
      // Reported below without the text, which may hold credentials.
    }
    problems.add(
        where,
        "is not the URL of a server.",
        "Write http://host:port or https://host, without path or credentials.");
    return Optional.empty();
  }
}
