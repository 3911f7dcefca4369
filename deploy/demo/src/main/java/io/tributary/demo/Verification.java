package io.tributary.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
   * @param errors why tables could not be compared
   */
  record Verdict(boolean equal, Map<String, OfTable> tables, List<String> errors) {}

  private final LakeCommand command;
  private final Path found;

  /**
   * @param home the directory that the project is built in
   * @param log takes what the child says; {@code verify.json} beside it, what it finds, with
   *     examples of rows that differ
   */
  Verification(Path home, Path log) {
    this.command = new LakeCommand(home, log);
    this.found = log.resolveSibling("verify.json");
  }

  /**
   * Runs the comparison, which takes a while.
   *
   * @throws DemoException if not all could be compared
   */
  Verdict run(Path lakeFile) throws IOException, InterruptedException {
    LakeCommand.Result result =
        command.run("verify", "--format", "json", "--config", lakeFile.toString());
    Files.writeString(found, result.output());
    boolean isVerdict = result.exitCode() == 0 || result.exitCode() == 1;
    Verdict verdict = verdict(result.output(), result.exitCode());
    if (!isVerdict || !verdict.errors().isEmpty()) {
      throw new DemoException(
          "Silver could not be verified: "
              + (verdict.errors().isEmpty()
                  ? "see " + command.log()
                  : String.join("; ", verdict.errors())));
    }
    return verdict;
  }

  /**
   * Reads {@code {"tables": [{"table": "payments.orders", "source_rows": 1, …}, …]}}.
   *
   * @param output with the object; Hudi's libraries may have printed lines of their own before it
   */
  static Verdict verdict(String output, int exitCode) throws IOException {
    String json = output.substring(Math.max(0, output.indexOf('{')));
    Map<String, OfTable> tables = new LinkedHashMap<>();
    List<String> errors = new ArrayList<>();
    for (JsonNode table : new ObjectMapper().readTree(json).path("tables")) {
      String name = table.path("table").asText();
      if (table.has("error")) {
        errors.add(name + ": " + table.path("error").asText());
      } else {
        tables.put(
            name,
            new OfTable(
                table.path("source_rows").asLong(),
                table.path("silver_rows").asLong(),
                table.path("differing_rows").asLong()));
      }
    }
    boolean equal =
        exitCode == 0
            && errors.isEmpty()
            && !tables.isEmpty()
            && tables.values().stream().allMatch(table -> table.differingRows() == 0);
    return new Verdict(equal, tables, errors);
  }
}
