package io.tributary.common.config;

import java.util.List;

/** The configuration cannot be used: every problem found, not only the first. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final List<Problem> problems;

  /**
   * @param origin what was read, such as the file's address
   * @param problems at least one, in the order to be shown
   */
  public ConfigException(String origin, List<Problem> problems) {
    super(message(origin, problems));
    this.problems = List.copyOf(problems);
  }

  /** Every problem, in the order of the file. */
  public List<Problem> problems() {
    return problems;
  }

  private static String message(String origin, List<Problem> problems) {
    StringBuilder message = new StringBuilder(origin);
    message.append(
        problems.size() == 1 ? " has 1 problem:" : " has " + problems.size() + " problems:");
    for (Problem problem : problems) {
      message.append("\n  - ").append(problem);
    }
    return message.toString();
  }
}
