package io.tributary.bronze.mysql.preflight;

import static java.util.stream.Collectors.toCollection;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a user may do, as {@code SHOW GRANTS} tells (MySQL 8.0 Reference Manual, 13.7.7.21; for
 * wildcards and partial revokes 13.7.1.6 and 6.2.12).
 */
final class Grants {

  private static final String QUOTED = "`(?:[^`]|``)*`|\"(?:[^\"]|\"\")*\"";
  private static final String NAME = "\\*|" + QUOTED + "|[^\\s.`\"*]+";
  private static final Pattern STATEMENT =
      Pattern.compile(
          "(GRANT|REVOKE) ((?:[^`\"]|"
              + QUOTED
              + ")+?) ON (?:TABLE )?("
              + NAME
              + ")\\.("
              + NAME
              + ") (?:TO|FROM) .*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern PRIVILEGE =
      Pattern.compile("([A-Za-z_ ]+?)\\s*(?:\\(((?:[^`\")]|" + QUOTED + ")*)\\))?\\s*(?:,|$)");
  private static final Pattern COLUMN = Pattern.compile(QUOTED + "|[^\\s,`\"]+");
  private static final Pattern ROLES =
      Pattern.compile("GRANT ((?:`|').*?) TO .*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final List<Grant> grants = new ArrayList<>();
  private final List<String> roles = new ArrayList<>();
  private final boolean ignoreCase;
  private final boolean literalDatabases;

  /**
   * @param statements the rows of {@code SHOW GRANTS}
   * @param ignoreCase whether the server ignores the case of databases and tables ({@code
   *     lower_case_table_names} is not 0)
   * @param literalDatabases whether databases in grants are no patterns ({@code partial_revokes} is
   *     on)
   */
  Grants(Iterable<String> statements, boolean ignoreCase, boolean literalDatabases) {
    this.ignoreCase = ignoreCase;
    this.literalDatabases = literalDatabases;
    for (String statement : statements) {
      Matcher matcher = STATEMENT.matcher(statement);
      if (matcher.matches()) {
        boolean revoke = matcher.group(1).equalsIgnoreCase("REVOKE");
        String database = unquote(matcher.group(3));
        String table = unquote(matcher.group(4));
        Matcher privilege = PRIVILEGE.matcher(matcher.group(2));
        while (privilege.find()) {
          grants.add(new Grant(revoke, privilege.group(1), privilege.group(2), database, table));
        }
      } else {
        Matcher role = ROLES.matcher(statement);
        if (role.matches()) {
          roles.add(role.group(1));
        }
      }
    }
  }

  /** Whether the user has the privilege on everything, but for partial revokes. */
  boolean everywhere(String privilege) {
    return grants.stream()
        .anyMatch(grant -> !grant.revoke && grant.gives(privilege) && grant.isGlobal());
  }

  /** Whether the user has the privilege on all columns of the table. */
  boolean onTable(String privilege, String database, String table) {
    boolean revoked =
        grants.stream()
            .anyMatch(
                grant ->
                    grant.revoke
                        && grant.gives(privilege)
                        && same(grant.database, database)
                        && grant.table.equals("*"));
    return grants.stream()
        .filter(grant -> !grant.revoke && grant.gives(privilege))
        .filter(grant -> !(revoked && grant.isGlobal()))
        .anyMatch(grant -> grant.covers(database) && grant.coversTable(table));
  }

  /** Whether the user has the privilege on some table, or columns of one, of the database. */
  boolean withinDatabase(String privilege, String database) {
    return onTable(privilege, database, "*")
        || grants.stream()
            .anyMatch(
                grant -> !grant.revoke && grant.names(privilege) && same(grant.database, database));
  }

  /** Whether the user has the privilege on anything at all. */
  boolean anywhere(String privilege) {
    return grants.stream().anyMatch(grant -> !grant.revoke && grant.names(privilege));
  }

  /** The columns of the table on which alone the privilege was given; empty if on none. */
  Set<String> columns(String privilege, String database, String table) {
    return grants.stream()
        .filter(grant -> !grant.revoke && grant.columns != null && grant.names(privilege))
        .filter(grant -> same(grant.database, database) && same(grant.table, table))
        .flatMap(grant -> COLUMN.matcher(grant.columns).results())
        .map(column -> unquote(column.group()))
        .collect(toCollection(LinkedHashSet::new));
  }

  /** The roles given to the user, quoted; whether they are active, this does not tell. */
  List<String> roles() {
    return roles;
  }

  private boolean same(String one, String other) {
    return ignoreCase ? one.equalsIgnoreCase(other) : one.equals(other);
  }

  private static String unquote(String name) {
    char quote = name.charAt(0);
    if (quote != '`' && quote != '"') {
      return name;
    }
    String doubled = String.valueOf(quote) + quote;
    return name.substring(1, name.length() - 1).replace(doubled, String.valueOf(quote));
  }

  private final class Grant {

    final boolean revoke;
    final String privilege;
    final String columns;
    final String database;
    final String table;

    Grant(boolean revoke, String privilege, String columns, String database, String table) {
      this.revoke = revoke;
      this.privilege = privilege.trim().toUpperCase(Locale.ROOT);
      this.columns = columns;
      this.database = database;
      this.table = table;
    }

    boolean names(String wanted) {
      return privilege.equals(wanted)
          || privilege.equals("ALL")
          || privilege.equals("ALL PRIVILEGES");
    }

    boolean gives(String wanted) {
      return columns == null && names(wanted);
    }

    boolean isGlobal() {
      return database.equals("*");
    }

    boolean covers(String name) {
      if (isGlobal() || same(database, name)) {
        return true;
      }
      return table.equals("*") && !literalDatabases && like(name);
    }

    boolean coversTable(String name) {
      return table.equals("*") || same(table, name);
    }

    /** As SQL's LIKE, with the backslash as escape. */
    private boolean like(String name) {
      StringBuilder regex = new StringBuilder();
      for (int i = 0; i < database.length(); i++) {
        char c = database.charAt(i);
        if (c == '\\' && i + 1 < database.length()) {
          regex.append(Pattern.quote(String.valueOf(database.charAt(++i))));
        } else if (c == '%') {
          regex.append(".*");
        } else if (c == '_') {
          regex.append('.');
        } else {
          regex.append(Pattern.quote(String.valueOf(c)));
        }
      }
      int flags = ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.DOTALL : Pattern.DOTALL;
      return Pattern.compile(regex.toString(), flags).matcher(name).matches();
    }
  }
}
