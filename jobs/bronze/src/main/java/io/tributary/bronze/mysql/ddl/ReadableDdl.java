package io.tributary.bronze.mysql.ddl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A statement with the same effect on a table's columns, in words that Debezium's parser reads.
 * Debezium 1.9 passes over statements with clauses that it does not know, so that later rows are
 * read by columns that they no longer have; and some it reads amiss. Grammar: the MySQL 8.0
 * reference manual, 13.1.9 and 13.1.20.
 */
public final class ReadableDdl {

  /** Reserved words, so that no column has such a name unless in quotes. */
  private static final Set<String> NO_COLUMN =
      Set.of(
          "INDEX",
          "KEY",
          "UNIQUE",
          "FULLTEXT",
          "SPATIAL",
          "CONSTRAINT",
          "PRIMARY",
          "FOREIGN",
          "CHECK",
          "PARTITION");

  /**
   * What columns are called while they swap names: more than the 64 characters that MySQL takes.
   */
  private static final String MEANWHILE = "_".repeat(64);

  private ReadableDdl() {}

  /**
   * @param isRead whether Debezium's parser reads a statement
   * @return the statement itself if that is read as it is meant, or if nothing helps
   */
  public static String of(String sql, Predicate<String> isRead) {
    List<SqlToken> tokens = SqlToken.of(sql);
    int table = tableKeyword(tokens);
    if (table < 0) {
      return sql;
    }
    boolean alter = tokens.get(0).is("ALTER");
    boolean reduce = !isRead.test(sql);
    String said = alter ? altered(sql, tokens, table, reduce) : created(sql, tokens, table, reduce);
    return said.equals(sql) || !isRead.test(said) ? sql : said;
  }

  /** Where TABLE stands in a statement that makes or alters one; -1 in others. */
  private static int tableKeyword(List<SqlToken> tokens) {
    if (tokens.size() > 2 && (tokens.get(0).is("ALTER") || tokens.get(0).is("CREATE"))) {
      return tokens.get(1).is("TABLE")
          ? 1
          : tokens.get(1).is("TEMPORARY") && tokens.get(2).is("TABLE") ? 2 : -1;
    }
    return -1;
  }

  /** Where what follows a table's name begins. */
  private static int behindName(List<SqlToken> tokens, int name) {
    return name + 1 < tokens.size() && tokens.get(name + 1).is(".") ? name + 3 : name + 1;
  }

  private static String altered(String sql, List<SqlToken> tokens, int table, boolean reduce) {
    int body = behindName(tokens, table + 1);
    if (body > tokens.size()) {
      return sql;
    }
    List<List<SqlToken>> clauses = new ArrayList<>();
    boolean changed = reduce || sql.contains("/*!");
    for (List<SqlToken> clause : SqlToken.split(tokens.subList(body, tokens.size()))) {
      clauses.addAll(reduce ? reduced(clause) : List.of(clause));
    }
    changed |= dropFirst(clauses);
    changed |= swapNames(clauses);
    return changed ? said(tokens.subList(0, body), clauses) : sql;
  }

  private static String said(List<SqlToken> head, List<List<SqlToken>> clauses) {
    StringBuilder sql = new StringBuilder(SqlToken.join(head));
    String separator = " ";
    for (List<SqlToken> clause : clauses) {
      sql.append(separator).append(SqlToken.join(clause));
      separator = ", ";
    }
    return sql.toString();
  }

  /** A clause as Debezium reads it; none if it changes no column. */
  private static List<List<SqlToken>> reduced(List<SqlToken> clause) {
    if (clause.size() < 2) {
      return List.of();
    }
    SqlToken verb = clause.get(0);
    int at = clause.get(1).is("COLUMN") ? 2 : 1;
    List<SqlToken> rest = clause.subList(at, clause.size());
    if (rest.isEmpty()) {
      return List.of();
    }
    if (verb.is("ADD") && rest.get(0).isGroup()) {
      List<List<SqlToken>> added = new ArrayList<>();
      for (List<SqlToken> element : SqlToken.split(rest.get(0).inside())) {
        added.addAll(element(element, "ADD COLUMN"));
      }
      return added;
    }
    if (verb.is("ADD")) {
      return element(rest, "ADD COLUMN");
    }
    if (verb.is("MODIFY")) {
      return List.of(with("MODIFY COLUMN", ColumnDefinition.reduced(rest)));
    }
    if (verb.is("CHANGE") && rest.size() > 2) {
      return List.of(
          with(
              "CHANGE COLUMN " + rest.get(0).quoted(),
              ColumnDefinition.reduced(rest.subList(1, rest.size()))));
    }
    if (verb.is("RENAME")) {
      return renamed(clause);
    }
    if (verb.is("DROP")) {
      return rest.get(0).is("PRIMARY")
          ? List.of(clause)
          : rest.get(0).isAnyOf(NO_COLUMN)
              ? List.of()
              : List.of(with("DROP COLUMN", List.of(rest.get(0).quoted())));
    }
    return isCharacterSet(clause) ? List.of(clause) : List.of();
  }

  /** A column or a key of a table; none if it is neither. */
  private static List<List<SqlToken>> element(List<SqlToken> element, String words) {
    if (element.isEmpty()) {
      return List.of();
    }
    if (!element.get(0).isAnyOf(NO_COLUMN)) {
      return element.size() < 2
          ? List.of()
          : List.of(with(words, ColumnDefinition.reduced(element)));
    }
    for (int i = 0; i + 1 < element.size(); i++) {
      if (element.get(i).is("PRIMARY") && element.get(i + 1).is("KEY")) {
        for (SqlToken token : element.subList(i + 2, element.size())) {
          if (token.isGroup()) {
            String key = words.isEmpty() ? "PRIMARY KEY" : "ADD PRIMARY KEY";
            return List.of(with(key, List.of(SqlToken.word(token.toString()))));
          }
        }
      }
    }
    return List.of();
  }

