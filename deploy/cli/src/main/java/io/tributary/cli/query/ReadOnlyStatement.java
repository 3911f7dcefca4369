package io.tributary.cli.query;

import io.tributary.cli.CommandException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement that changes nothing.
 *
 * @param sql without a semicolon at its end
 * @param verb its first word, in upper case
 */
record ReadOnlyStatement(String sql, String verb) {

  private static final Set<String> VERBS =
      Set.of("SELECT", "WITH", "VALUES", "SHOW", "DESCRIBE", "DESC", "EXPLAIN");

  private static final Pattern COMMENTS_AND_SPACE =
      Pattern.compile("(\\s|\\(|--[^\\n]*(\\n|$)|/\\*.*?\\*/)*", Pattern.DOTALL);
  private static final Pattern WORD = Pattern.compile("[A-Za-z]*");

  /**
   * @throws CommandException if the statement may change something
   */
  static ReadOnlyStatement parse(String text) {
    String sql = text.strip();
    while (sql.endsWith(";")) {
      sql = sql.substring(0, sql.length() - 1).stripTrailing();
    }
    Matcher before = COMMENTS_AND_SPACE.matcher(sql);
    int start = before.lookingAt() ? before.end() : 0;
    Matcher word = WORD.matcher(sql).region(start, sql.length());
    String verb = word.lookingAt() ? word.group().toUpperCase(Locale.ROOT) : "";
    if (!VERBS.contains(verb)) {
      throw new CommandException(
          1,
          (verb.isEmpty() ? "This is no SQL statement." : verb + " is not possible here.")
              + " Queries only read: write SELECT, SHOW, DESCRIBE or EXPLAIN.",
          null);
    }
    return new ReadOnlyStatement(sql, verb);
  }

  /** Whether the result is one text of several lines rather than a table. */
  boolean yieldsText() {
    return verb.equals("EXPLAIN")
        || sql.toUpperCase(Locale.ROOT).matches("(?s)\\s*SHOW\\s+CREATE.*");
  }
}
