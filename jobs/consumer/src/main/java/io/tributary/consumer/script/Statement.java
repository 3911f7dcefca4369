package io.tributary.consumer.script;

/** One statement of a script. */
public final class Statement {

  private final String text;
  private final int line;

  /**
   * @param text the statement without its semicolon, comments included
   * @param line the line of the script that it begins in, from 1, behind comments before it
   */
  Statement(String text, int line) {
    this.text = text;
    this.line = line;
  }

  public String text() {
    return text;
  }

  /** The line of the script that the statement begins in, from 1. */
  public int line() {
    return line;
  }

  /** The text such that its line numbers, in a parser's messages, are those of the script. */
  public String textInPlace() {
    return "\n".repeat(line - 1) + text;
  }

  @Override
  public String toString() {
    return "line " + line + ": " + text;
  }
}
