package io.tributary.common.config;

import com.amazonaws.services.kinesisanalytics.runtime.KinesisAnalyticsRuntime;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Paths;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Runtime properties as Amazon Managed Service for Apache Flink gives them: groups of properties in
 * a JSON file, {@code [{"PropertyGroupId": "tributary", "PropertyMap": {"config": "s3://…"}}]}.
 * Tributary has one group; others are the service's own or someone else's.
 */
class RuntimeProperties {
  static final String GROUP = "tributary";

  /** The environment variable that stands for {@code --properties}. */
  static final String VARIABLE = "TRIBUTARY_PROPERTIES";

  /**
   * @param file named on the command line
   * @return Tributary's properties by name; none where nothing gives any
   * @throws ConfigException when a file was named that cannot be read
   */
  Map<String, String> read(Optional<String> file) {
    Optional<String> named = file.or(() -> environment(VARIABLE));
    if (named.isPresent()) {
      return readFile(named.get(), file.isPresent() ? "--" + JobArguments.PROPERTIES : VARIABLE);
    }
    Properties group = service().getOrDefault(GROUP, new Properties());
    Map<String, String> properties = new TreeMap<>();
    group.stringPropertyNames().forEach(name -> properties.put(name, group.getProperty(name)));
    return properties;
  }

  /** An environment variable that is set to something. */
  Optional<String> environment(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
  }

  /** The service's property groups; none anywhere else, where its library may not even be. */
  Map<String, Properties> service() {
    try {
      return KinesisAnalyticsRuntime.getApplicationProperties();
    } catch (NoClassDefFoundError e) {
      return Map.of();
    } catch (IOException | RuntimeException e) {
      throw problem(
          "runtime properties", "cannot be read: " + e + ".", "Check the application's settings.");
    }
  }

  private static Map<String, String> readFile(String file, String where) {
    String mend =
        "Name a JSON file such as [{\"PropertyGroupId\": \""
            + GROUP
            + "\", \"PropertyMap\": {\"config\": \"lake.yaml\"}}].";
    JsonNode groups;
    try {
      groups = new ObjectMapper().readTree(Files.readString(Paths.get(file)));
    } catch (NoSuchFileException e) {
      throw problem(where, "names " + file + ", which does not exist.", mend);
    } catch (JsonProcessingException e) {
      throw problem(where, "names " + file + ", which is not JSON.", mend);
    } catch (IOException | IllegalArgumentException e) {
      throw problem(where, "names " + file + ", which cannot be read: " + e + ".", mend);
    }
    if (!groups.isArray()) {
      throw problem(where, "names " + file + ", which is not a list of property groups.", mend);
    }
    Map<String, String> properties = new TreeMap<>();
    for (JsonNode group : groups) {
      if (GROUP.equals(group.path("PropertyGroupId").asText())) {
        group
            .path("PropertyMap")
            .fields()
            .forEachRemaining(entry -> properties.put(entry.getKey(), entry.getValue().asText()));
      }
    }
    return properties;
  }

  private static ConfigException problem(String where, String what, String mend) {
    return new ConfigException("Runtime properties", List.of(new Problem(where, 0, what, mend)));
  }
}
