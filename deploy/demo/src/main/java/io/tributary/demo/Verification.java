package io.tributary.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares silver with the source row by row, by {@code tributary verify} in a JVM of its own: it
 * reads Hudi, whose classes must not meet the cluster's.
 */
final class Verification {

  /**
   * What became of one table.
   *
   * @param differingRows rows that only one of the two has, or that differ
   */
  record OfTable(long sourceRows, long silverRows, long differingRows) {}

  /**
   * The verdict.
   *
   * @param equal whether all tables are equal
   */
  record Verdict(boolean equal, Map<String, OfTable> tables) {}

  private static final String MAIN_CLASS = "io.tributary.cli.Main";
  private static final String MEMORY = "-Xmx1500m";

  private final Path home;
  private final Path log;

  /**
   * @param home the directory that the project is built in
   * @param log takes what the child says beside its verdict
   */
  Verification(Path home, Path log) {
    this.home = home;
    this.log = log;
  }

  /**
   * Runs the comparison, which takes a while.
   *
   * @throws DemoException if it could not be made
   */
  Verdict run(Path lakeFile) throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(command(lakeFile))
            .redirectError(log.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    try {
      String output = new String(child.getInputStream().readAllBytes(), UTF_8);
      int exitCode = child.waitFor();
      if (exitCode != 0 && exitCode != 1) {
        throw new DemoException("The verification failed with exit code " + exitCode + ": " + log);
      }
      return verdict(output, exitCode);
    } finally {
      child.destroyForcibly();
    }
  }

  private List<String> command(Path lakeFile) throws IOException {
    Path classPath = home.resolve("deploy/cli/target/classpath");
    Path classes = home.resolve("deploy/cli/target/classes");
    Path options = home.resolve("deploy/demo/target/jvm.opens");
    if (!Files.exists(classPath)) {
      throw new DemoException("There is no " + classPath + ". Build it: mvn -DskipTests package");
    }
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "@" + options,
        MEMORY,
        "-cp",
        classes + ":" + Files.readString(classPath).strip(),
        MAIN_CLASS,
        "verify",
        "--format",
        "json",
        "--config",
        lakeFile.toString());
  }

  /** Reads {@code {"tables": {"payments.orders": {"source_rows": 1, …}, …}}}. */
  static Verdict verdict(String json, int exitCode) throws IOException {
    JsonNode tables = new ObjectMapper().readTree(json).path("tables");
    Map<String, OfTable> verdicts = new LinkedHashMap<>();
    tables
        .fields()
        .forEachRemaining(
            table ->
                verdicts.put(
                    table.getKey(),
                    new OfTable(
                        table.getValue().path("source_rows").asLong(),
                        table.getValue().path("silver_rows").asLong(),
                        table.getValue().path("differing_rows").asLong())));
    boolean equal =
        exitCode == 0
            && !verdicts.isEmpty()
            && verdicts.values().stream().allMatch(table -> table.differingRows() == 0);
    return new Verdict(equal, verdicts);
  }
}
