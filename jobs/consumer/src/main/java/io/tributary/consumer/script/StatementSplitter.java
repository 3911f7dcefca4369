package io.tributary.consumer.script;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes a script apart at the semicolons that end statements: not those within quotes or comments.
 *
 * <p>It knows as much of SQL as that takes: {@code 'text'} and {@code `name`}, in which the quote
 * itself is written twice, {@code -- comments} up to the end of the line, and comments between
 * slashes and asterisks, which may span lines. Comments before a statement are left out, those
 * within it stay, as hints look like them.
 */
final class StatementSplitter {

  private final String script;
  private final List<Statement> statements = new ArrayList<>();
  private final StringBuilder essence = new StringBuilder();
  private int position;
  private int line = 1;
  private int start = -1;
  private int startLine;

  private StatementSplitter(String script) {
    this.script = script;
  }

  /**
   * @throws ScriptException if a quote or comment does not end
   */
  static List<Statement> split(String script) throws ScriptException {
    return new StatementSplitter(script).split();
  }

  /**
   * What is left of a script without comments and with one space for white space: the same for
   * scripts that say the same.
   *
   * @throws ScriptException if a quote or comment does not end
   */
  static String essence(String script) throws ScriptException {
    StatementSplitter splitter = new StatementSplitter(script);
    splitter.split();
    return splitter.essence.toString().strip();
  }

  private List<Statement> split() throws ScriptException {
    while (position < script.length()) {
      char c = script.charAt(position);
      int from = position;
      if (script.startsWith("--", position)) {
        skipTo("\n", false, "");
      } else if (script.startsWith("/*", position)) {
        skipTo("*/", true, "This comment has no end: close it with */");
      } else if (c == '\'' || c == '`' || c == '"') {
        begin();
        skipQuoted(c);
      } else if (c == ';') {
        end();
        advance();
      } else {
        if (!Character.isWhitespace(c)) {
          begin();
        }
        advance();
      }
      keepEssence(script.substring(from, position));
    }
    end();
    return statements;
  }

  private void keepEssence(String part) {
    boolean comment = part.startsWith("--") || (part.startsWith("/*") && !part.startsWith("/*+"));
    if (!comment && !part.isBlank()) {
      essence.append(part);
    } else if (essence.length() > 0 && essence.charAt(essence.length() - 1) != ' ') {
      essence.append(' ');
    }
  }

  private void begin() {
    if (start < 0) {
      start = position;
      startLine = line;
    }
  }

  private void end() {
    if (start >= 0) {
      statements.add(new Statement(script.substring(start, position).stripTrailing(), startLine));
      start = -1;
    }
  }

  /** Moves behind the next mark; a line comment may also end with the script. */
  private void skipTo(String mark, boolean required, String problem) throws ScriptException {
    int from = line;
    int found = script.indexOf(mark, position + 2);
    if (found < 0 && required) {
      throw new ScriptException(from, problem);
    }
    int to = found < 0 ? script.length() : found + mark.length();
    while (position < to) {
      advance();
    }
  }

  private void skipQuoted(char quote) throws ScriptException {
    int from = line;
    advance();
    while (position < script.length()) {
      boolean end = script.charAt(position) == quote;
      advance();
      if (end && (position == script.length() || script.charAt(position) != quote)) {
        return;
      }
      if (end) {
        advance();
      }
    }
    throw new ScriptException(from, "This quote has no end: close it with " + quote);
  }

  private void advance() {
    if (script.charAt(position) == '\n') {
      line++;
    }
    position++;
  }
}
