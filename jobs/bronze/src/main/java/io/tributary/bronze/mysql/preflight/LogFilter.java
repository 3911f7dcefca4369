package io.tributary.bronze.mysql.preflight;

import java.util.Set;

/** The databases whose changes a server logs ({@code binlog_do_db}, {@code binlog_ignore_db}). */
final class LogFilter {

  private final Set<String> only;
  private final Set<String> ignored;

  /**
   * @param only all that are logged; empty for all that are not ignored
   */
  LogFilter(Set<String> only, Set<String> ignored) {
    this.only = Set.copyOf(only);
    this.ignored = Set.copyOf(ignored);
  }

  boolean logs(String database) {
    return only.isEmpty() ? !ignored.contains(database) : only.contains(database);
  }

  /** The line of the server's configuration that leaves the database out. */
  String lineAgainst(String database) {
    return only.isEmpty() ? "binlog_ignore_db = " + database : "binlog_do_db";
  }
}
