package io.tributary.bronze.mysql.preflight;

import io.tributary.bronze.mysql.MySqlTable;
import io.tributary.bronze.preflight.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Whether the user may do what a capture does (Flink CDC 3.5, "MySQL CDC Connector", "Setup MySQL
 * user"): SELECT on the captured tables, SHOW DATABASES, REPLICATION SLAVE, REPLICATION CLIENT. Not
 * RELOAD: the snapshot takes no lock.
 */
final class PrivilegeCheck {

  private PrivilegeCheck() {}

  /** The privileges on the server as a whole. */
  static List<Finding> onServer(Account account, Variables variables) {
    List<Finding> findings = new ArrayList<>();
    if (!account.mayReadLog()) {
      findings.add(
          missing(
              account, "REPLICATION SLAVE", "*.*", "the user may not read the binary log", true));
    }
    if (!account.maySeeLog()) {
      findings.add(
          missing(
              account,
              "REPLICATION CLIENT",
              "*.*",
              "the user may not ask where the binary log ends",
              true));
    }
    if (!account.grants.everywhere("SHOW DATABASES")) {
      boolean needed = variables.isOn("skip_show_database");
      findings.add(
          missing(
              account,
              "SHOW DATABASES",
              "*.*",
              needed
                  ? "the server lists databases for nobody else (skip_show_database)"
                  : "Flink CDC asks for it, to list the databases",
              needed));
    }
    return findings;
  }

  /** SELECT on each of the captured tables, which the user can see by some other privilege. */
  static List<Finding> onTables(Account account, List<MySqlTable> tables) {
    List<Finding> findings = new ArrayList<>();
    for (MySqlTable table : tables) {
      if (account.grants.onTable("SELECT", table.database(), table.name())) {
        continue;
      }
      Set<String> columns = account.grants.columns("SELECT", table.database(), table.name());
      String object = Sql.identifier(table.database()) + "." + Sql.identifier(table.name());
      findings.add(
          missing(
              account,
              "SELECT",
              object,
              columns.isEmpty()
                  ? "the user may not read " + table.qualifiedName()
                  : "of "
                      + table.qualifiedName()
                      + " the user may read only "
                      + String.join(", ", columns),
              true));
    }
    return findings;
  }

  /** Of a privilege that the account does not have, or only through a role that is not active. */
  static Finding missing(
      Account account, String privilege, String object, String consequence, boolean error) {
    String what =
        "The privilege " + privilege + " on " + object + " is missing: " + consequence + ".";
    String remedy = account.grant(privilege, object);
    if (!account.grants.roles().isEmpty() && !account.hasActiveRole) {
      remedy =
          "If a role of the user has it: SET DEFAULT ROLE ALL TO "
              + account.name
              + "; otherwise: "
              + remedy;
    }
    String where = "user " + account.name;
    return error ? Finding.error(where, what, remedy) : Finding.warning(where, what, remedy);
  }
}
