package io.tributary.bronze.mysql.ddl;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word, a quoted name, a literal or a sign of a statement; or several in parentheses, as one.
 * Rules: the MySQL 8.0 reference manual, 9.2 and 9.7.
 */
final class SqlToken {

  private static final Pattern NEXT =
      Pattern.compile(
          "(?<gap>(?:\\s++|--(?=\\s|$)[^\\n]*|#[^\\n]*|/\\*(?!!).*?\\*/)+)"
              // What an older server would pass over is there all the same: MySQL logs what it
              // itself passed over as a common comment.
              + "|(?<open>/\\*!\\d*)|(?<close>\\*/)"
              + "|(?<text>'(?:[^'\\\\]++|\\\\.|'')*+'|\"(?:[^\"\\\\]++|\\\\.|\"\")*+\"|`(?:[^`]++|``)*+`"
              + "|[\\w$\\x80-\\x{10ffff}]++|.)",
          Pattern.DOTALL);

  private final String text;
  private final boolean spaced;

  private SqlToken(String text, boolean spaced) {
    this.text = text;
    this.spaced = spaced;
  }

  /** A statement's tokens, without comments; an opening parenthesis up to its end is one. */
  static List<SqlToken> of(String sql) {
    List<SqlToken> tokens = new ArrayList<>();
    StringBuilder group = new StringBuilder();
    int depth = 0;
    boolean spaced = false;
    boolean groupSpaced = false;
    Matcher next = NEXT.matcher(sql);
    while (next.find()) {
      String text = next.group("text");
      if (text == null) {
        spaced = true;
        continue;
      }
      if (text.equals("(") && depth++ == 0) {
        groupSpaced = spaced;
        spaced = false;
      }
      if (depth > 0) {
        group.append(spaced ? " " : "").append(text);
        if (text.equals(")") && --depth == 0) {
          tokens.add(new SqlToken(group.toString(), groupSpaced));
          group.setLength(0);
        }
      } else {
        tokens.add(new SqlToken(text, spaced));
      }
      spaced = false;
    }
    if (depth > 0) {
      tokens.add(new SqlToken(group.toString(), groupSpaced));
    }
    return tokens;
  }

  static SqlToken word(String text) {
    return new SqlToken(text, true);
  }

  /** The statement that the tokens are of, or a part of it. */
  static String join(List<SqlToken> tokens) {
    StringBuilder sql = new StringBuilder();
    for (SqlToken token : tokens) {
      sql.append(token.spaced && sql.length() > 0 ? " " : "").append(token.text);
    }
    return sql.toString();
  }

  /** The parts between commas. */
  static List<List<SqlToken>> split(List<SqlToken> tokens) {
    List<List<SqlToken>> parts = new ArrayList<>();
    int begin = 0;
    for (int i = 0; i <= tokens.size(); i++) {
      if (i == tokens.size() || tokens.get(i).is(",")) {
        parts.add(tokens.subList(begin, i));
        begin = i + 1;
      }
    }
    return parts;
  }

  boolean is(String word) {
    return text.equalsIgnoreCase(word);
  }

  boolean isAnyOf(Set<String> words) {
    return words.contains(text.toUpperCase(Locale.ROOT));
  }

  boolean isGroup() {
    return text.startsWith("(");
  }

  /** What is in the parentheses. */
  List<SqlToken> inside() {
    return of(text.substring(1, text.length() - (text.endsWith(")") ? 1 : 0)));
  }

  /** The name without quotes. */
  String name() {
    return text.startsWith("`") ? text.substring(1, text.length() - 1).replace("``", "`") : text;
  }

  /** The same in quotes, so that it is taken for a name whatever it is. */
  SqlToken quoted() {
    return text.startsWith("`") ? this : new SqlToken("`" + text + "`", true);
  }

  @Override
  public String toString() {
    return text;
  }
}
