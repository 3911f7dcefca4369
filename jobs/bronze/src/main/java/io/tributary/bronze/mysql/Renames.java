package io.tributary.bronze.mysql;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static java.util.regex.Pattern.DOTALL;

import io.debezium.relational.TableId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the tables that a statement renames, by the grammar of MySQL 8.0, 13.1.9 and 13.1.36. */
final class Renames {

  private static final Pattern COMMENT =
      Pattern.compile("/\\*.*?\\*/|(?:--\\s|#)[^\\n]*(?:\\n|$)", DOTALL);

  private static final String PART = "(?:`(?:[^`]|``)+`|[\\w$\\x80-\\uffff]+)";
  private static final String NAME = "(" + PART + ")(?:\\s*\\.\\s*(" + PART + "))?";

  private static final Pattern RENAME = pattern("\\s*RENAME\\s+TABLES?\\b.*");
  private static final Pattern PAIR = pattern(NAME + "\\s+TO\\s+" + NAME);
  private static final Pattern ALTER =
      pattern(
          "\\s*ALTER\\s+TABLE\\s+"
              + NAME
              + "\\s.*?\\bRENAME\\b\\s*(?!COLUMN\\b|INDEX\\b|KEY\\b)(?:TO\\b|AS\\b|=)?\\s*"
              + NAME
              + "\\s*(?:,.*)?");

  private Renames() {}

  private static Pattern pattern(String regex) {
    return Pattern.compile(regex, CASE_INSENSITIVE | DOTALL);
  }

  /**
   * The old name and the new one of each table, in the statement's order; empty for a statement
   * that renames none.
   *
   * @param database the one that names without a database are of
   */
  static Map<TableId, TableId> of(String sql, String database) {
    Map<TableId, TableId> renames = new LinkedHashMap<>();
    String bare = COMMENT.matcher(sql).replaceAll(" ");
    if (RENAME.matcher(bare).matches()) {
      Matcher pair = PAIR.matcher(bare);
      while (pair.find()) {
        renames.put(table(pair, 1, database), table(pair, 3, database));
      }
    } else {
      Matcher alter = ALTER.matcher(bare);
      if (alter.matches()) {
        renames.put(table(alter, 1, database), table(alter, 3, database));
      }
    }
    return renames;
  }

  private static TableId table(Matcher name, int group, String database) {
    String first = unquote(name.group(group));
    String second = name.group(group + 1);
    return second == null
        ? new TableId(database, null, first)
        : new TableId(first, null, unquote(second));
  }

  private static String unquote(String part) {
    return part.startsWith("`") ? part.substring(1, part.length() - 1).replace("``", "`") : part;
  }
}
