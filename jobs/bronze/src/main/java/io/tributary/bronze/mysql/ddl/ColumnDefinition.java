package io.tributary.bronze.mysql.ddl;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What rows show of a column: its name, type, character set, place, and whether it is the key. Left
 * out are defaults, checks, comments, expressions and whatever else does not.
 */
final class ColumnDefinition {

  /** Words that go on with a type that another word began. */
  private static final Set<String> TYPE_CONTINUED =
      Set.of("PRECISION", "VARYING", "CHAR", "CHARACTER", "VARCHAR", "VARCHARACTER", "VARBINARY");

  private static final Set<String> TYPE_BEGUN =
      Set.of("DOUBLE", "NATIONAL", "LONG", "CHAR", "CHARACTER", "NCHAR");

  private static final Set<String> TYPE_ATTRIBUTES =
      Set.of("UNSIGNED", "SIGNED", "ZEROFILL", "BINARY");

  private ColumnDefinition() {}

  /**
   * @param definition a column's name and definition, as in {@code CREATE TABLE} and {@code ALTER
   *     TABLE}
   */
  static List<SqlToken> reduced(List<SqlToken> definition) {
    List<SqlToken> reduced = new ArrayList<>();
    reduced.add(definition.get(0).quoted());
    int at = 1;
    while (at < definition.size() && isOfType(definition, at)) {
      reduced.add(definition.get(at++));
    }
    List<SqlToken> rest = definition.subList(Math.min(at, definition.size()), definition.size());
    addIfAny(reduced, "CHARACTER SET", characterSet(definition));
    addIfAny(reduced, "COLLATE", after(rest, "COLLATE"));
    for (int i = 0; i < rest.size(); i++) {
      SqlToken token = rest.get(i);
      boolean last = i + 1 == rest.size();
      if (token.is("NOT") && !last && rest.get(i + 1).is("NULL")) {
        reduced.add(SqlToken.word("NOT NULL"));
      } else if (token.is("KEY") && (i == 0 || !rest.get(i - 1).is("UNIQUE"))) {
        reduced.add(SqlToken.word("PRIMARY KEY"));
      }
    }
    reduced.addAll(place(rest));
    return reduced;
  }

  private static boolean isOfType(List<SqlToken> definition, int at) {
    SqlToken token = definition.get(at);
    return at == 1
        || token.isAnyOf(TYPE_ATTRIBUTES)
        || token.isGroup() && isTypeWord(definition, at - 1)
        || token.isAnyOf(TYPE_CONTINUED)
            && definition.get(at - 1).isAnyOf(TYPE_BEGUN)
            // CHARACTER SET is no type.
            && !(at + 1 < definition.size() && definition.get(at + 1).is("SET"));
  }

  private static boolean isTypeWord(List<SqlToken> definition, int at) {
    return at == 1 || definition.get(at).isAnyOf(TYPE_CONTINUED);
  }

  private static List<SqlToken> place(List<SqlToken> rest) {
    int size = rest.size();
    if (size > 0 && rest.get(size - 1).is("FIRST")) {
      return List.of(SqlToken.word("FIRST"));
    }
    return size > 1 && rest.get(size - 2).is("AFTER")
        ? List.of(SqlToken.word("AFTER"), rest.get(size - 1).quoted())
        : List.of();
  }

  private static String characterSet(List<SqlToken> definition) {
    for (int i = 2; i < definition.size(); i++) {
      SqlToken token = definition.get(i);
      String next = i + 1 < definition.size() ? definition.get(i + 1).name() : null;
      if (token.is("ASCII")) {
        return "latin1";
      } else if (token.is("UNICODE")) {
        return "ucs2";
      } else if (token.is("BYTE")) {
        return "binary";
      } else if (token.is("CHARSET")
          || token.is("SET") && definition.get(i - 1).isAnyOf(Set.of("CHARACTER", "CHAR"))) {
        return next;
      }
    }
    return null;
  }

  private static String after(List<SqlToken> tokens, String word) {
    for (int i = 0; i + 1 < tokens.size(); i++) {
      if (tokens.get(i).is(word)) {
        return tokens.get(i + 1).name();
      }
    }
    return null;
  }

  private static void addIfAny(List<SqlToken> tokens, String words, String name) {
    if (name != null) {
      tokens.add(SqlToken.word(words + " " + name));
    }
  }
}
