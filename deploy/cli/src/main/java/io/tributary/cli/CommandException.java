package io.tributary.cli;

/** A command cannot go on; the message says what, where, and what to do about it. */
public final class CommandException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  /**
   * @param exitCode what the JVM ends with: not 0
   */
  public CommandException(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** What the JVM ends with. */
  public int exitCode() {
    return exitCode;
  }
}
