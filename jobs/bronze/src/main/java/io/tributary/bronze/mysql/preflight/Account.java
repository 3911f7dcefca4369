package io.tributary.bronze.mysql.preflight;

/** Whom the server takes the user for, and what that account may do. */
final class Account {

  /** Quoted: {@code 'tributary'@'%'}. */
  final String name;

  final Grants grants;

  /** Whether a role of the account is active; its privileges are in the grants then. */
  final boolean hasActiveRole;

  Account(String name, Grants grants, boolean hasActiveRole) {
    this.name = name;
    this.grants = grants;
    this.hasActiveRole = hasActiveRole;
  }

  /** Whether the account may ask where the log ends, and what the server replicates. */
  boolean maySeeLog() {
    return grants.everywhere("REPLICATION CLIENT") || grants.everywhere("SUPER");
  }

  /** Whether the account may read the log. */
  boolean mayReadLog() {
    return grants.everywhere("REPLICATION SLAVE");
  }

  /** A statement that gives the account a privilege. */
  String grant(String privilege, String object) {
    return "GRANT " + privilege + " ON " + object + " TO " + name + ";";
  }
}
