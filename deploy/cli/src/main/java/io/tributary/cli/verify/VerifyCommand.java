package io.tributary.cli.verify;

import io.tributary.cli.lake.Lake;
import io.tributary.cli.lake.LakeOptions;
import io.tributary.common.config.TableConfig;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tributary verify}: whether silver equals its sources. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Compares every row of every silver table with its source, by key and value.",
      "",
      "The source's rows are read in one consistent snapshot and cleaned as the silver job cleans"
          + " them. Every column is compared but when and how a change was taken in; source columns"
          + " that a table does not declare, and values that do not fit, must be among its rescued"
          + " ones. Rows marked as deleted must be gone from the source.",
      "",
      "While the source is written to, the changes of the last minute differ."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:every row is equal", "1:some rows differ", "2:not all could be compared"})
public final class VerifyCommand implements Callable<Integer> {

  /** How the result is written. */
  enum Format {
    TEXT,
    JSON
  }

  @Mixin private LakeOptions lakeOptions;
  @Spec private CommandSpec spec;

  @Option(
      names = "--tables",
      split = ",",
      paramLabel = "DATABASE.TABLE",
      description = "Compare only these tables.")
  private List<String> tables = List.of();

  @Option(
      names = "--show",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "Show up to N rows of each table and kind of difference, with their values"
              + " (default: ${DEFAULT-VALUE}).")
  private int show;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, or json: one object (default: ${DEFAULT-VALUE}).")
  private Format format;

  /** For picocli. */
  VerifyCommand() {}

  @Override
  public Integer call() throws Exception {
    Lake lake = Lake.open(lakeOptions.config());
    List<String> names = names(lake);
    PrintWriter out = spec.commandLine().getOut();
    VerifyReport report = format == Format.JSON ? new JsonReport(out) : new TextReport(out, names);
    List<TableResult> results = new ArrayList<>();
    ProgressLine progress = ProgressLine.onTerminal(spec.commandLine().getErr());
    new Verification(lake, show)
        .run(
            names,
            table ->
                progress.show(
                    "Comparing "
                        + table
                        + " ("
                        + (results.size() + 1)
                        + " of "
                        + names.size()
                        + ")"),
            result -> {
              progress.clear();
              results.add(result);
              report.table(result);
            });
    report.end(results);
    if (results.stream().anyMatch(result -> result.error() != null)) {
      return 2;
    }
    return results.stream().allMatch(TableResult::isEqual) ? 0 : 1;
  }

  private List<String> names(Lake lake) {
    List<String> known =
        lake.config().tables().stream()
            .map(TableConfig::qualifiedName)
            .collect(Collectors.toList());
    for (String table : tables) {
      if (!known.contains(table)) {
        throw new CommandLine.ParameterException(
            spec.commandLine(),
            "--tables: "
                + table
                + " is no table of the lake; there are "
                + String.join(", ", known));
      }
    }
    return tables.isEmpty() ? known : tables;
  }
}
