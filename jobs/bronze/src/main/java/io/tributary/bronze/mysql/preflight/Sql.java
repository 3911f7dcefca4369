package io.tributary.bronze.mysql.preflight;

/** Names as SQL statements write them. */
final class Sql {

  private Sql() {}

  static String identifier(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  static String string(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
  }

  /**
   * An account as {@code CURRENT_USER()} returns it, quoted.
   *
   * @param account {@code name@host}
   */
  static String account(String account) {
    int at = account.lastIndexOf('@');
    return at < 0
        ? string(account)
        : string(account.substring(0, at)) + "@" + string(account.substring(at + 1));
  }

  /** All tables of a database, for GRANT, where {@code _} and {@code %} are wildcards. */
  static String allTables(String database) {
    return identifier(database.replace("_", "\\_").replace("%", "\\%")) + ".*";
  }
}
