package io.tributary.bronze.mysql.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GrantsTest {

  @Test
  void privilegesOnEverything() {
    Grants grants =
        grants(
            "GRANT SELECT, SHOW DATABASES, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO"
                + " `u`@`%` WITH GRANT OPTION",
            "GRANT BACKUP_ADMIN,BINLOG_ADMIN ON *.* TO `u`@`%`");
    assertThat(grants.everywhere("REPLICATION SLAVE")).isTrue();
    assertThat(grants.everywhere("REPLICATION CLIENT")).isTrue();
    assertThat(grants.everywhere("BINLOG_ADMIN")).isTrue();
    assertThat(grants.everywhere("SUPER")).isFalse();
    assertThat(grants.onTable("SELECT", "any", "thing")).isTrue();
    assertThat(grants.onTable("INSERT", "any", "thing")).isFalse();
  }

  @Test
  void allPrivileges() {
    assertThat(grants("GRANT ALL PRIVILEGES ON *.* TO 'root'@'%'").everywhere("REPLICATION SLAVE"))
        .isTrue();
    Grants ofDatabase = grants("GRANT ALL PRIVILEGES ON `d`.* TO 'u'@'%'");
    assertThat(ofDatabase.everywhere("SELECT")).isFalse();
    assertThat(ofDatabase.onTable("SELECT", "d", "t")).isTrue();
    assertThat(ofDatabase.onTable("SELECT", "e", "t")).isFalse();
  }

  @Test
  void usageIsNothing() {
    Grants grants = grants("GRANT USAGE ON *.* TO 'u'@'%' IDENTIFIED BY PASSWORD '*ABC'");
    assertThat(grants.anywhere("SELECT")).isFalse();
  }

  @Test
  void databasesArePatternsUnlessEscaped() {
    Grants grants = grants("GRANT SELECT ON `shop\\_%`.* TO `u`@`%`");
    assertThat(grants.onTable("SELECT", "shop_eu", "t")).isTrue();
    assertThat(grants.onTable("SELECT", "shopXeu", "t")).isFalse();
    assertThat(grants("GRANT SELECT ON `a_c`.* TO `u`@`%`").onTable("SELECT", "abc", "t")).isTrue();
    assertThat(grants("GRANT SELECT ON `a_c`.`t` TO `u`@`%`").onTable("SELECT", "abc", "t"))
        .as("no wildcards in a grant on a table")
        .isFalse();
    Grants literal =
        new Grants(List.of("GRANT SELECT ON `a_c`.* TO `u`@`%`"), false, /* literal */ true);
    assertThat(literal.onTable("SELECT", "abc", "t")).isFalse();
    assertThat(literal.onTable("SELECT", "a_c", "t")).isTrue();
  }

  @Test
  void namesMayHoldAnything() {
    Grants grants =
        grants(
            "GRANT SELECT ON `a``b. ON c`.`d.e` TO `u`@`%`",
            "GRANT SELECT ON \"ansi\".\"quotes\" TO \"u\"@\"%\"");
    assertThat(grants.onTable("SELECT", "a`b. ON c", "d.e")).isTrue();
    assertThat(grants.onTable("SELECT", "ansi", "quotes")).isTrue();
  }

  @Test
  void columnsAreNotTheTable() {
    Grants grants =
        grants("GRANT INSERT, SELECT (`id`, `a, (b)`), UPDATE (`c`) ON `d`.`t` TO `u`@`%`");
    assertThat(grants.onTable("SELECT", "d", "t")).isFalse();
    assertThat(grants.onTable("INSERT", "d", "t")).isTrue();
    assertThat(grants.columns("SELECT", "d", "t")).containsExactly("id", "a, (b)");
    assertThat(grants.columns("SELECT", "d", "other")).isEmpty();
    assertThat(grants.withinDatabase("SELECT", "d")).isTrue();
    assertThat(grants.withinDatabase("SELECT", "e")).isFalse();
  }

  @Test
  void partialRevokesTakeDatabasesFromEverything() {
    Grants grants =
        grants(
            "GRANT SELECT ON *.* TO `u`@`%`",
            "REVOKE SELECT ON `secret`.* FROM `u`@`%`",
            "REVOKE SELECT ON `half`.* FROM `u`@`%`",
            "GRANT SELECT ON `half`.`open` TO `u`@`%`");
    assertThat(grants.onTable("SELECT", "other", "t")).isTrue();
    assertThat(grants.onTable("SELECT", "secret", "t")).isFalse();
    assertThat(grants.onTable("SELECT", "half", "open")).isTrue();
    assertThat(grants.onTable("SELECT", "half", "shut")).isFalse();
  }

  @Test
  void rolesRoutinesAndProxiesAreNoPrivilegesOnTables() {
    Grants grants =
        grants(
            "GRANT `reader`@`%`,`SELECT`@`%` TO `u`@`%`",
            "GRANT EXECUTE ON PROCEDURE `d`.`p` TO `u`@`%`",
            "GRANT PROXY ON ``@`` TO `root`@`localhost` WITH GRANT OPTION");
    assertThat(grants.roles()).containsExactly("`reader`@`%`,`SELECT`@`%`");
    assertThat(grants.anywhere("SELECT")).isFalse();
    assertThat(grants.anywhere("EXECUTE")).isFalse();
  }

  @Test
  void caseMattersAsOnTheServer() {
    List<String> statements = List.of("GRANT SELECT ON `Shop`.`Orders` TO `u`@`%`");
    assertThat(new Grants(statements, false, false).onTable("SELECT", "shop", "orders")).isFalse();
    assertThat(new Grants(statements, true, false).onTable("SELECT", "shop", "orders")).isTrue();
  }

  private static Grants grants(String... statements) {
    return new Grants(List.of(statements), false, false);
  }
}
