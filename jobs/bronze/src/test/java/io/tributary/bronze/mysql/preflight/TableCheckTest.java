package io.tributary.bronze.mysql.preflight;

import static io.tributary.bronze.mysql.preflight.LogCheckTest.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.bronze.mysql.MySqlColumn;
import io.tributary.bronze.mysql.MySqlTable;
import io.tributary.bronze.preflight.Finding;
import io.tributary.bronze.preflight.Finding.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableCheckTest {

  @Test
  void typesThatAreKeptExactlyAreNotNamed() {
    for (String type :
        List.of("decimal(38,10)", "double", "enum('a','b')", "point", "time(6)", "bit(64)")) {
      assertThat(TableCheck.ofTable(table(type), false)).as(type).isEmpty();
    }
  }

  @Test
  void typesThatAreNotAreNamed() {
    Finding wide = only(TableCheck.ofTable(table("decimal(39,0)"), false), Severity.WARNING);
    assertThat(wide.where()).isEqualTo("column d.t.c");
    Finding question = only(TableCheck.ofTable(table("enum('?')"), false), Severity.WARNING);
    assertThat(question.what()).contains("emoji");
    Finding unknown = only(TableCheck.ofTable(table("vector(3)"), false), Severity.ERROR);
    assertThat(unknown.what()).contains("vector(3)");
  }

  @Test
  void tellsAPatternOfNothingFromTablesThatTheUserMayNotRead() {
    Account blind = account();
    assertThat(what("shop\\..*", blind)).contains("SELECT on `shop`.* is missing");
    assertThat(what("my_shop\\.orders", blind)).contains("SELECT on `my\\_shop`.* is missing");
    assertThat(what(".*\\.orders", blind)).contains("SELECT on *.* is missing");

    Account ofShop = account("GRANT SELECT ON `shop`.* TO `u`@`%`");
    assertThat(what("shop\\.odrers", ofShop)).contains("It matches no table");
    assertThat(what(".*\\.odrers", ofShop)).contains("It matches no table");
    assertThat(what("crm\\.people", ofShop)).contains("SELECT on `crm`.* is missing");
  }

  private static String what(String pattern, Account account) {
    return only(TableCheck.ofPatterns(List.of(pattern), List.of(), account), Severity.ERROR).what();
  }

  private static Account account(String... grants) {
    return new Account("'u'@'%'", new Grants(List.of(grants), false, false), false);
  }

  private static MySqlTable table(String type) {
    return new MySqlTable("d", "t", "InnoDB", List.of(new MySqlColumn("c", type)), List.of("c"));
  }
}
