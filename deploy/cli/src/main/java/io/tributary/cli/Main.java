package io.tributary.cli;

import io.tributary.cli.deadletters.DeadLettersCommand;
import io.tributary.cli.infer.InferCommand;
import io.tributary.cli.plan.PlanCommand;
import io.tributary.cli.query.QueryCommand;
import io.tributary.cli.verify.VerifyCommand;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Commands that look at a lake. */
@Command(
    name = "tributary",
    description = "Looks at a lake.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      QueryCommand.class,
      VerifyCommand.class,
      InferCommand.class,
      PlanCommand.class,
      DeadLettersCommand.class
    })
public final class Main {

  private static final String LOGGING = "log4j2.configurationFile";

  private Main() {}

  /** Runs the command that the arguments name, and ends the JVM with its exit code. */
  public static void main(String[] args) {
    if (System.getProperty(LOGGING) == null) {
      System.setProperty(LOGGING, "classpath:log4j2-cli.properties");
    }
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    // Libraries print, too (what measures objects for Hudi does): nothing but results is to be
    // seen.
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = run(out, err, args);
    out.flush();
    // S3 clients keep threads for a minute after the last request.
    System.exit(code);
  }

  /**
   * Runs the command that the arguments name.
   *
   * @param out takes what the command is asked for
   * @param err takes messages and progress
   * @return 0 if all is well, 2 for wrong usage or what could not be done; each command says what
   *     else
   */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine commands = new CommandLine(new Main());
    commands.setOut(out);
    commands.setErr(err);
    commands.setCaseInsensitiveEnumValuesAllowed(true);
    commands.setExecutionExceptionHandler(new Failure());
    return commands.execute(args);
  }
}