  private static List<List<SqlToken>> renamed(List<SqlToken> clause) {
    if (clause.get(1).isAnyOf(Set.of("INDEX", "KEY"))) {
      return List.of();
    }
    if (clause.get(1).is("COLUMN")) {
      return clause.size() < 5
          ? List.of()
          : List.of(renamed(clause.get(2).quoted(), clause.get(4).quoted()));
    }
    int at = clause.get(1).isAnyOf(Set.of("TO", "AS", "=")) ? 2 : 1;
    return List.of(with("RENAME TO", clause.subList(at, clause.size())));
  }

  private static List<SqlToken> renamed(SqlToken from, SqlToken to) {
    return with("RENAME COLUMN", List.of(from, SqlToken.word("TO"), to));
  }

  private static boolean isCharacterSet(List<SqlToken> clause) {
    return clause.stream()
        .anyMatch(token -> token.isAnyOf(Set.of("CHARSET", "CHARACTER", "COLLATE")));
  }

  private static List<SqlToken> with(String words, List<SqlToken> rest) {
    List<SqlToken> clause = new ArrayList<>(SqlToken.of(words));
    if (!rest.isEmpty()) {
      clause.add(SqlToken.word(rest.get(0).toString()));
      clause.addAll(rest.subList(1, rest.size()));
    }
    return clause;
  }

  /**
   * Debezium takes clauses one after the other. To MySQL they are one, and what is dropped is what
   * was there before.
   */
  private static boolean dropFirst(List<List<SqlToken>> clauses) {
    int drops = 0;
    boolean changed = false;
    for (int i = 0; i < clauses.size(); i++) {
      if (isDropOfColumnOrKey(clauses.get(i))) {
        changed |= i > drops;
        clauses.add(drops++, clauses.remove(i));
      }
    }
    return changed;
  }

  private static boolean isDropOfColumnOrKey(List<SqlToken> clause) {
    return clause.size() > 1
        && clause.get(0).is("DROP")
        && (clause.get(1).is("PRIMARY") || !clause.get(1).isAnyOf(NO_COLUMN));
  }

  /** Gives columns that take one another's names others meanwhile. */
  private static boolean swapNames(List<List<SqlToken>> clauses) {
    Map<String, Integer> renames = new HashMap<>();
    for (int i = 0; i < clauses.size(); i++) {
      int from = renamedFrom(clauses.get(i));
      if (from > 0) {
        renames.put(lower(clauses.get(i).get(from)), i);
      }
    }
    boolean swaps =
        clauses.stream()
            .filter(clause -> renamedFrom(clause) > 0)
            .anyMatch(
                clause -> {
                  int from = renamedFrom(clause);
                  String to = lower(clause.get(clause.get(0).is("RENAME") ? from + 2 : from + 1));
                  return !to.equals(lower(clause.get(from))) && renames.containsKey(to);
                });
    if (!swaps) {
      return false;
    }
    List<List<SqlToken>> before = new ArrayList<>();
    for (int i : renames.values()) {
      List<SqlToken> clause = new ArrayList<>(clauses.get(i));
      int from = renamedFrom(clause);
      SqlToken meanwhile = SqlToken.word("`" + MEANWHILE + before.size() + "`");
      before.add(renamed(clause.get(from).quoted(), meanwhile));
      clause.set(from, meanwhile);
      clauses.set(i, clause);
    }
    clauses.addAll(0, before);
    return true;
  }

  /** Where a clause that may rename a column has its old name; -1 in others. */
  private static int renamedFrom(List<SqlToken> clause) {
    if (clause.size() > 4 && clause.get(0).is("RENAME") && clause.get(1).is("COLUMN")) {
      return 2;
    }
    if (clause.size() > 3 && clause.get(0).is("CHANGE")) {
      return clause.get(1).is("COLUMN") ? 2 : 1;
    }
    return -1;
  }

  private static String lower(SqlToken name) {
    return name.name().toLowerCase(Locale.ROOT);
  }

  private static String created(String sql, List<SqlToken> tokens, int table, boolean reduce) {
    int name = tokens.get(table + 1).is("IF") ? table + 4 : table + 1;
    int body = behindName(tokens, name);
    if (body >= tokens.size() || !tokens.get(body).isGroup()) {
      return sql;
    }
    if (!reduce) {
      return sql.contains("/*!") ? SqlToken.join(tokens) : sql;
    }
    List<String> elements = new ArrayList<>();
    for (List<SqlToken> element : SqlToken.split(tokens.get(body).inside())) {
      element(element, "").forEach(said -> elements.add(SqlToken.join(said)));
    }
    return SqlToken.join(tokens.subList(0, body))
        + " ("
        + String.join(", ", elements)
        + ")"
        + characterSets(tokens.subList(body + 1, tokens.size()));
  }

  /** Of a table's options those that say what character sets its columns have. */
  private static String characterSets(List<SqlToken> options) {
    StringBuilder kept = new StringBuilder();
    for (int i = 0; i + 1 < options.size(); i++) {
      SqlToken option = options.get(i);
      boolean set =
          option.is("CHARSET")
              || option.is("COLLATE")
              || option.is("SET") && i > 0 && options.get(i - 1).is("CHARACTER");
      if (set) {
        boolean equals = options.get(i + 1).is("=") && i + 2 < options.size();
        kept.append(option.is("COLLATE") ? " COLLATE " : " CHARACTER SET ")
            .append(options.get(i + (equals ? 2 : 1)).name());
      }
    }
    return kept.toString();
  }
}
