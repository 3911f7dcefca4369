package io.tributary.common.config;

import java.util.List;

/** The configuration cannot be used: every problem found, not only the first. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String origin;
  private final List<Problem> problems;

  /**
   * @param origin what was read, such as the file's address
   * @param problems at least one, in the order to be shown
   */
  public ConfigException(String origin, List<Problem> problems) {
    super(message(origin, problems));
    this.origin = origin;
    this.problems = List.copyOf(problems);
  }

  /** What was read, such as the file's address. */
  public String origin() {
    return origin;
  }

  /** Every problem, in the order of the file. */
  public List<Problem> problems() {
    return problems;
  }

  private static String message(String origin, List<Problem> problems) {
    StringBuilder message = new StringBuilder(origin).append(": ").append(problems.size());
    message.append(problems.size() == 1 ? " problem" : " problems");
    for (Problem problem : problems) {
      message.append("\n  - ").append(problem);
    }
    return message.toString();
  }
}
