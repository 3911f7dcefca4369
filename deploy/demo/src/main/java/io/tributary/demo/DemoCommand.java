package io.tributary.demo;

import io.tributary.demo.report.Versions;
import io.tributary.demo.screen.LiveScreen;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code tributary demo}. */
@Command(
    name = "tributary demo",
    sortOptions = false,
    description = {
      "Runs a whole lake on this machine: MySQL with a payments database and MongoDB with a CRM's"
          + " documents, which never stand still, an S3 server, a Flink cluster, and the jobs that"
          + " keep the lake's tables equal to the sources'.",
      "",
      "MongoDB is a real one where the PATH or TRIBUTARY_MONGOD names a mongod, and otherwise an"
          + " emulator, which keeps its documents only for as long as the demo runs.",
      "",
      "Exits with 0 when silver was verified to equal the sources, or was not verified; 1 when it"
          + " differs; 2 when the demo could not run; 130 after Ctrl-C."
    })
public final class DemoCommand implements Callable<Integer> {

  private static final Duration UNTIL_SETTLED = Duration.ofMinutes(1);

  private static final int DIFFERENT = 1;
  private static final int FAILED = 2;
  private static final int INTERRUPTED = 130;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "100000",
      description =
          "Rows that the payments database begins with; the CRM has a document for each customer"
              + " and some more. Default: ${DEFAULT-VALUE}.")
  private int rows;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "500",
      description =
          "Row changes a second, on average; a fifth as many documents change. Default: ${DEFAULT-VALUE}.")
  private int rate;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Makes other rows and changes. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--duration",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description =
          "How long the traffic goes on once silver follows it, such as 90, 90s or 5m. Default:"
              + " until Ctrl-C; with --until-settled 60s.")
  private Duration duration;

  @Option(
      names = "--until-settled",
      description =
          "Then stop the traffic, wait until silver equals the sources, verify that row by row, and"
              + " end.")
  private boolean untilSettled;

  @Option(
      names = "--settle-timeout",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description = "Verify even if silver has not settled by then. Default: ${DEFAULT-VALUE}.")
  private int settleTimeout;

  @Option(
      names = "--workdir",
      paramLabel = "DIR",
      defaultValue = ".tributary/demo",
      description =
          "Where everything is kept: data, logs, lake.yaml. Emptied at the start, but for"
              + " --resume. Default: ${DEFAULT-VALUE}.")
  private Path workdir;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write the run's figures there, as JSON.")
  private Path report;

  @Option(
      names = "--resume",
      description =
          "Carry on with the data and from the savepoints of the last run, if it had a real"
              + " MongoDB.")
  private boolean resume;

  @Option(
      names = "--jobs",
      paramLabel = "JOB",
      split = ",",
      defaultValue = "bronze,silver,consumer",
      description = "Which jobs to run. Default: ${DEFAULT-VALUE}.")
  private List<LakeJob> jobs;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "2",
      description = "Of bronze and silver each. Default: ${DEFAULT-VALUE}.")
  private int parallelism;

  @Option(
      names = "--checkpoint-interval",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "What silver's freshness depends on most. Default: ${DEFAULT-VALUE}.")
  private int checkpointInterval;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8081",
      description = "Of Flink's web UI; 0 for any that is free. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(names = "--help", usageHelp = true, description = "Show this.")
  private boolean help;

  private DemoCommand() {}

  /** Runs the demo and ends the JVM with its exit code. */
  public static void main(String[] args) {
    CommandLine command = new CommandLine(new DemoCommand());
    command.setCaseInsensitiveEnumValuesAllowed(true);
    System.exit(command.execute(args));
  }

  @Override
  public Integer call() throws IOException {
    DemoOptions options = options();
    PrintStream console = System.out;
    Interruption interruption = Interruption.install();
    try (Workdir directory = Workdir.take(workdir, resume)) {
      redirectOutput(directory);
      try (LiveScreen screen = LiveScreen.start(console, isTerminal(), columns())) {
        screen.print("Tributary " + Versions.all().get("tributary") + ", seed " + seed);
        return run(new Demo(options, directory, screen), interruption, screen);
      }
    } catch (DemoException e) {
      console.println(e.getMessage());
      return FAILED;
    }
  }

  private static int run(Demo demo, Interruption interruption, LiveScreen screen) {
    int exitCode;
    try {
      exitCode = demo.run() ? 0 : DIFFERENT;
    } catch (Exception e) {
      exitCode = interruption.isRequested() ? INTERRUPTED : FAILED;
      demo.reportFailure(e, interruption.isRequested());
    }
    // An interruption has done its work: what follows takes its time.
    boolean ignored = Thread.interrupted();
    screen.freeze();
    demo.close();
    return exitCode;
  }

  private DemoOptions options() {
    if (rows < 1000) {
      throw problem("--rows must be at least 1000, not " + rows);
    }
    if (rate < 1 || parallelism < 1 || checkpointInterval < 1) {
      throw problem("--rate, --parallelism and --checkpoint-interval must be at least 1");
    }
    if (untilSettled && !jobs.contains(LakeJob.SILVER)) {
      throw problem("--until-settled needs the job silver");
    }
    String home = System.getProperty("tributary.home", "");
    return new DemoOptions(
        Path.of(home).toAbsolutePath(),
        rows,
        rate,
        seed,
        duration == null && untilSettled ? UNTIL_SETTLED : duration,
        untilSettled,
        Duration.ofSeconds(settleTimeout),
        workdir,
        report,
        resume,
        List.copyOf(jobs),
        parallelism,
        Duration.ofSeconds(checkpointInterval),
        port);
  }

  /** Seconds, or a number with s, m or h behind it. */
  static final class DurationConverter implements CommandLine.ITypeConverter<Duration> {
    @Override
    public Duration convert(String value) {
      String iso = value.matches("\\d+") ? value + "s" : value;
      try {
        return Duration.parse("PT" + iso.toUpperCase(Locale.ROOT));
      } catch (DateTimeParseException e) {
        throw new CommandLine.TypeConversionException(
            "'" + value + "' is not a duration such as 90, 90s or 5m");
      }
    }
  }

  private ParameterException problem(String message) {
    return new ParameterException(new CommandLine(this), message);
  }

  /** The console belongs to the display: what libraries print goes to a file. */
  private static void redirectOutput(Workdir workdir) throws IOException {
    System.setProperty("log.file", workdir.logs().resolve("demo.log").toString());
    System.setProperty("log4j2.configurationFile", "io/tributary/demo/log4j2.properties");
    PrintStream file =
        new PrintStream(
            Files.newOutputStream(
                workdir.logs().resolve("stdout.log"),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND),
            true);
    System.setOut(file);
    System.setErr(file);
  }

  /** The launcher says so: only the shell can tell where standard output goes. */
  private static boolean isTerminal() {
    return Boolean.getBoolean("tributary.terminal");
  }

  private static int columns() {
    return Integer.getInteger("tributary.columns", 160);
  }
}
