package io.tributary.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arguments come by the command line and by runtime properties. */
class JobArgumentsTest {

  @TempDir Path directory;

  @Test
  void theCommandLineGivesNamesAndValues() {
    JobArguments arguments =
        parse(Map.of(), "--config", "lake.yaml", "--source=payments", "--tables", "a.b, c.d,");

    assertThat(arguments.require("config")).isEqualTo("lake.yaml");
    assertThat(arguments.get("source")).contains("payments");
    assertThat(arguments.list("tables")).containsExactly("a.b", "c.d");
    assertThat(parse(Map.of()).get("source")).isEmpty();
    assertThat(parse(Map.of()).list("tables")).isEmpty();
  }

  @Test
  void runtimePropertiesDoTheSameAndYieldToTheCommandLine() {
    JobArguments arguments =
        parse(Map.of("config", "s3://acme/lake.yaml", "source", "crm"), "--source", "payments");

    assertThat(arguments.require("config")).isEqualTo("s3://acme/lake.yaml");
    assertThat(arguments.require("source")).isEqualTo("payments");
  }

  @Test
  void everyProblemIsReportedAtOnce() {
    assertThatThrownBy(
            () ->
                parse(
                    Map.of("tabels", "a"),
                    "lake.yaml",
                    "--sorce",
                    "payments",
                    "--source",
                    "--tables",
                    "a",
                    "--tables=b"))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            String.join(
                "\n",
                "Arguments of the job: 5 problems",
                "  - argument 1: belongs to no name. Write --name value for each.",
                "  - --sorce: is not an argument of this job. Did you mean 'source'? Known: config,"
                    + " properties, source, tables.",
                "  - --source: has no value. Write --source value.",
                "  - --tables: is given twice. Keep one of them.",
                "  - tributary/tabels: is not an argument of this job. Did you mean 'tables'? Known:"
                    + " config, source, tables."));
  }

  @Test
  void whatIsRequiredAndMissingIsNamed() {
    assertThatThrownBy(() -> LakeConfigLoader.load(parse(Map.of())))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "Arguments of the job: 1 problem\n  - --config: is missing. Give --config value, or the"
                + " property config in the runtime property group tributary.");
    assertThatThrownBy(() -> parse(Map.of()).get("scripts"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aLocalFileMayStandForTheService() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("properties.json"),
            "[{\"PropertyGroupId\": \"kinesis.analytics.flink.run.options\", \"PropertyMap\":"
                + " {\"python\": \"main.py\"}}, {\"PropertyGroupId\": \"tributary\","
                + " \"PropertyMap\": {\"config\": \"lake.yaml\"}}]");

    assertThat(parse(Map.of("config", "other"), "--properties", file.toString()).get("config"))
        .contains("lake.yaml");
    assertThat(
            JobArguments.parse(
                    new String[0], new Service(Map.of("config", "other"), file.toString()))
                .get("config"))
        .contains("lake.yaml");
  }

  @Test
  void aLocalFileThatIsNoneIsAProblem() throws IOException {
    Path text = Files.writeString(directory.resolve("text"), "config=lake.yaml");
    Path object = Files.writeString(directory.resolve("object"), "{}");

    assertThatThrownBy(() -> parse(Map.of(), "--properties", directory + "/none"))
        .hasMessageContaining("--properties: names " + directory + "/none, which does not exist.");
    assertThatThrownBy(() -> parse(Map.of(), "--properties", text.toString()))
        .hasMessageContaining("which is not JSON.");
    assertThatThrownBy(() -> parse(Map.of(), "--properties", object.toString()))
        .hasMessageContaining("which is not a list of property groups.");
  }

  @Test
  void awayFromTheServiceThereAreNoRuntimeProperties() {
    assertThat(new RuntimeProperties().service()).isEmpty();
  }

  private static JobArguments parse(Map<String, String> properties, String... args) {
    return JobArguments.parse(args, new Service(properties, null), "source", "tables");
  }

  /** A service with one group of properties, and perhaps a file named by the environment. */
  private static final class Service extends RuntimeProperties {
    private final Properties group = new Properties();
    private final String file;

    Service(Map<String, String> properties, String file) {
      this.group.putAll(properties);
      this.file = file;
    }

    @Override
    Map<String, Properties> service() {
      return Map.of("tributary", group, "other", new Properties());
    }

    @Override
    Optional<String> environment(String name) {
      return Optional.ofNullable(file);
    }
  }
}
