package io.tributary.cli.plan;

import io.tributary.cli.lake.Lake;
import io.tributary.cli.lake.LakeOptions;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tributary plan}: what the next start of the jobs would change. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = {
      "Says what the next start of the jobs would change, and changes nothing.",
      "",
      "It compares lake.yaml with what silver has and with what bronze knows of the sources:"
          + " tables to be created, columns to be added, problems that would keep the silver job"
          + " from starting; and what of the sources silver does not show."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the jobs would start",
      "1:the silver job would not start, for the problems shown",
      "2:the command or the lake's configuration is wrong"
    })
public final class PlanCommand implements Callable<Integer> {

  /** How the plan is written. */
  enum Format {
    TEXT,
    JSON
  }

  @Mixin private LakeOptions lakeOptions;
  @Spec private CommandSpec spec;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, or json: one object (default: ${DEFAULT-VALUE}).")
  private Format format;

  /** For picocli. */
  PlanCommand() {}

  @Override
  public Integer call() throws Exception {
    Plan plan = Planning.of(Lake.open(lakeOptions.config()));
    PrintWriter out = spec.commandLine().getOut();
    PlanReport report = format == Format.JSON ? new JsonReport(out) : new TextReport(out);
    report.write(plan);
    return plan.canStart() ? 0 : 1;
  }
}
