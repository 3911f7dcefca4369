package io.tributary.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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

  private final LakeCommand command;

  /**
   * @param home the directory that the project is built in
   * @param log takes what the child says beside its verdict
   */
  Verification(Path home, Path log) {
    this.command = new LakeCommand(home, log);
  }

  /**
   * Runs the comparison, which takes a while.
   *
   * @throws DemoException if it could not be made
   */
  Verdict run(Path lakeFile) throws IOException, InterruptedException {
    LakeCommand.Result result =
        command.run("verify", "--format", "json", "--config", lakeFile.toString());
    if (result.exitCode() != 0 && result.exitCode() != 1) {
      throw new DemoException(
          "The verification failed with exit code " + result.exitCode() + ": " + command.log());
    }
    return verdict(result.output(), result.exitCode());
  }

  /** Reads {@code {"tables": [{"table": "payments.orders", "source_rows": 1, …}, …]}}. */
  static Verdict verdict(String json, int exitCode) throws IOException {
    Map<String, OfTable> verdicts = new LinkedHashMap<>();
    for (JsonNode table : new ObjectMapper().readTree(json).path("tables")) {
      verdicts.put(
          table.path("table").asText(),
          new OfTable(
              table.path("source_rows").asLong(),
              table.path("silver_rows").asLong(),
              table.path("differing_rows").asLong()));
    }
    boolean equal =
        exitCode == 0
            && !verdicts.isEmpty()
            && verdicts.values().stream().allMatch(table -> table.differingRows() == 0);
    return new Verdict(equal, verdicts);
  }
}
