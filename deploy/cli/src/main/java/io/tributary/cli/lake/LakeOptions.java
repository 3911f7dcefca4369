package io.tributary.cli.lake;

import picocli.CommandLine.Option;

/** Options of every command that looks at a lake. */
public final class LakeOptions {

  /** Name of the option that shows where in the code a command failed. */
  public static final String STACKTRACE = "--stacktrace";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      defaultValue = ".tributary/demo/lake.yaml",
      description = "The lake's lake.yaml: a path or an s3:// address (default: ${DEFAULT-VALUE}).")
  private String config;

  @Option(names = STACKTRACE, description = "Show where in the code a failure came from.")
  private boolean stacktrace;

  /** Path or address of {@code lake.yaml}. */
  public String config() {
    return config;
  }

  /** Whether a failure is shown with its stack trace. */
  public boolean stacktrace() {
    return stacktrace;
  }
}
