package io.tributary.common.config;

import java.util.List;
import java.util.Optional;

/**
 * A job's arguments: {@code --name value} on the command line, or properties of the group {@code
 * tributary} among the runtime properties of Amazon Managed Service for Apache Flink. The command
 * line goes first where both give one.
 */
public final class JobArguments {
  private JobArguments() {}

  /**
   * @param args of {@code main}
   * @param known names that this job takes beside {@code config} and {@code properties}
   * @throws ConfigException naming every unknown, repeated or incomplete argument
   */
  public static JobArguments parse(String[] args, String... known) {
    throw new UnsupportedOperationException("not built yet");
  }

  /**
   * @throws IllegalArgumentException when the job never declared the name
   */
  public Optional<String> get(String name) {
    throw new UnsupportedOperationException("not built yet");
  }

  /**
   * @throws ConfigException when it was not given
   */
  public String require(String name) {
    throw new UnsupportedOperationException("not built yet");
  }

  /** The parts between commas, trimmed; empty when it was not given. */
  public List<String> list(String name) {
    throw new UnsupportedOperationException("not built yet");
  }
}
