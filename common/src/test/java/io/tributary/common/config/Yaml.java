package io.tributary.common.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.Assertions;

/** Configurations for tests. */
final class Yaml {
  /** A lake of one source and no tables, on which tests make their changes. */
  static final String SMALL =
      String.join(
          "\n",
          "lake:",
          "  bronze: s3://acme/bronze",
          "  silver: s3://acme/silver",
          "  consumer: s3://acme/consumer",
          "sources:",
          "  shop:",
          "    type: mysql",
          "    host: db",
          "    user: tributary",
          "    password: ${env:SHOP_PASSWORD}",
          "    tables: ['shop\\..*']",
          "");

  private Yaml() {}

  /** The small lake with a list of tables, given from its first item on. */
  static String withTables(String... lines) {
    return SMALL + "tables:\n  " + String.join("\n  ", lines) + "\n";
  }

  static String resource(String name) {
    try (InputStream stream = Yaml.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static LakeConfig parse(String yaml) {
    return parse(yaml, Map.of());
  }

  /** Secrets of every kind are looked up in the same map. */
  static LakeConfig parse(String yaml, Map<String, String> secrets) {
    SecretResolver.Lookup lookup = name -> Optional.ofNullable(secrets.get(name));
    return LakeConfigLoader.parse(yaml, "lake.yaml", SecretResolver.of(lookup, lookup, lookup));
  }

  /** What is wrong with a configuration, in order; none when nothing is. */
  static MySqlSourceConfig mySql(LakeConfig config, String source) {
    return (MySqlSourceConfig) config.sources().get(source);
  }

  static List<Problem> problems(String yaml) {
    try {
      parse(yaml);
      return List.of();
    } catch (ConfigException e) {
      return e.problems();
    }
  }

  /** The one problem of a configuration, on one line. */
  static String problem(String yaml) {
    List<Problem> problems = problems(yaml);
    Assertions.assertThat(problems).hasSize(1);
    return problems.get(0).toString();
  }
}
