package io.tributary.common.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A job's arguments: {@code --name value} (or {@code --name=value}) on the command line, or
 * properties of the group {@code tributary} among the runtime properties of Amazon Managed Service
 * for Apache Flink. Where both give one, the command line holds. {@code --properties FILE} names a
 * local file in the service's format to be used in place of the service's own.
 */
public final class JobArguments {
  /** The argument that names {@code lake.yaml}: a local path or an s3:// address. */
  public static final String CONFIG = "config";

  /** The argument that names a file of runtime properties; on the command line only. */
  public static final String PROPERTIES = "properties";

  private static final String ORIGIN = "Arguments of the job";

  private final Set<String> known;
  private final Map<String, String> values;

  private JobArguments(Set<String> known, Map<String, String> values) {
    this.known = known;
    this.values = Collections.unmodifiableMap(values);
  }

  /**
   * @param args of {@code main}
   * @param known names that the job takes beside {@code config} and {@code properties}
   * @throws ConfigException naming every unknown, repeated or incomplete argument, or when the
   *     runtime properties cannot be read
   */
  public static JobArguments parse(String[] args, String... known) {
    return parse(args, new RuntimeProperties(), known);
  }

  static JobArguments parse(String[] args, RuntimeProperties runtime, String... known) {
    Set<String> names = new LinkedHashSet<>(List.of(CONFIG, PROPERTIES));
    names.addAll(Arrays.asList(known));
    List<Problem> problems = new ArrayList<>();
    Map<String, String> values = commandLine(args, names, problems);
    Map<String, String> properties;
    try {
      properties = runtime.read(Optional.ofNullable(values.get(PROPERTIES)));
    } catch (ConfigException e) {
      problems.addAll(e.problems());
      properties = Map.of();
    }
    names.remove(PROPERTIES);
    for (Map.Entry<String, String> property : properties.entrySet()) {
      String where = RuntimeProperties.GROUP + "/" + property.getKey();
      if (!names.contains(property.getKey())) {
        problems.add(unknown(where, property.getKey(), names));
      } else if (property.getValue().isBlank()) {
        problems.add(new Problem(where, 0, "is empty.", "Give a value, or remove the property."));
      } else {
        values.putIfAbsent(property.getKey(), property.getValue().strip());
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(ORIGIN, problems);
    }
    return new JobArguments(names, values);
  }

  private static Map<String, String> commandLine(
      String[] args, Set<String> names, List<Problem> problems) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < args.length; i++) {
      if (!args[i].startsWith("--")) {
        // Not echoed: a value that went astray may be anything.
        problems.add(
            new Problem(
                "argument " + (i + 1), 0, "belongs to no name.", "Write --name value for each."));
        continue;
      }
      int equals = args[i].indexOf('=');
      String name = equals < 0 ? args[i].substring(2) : args[i].substring(2, equals);
      String value = equals < 0 ? "" : args[i].substring(equals + 1);
      if (equals < 0 && i + 1 < args.length && !args[i + 1].startsWith("--")) {
        value = args[++i];
      }
      if (!names.contains(name)) {
        problems.add(unknown("--" + name, name, names));
      } else if (value.isBlank()) {
        problems.add(new Problem("--" + name, 0, "has no value.", "Write --" + name + " value."));
      } else if (values.putIfAbsent(name, value.strip()) != null) {
        problems.add(new Problem("--" + name, 0, "is given twice.", "Keep one of them."));
      }
    }
    return values;
  }

  private static Problem unknown(String where, String name, Set<String> names) {
    String near = Similar.to(name, names).map(found -> "Did you mean '" + found + "'? ").orElse("");
    return new Problem(
        where,
        0,
        "is not an argument of this job.",
        near + "Known: " + String.join(", ", names) + ".");
  }

  /**
   * The argument's value, never blank; empty when it was not given.
   *
   * @throws IllegalArgumentException when the job did not declare the name
   */
  public Optional<String> get(String name) {
    if (!known.contains(name)) {
      throw new IllegalArgumentException("not declared to parse(): " + name);
    }
    return Optional.ofNullable(values.get(name));
  }

  /**
   * @throws ConfigException when it was not given
   */
  public String require(String name) {
    return get(name)
        .orElseThrow(
            () ->
                new ConfigException(
                    ORIGIN,
                    List.of(
                        new Problem(
                            "--" + name,
                            0,
                            "is missing.",
                            "Give --"
                                + name
                                + " value, or the property "
                                + name
                                + " in the runtime property group "
                                + RuntimeProperties.GROUP
                                + "."))));
  }

  /** The parts between commas, stripped, without blank ones; no parts when it was not given. */
  public List<String> list(String name) {
    return get(name)
        .map(
            value ->
                Arrays.stream(value.split(",", -1))
                    .map(String::strip)
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.toUnmodifiableList()))
        .orElse(List.of());
  }

  /** The names and values given. */
  @Override
  public String toString() {
    return values.toString();
  }
}
