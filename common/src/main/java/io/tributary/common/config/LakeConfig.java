package io.tributary.common.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The whole lake as {@code lake.yaml} describes it, validated by {@link LakeConfigLoader}. Not
 * serializable, as it holds secrets: operators are given {@link LakePaths} or {@link TableConfig}.
 */
public final class LakeConfig {
  /** Dead letters of a table in a minute with which jobs go on, where the file says nothing. */
  static final int DEAD_LETTERS_PER_MINUTE =
      Integer.parseInt(ConfigKey.DEAD_LETTERS_MAX_PER_MINUTE.defaultValue().orElseThrow());

  private final LakePaths lakePaths;
  private final S3Config s3;
  private final Map<String, SourceConfig> sources;
  private final List<TableConfig> tables;
  private final int deadLettersPerMinute;

  /**
   * @param s3 null on AWS
   */
  public LakeConfig(
      LakePaths lakePaths,
      S3Config s3,
      Map<String, SourceConfig> sources,
      List<TableConfig> tables) {
    this(lakePaths, s3, sources, tables, DEAD_LETTERS_PER_MINUTE);
  }

  private LakeConfig(
      LakePaths lakePaths,
      S3Config s3,
      Map<String, SourceConfig> sources,
      List<TableConfig> tables,
      int deadLettersPerMinute) {
    this.deadLettersPerMinute = deadLettersPerMinute;
    this.lakePaths = Objects.requireNonNull(lakePaths);
    this.s3 = s3;
    this.sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
    this.tables = List.copyOf(tables);
  }

  /** The same lake with another limit of {@link #deadLettersPerMinute()}. */
  public LakeConfig withDeadLettersPerMinute(int perMinute) {
    return new LakeConfig(lakePaths, s3, sources, tables, perMinute);
  }

  /** Dead letters of a table, in a minute and one subtask, with which a job goes on. */
  public int deadLettersPerMinute() {
    return deadLettersPerMinute;
  }

  public LakePaths lakePaths() {
    return lakePaths;
  }

  /** Empty: AWS, with region and credentials from the platform. */
  public Optional<S3Config> s3() {
    return Optional.ofNullable(s3);
  }

  /** By name, in the order of the file; at least one. */
  public Map<String, SourceConfig> sources() {
    return sources;
  }

  /** The MySQL servers among {@link #sources()}. */
  public List<MySqlSourceConfig> mySqlSources() {
    return sourcesOf(MySqlSourceConfig.class);
  }

  /** The MongoDB clusters among {@link #sources()}. */
  public List<MongoDbSourceConfig> mongoDbSources() {
    return sourcesOf(MongoDbSourceConfig.class);
  }

  private <T extends SourceConfig> List<T> sourcesOf(Class<T> type) {
    return sources.values().stream()
        .filter(type::isInstance)
        .map(type::cast)
        .collect(Collectors.toUnmodifiableList());
  }

  /** In the order of the file; each names a source of {@link #sources()}. */
  public List<TableConfig> tables() {
    return tables;
  }

  /** The tables of one source, in the order of the file. */
  public List<TableConfig> tablesOf(String source) {
    return tables.stream()
        .filter(table -> table.source().equals(source))
        .collect(Collectors.toUnmodifiableList());
  }

  /**
   * Looks up the store's secrets and those of the sources named, so that every one that is missing
   * is reported at once and {@link Secret#reveal()} of them cannot fail later.
   *
   * @param sources names of {@link #sources()}; may be empty
   * @throws ConfigException naming each reference that leads nowhere
   */
  public void requireSecrets(Collection<String> sources) {
    List<Secret> secrets = new ArrayList<>();
    s3().flatMap(S3Config::accessKey).ifPresent(secrets::add);
    s3().flatMap(S3Config::secretKey).ifPresent(secrets::add);
    for (String name : sources) {
      SourceConfig source = this.sources.get(name);
      if (source == null) {
        throw new IllegalArgumentException(
            "no source '" + name + "'; there are " + this.sources.keySet());
      }
      secrets.addAll(source.secrets());
    }
    List<Problem> problems = new ArrayList<>();
    String origin = "";
    for (Secret secret : secrets) {
      try {
        secret.reveal();
      } catch (ConfigException e) {
        origin = e.origin();
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(origin, problems);
    }
  }

  @Override
  public String toString() {
    return "LakeConfig{" + lakePaths + ", sources=" + sources.keySet() + ", tables=" + tables + "}";
  }
}
