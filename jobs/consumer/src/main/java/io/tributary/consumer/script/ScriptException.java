package io.tributary.consumer.script;

/** Something is wrong with a script, in a line of it. */
public final class ScriptException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int line;

  /**
   * @param line line of the script, from 1
   * @param message what is wrong and how to mend it
   */
  public ScriptException(int line, String message) {
    super(message);
    this.line = line;
  }

  /** Line of the script, from 1. */
  public int line() {
    return line;
  }
}
