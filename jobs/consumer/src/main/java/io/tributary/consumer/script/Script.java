package io.tributary.consumer.script;

import java.util.List;

/** A SQL script that makes one result, or a few that belong together. */
public final class Script {

  private final String name;
  private final String text;

  /**
   * @param name the file's name without {@code .sql}: unique in a job, as it begins the uids of the
   *     script's operators
   * @param text the statements, each with a semicolon at its end
   */
  public Script(String name, String text) {
    this.name = name;
    this.text = text;
  }

  public String name() {
    return name;
  }

  /** The file's name. */
  public String file() {
    return name + ".sql";
  }

  public String text() {
    return text;
  }

  /**
   * The script's statements in order.
   *
   * @throws ScriptException if a quote or comment does not end
   */
  public List<Statement> statements() throws ScriptException {
    return StatementSplitter.split(text);
  }

  @Override
  public String toString() {
    return file();
  }
}
