package io.tributary.bronze.mysql.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadableDdlTest {

  private static final Predicate<String> ALL = sql -> true;

  @Test
  void whatIsReadAsItIsMeantStaysAsItIs() {
    for (String sql :
        new String[] {
          "BEGIN",
          "GRANT ALL ON *.* TO a",
          "ALTER TABLE t",
          "ALTER TABLE t ADD COLUMN x INT /* new */ DEFAULT 5, RENAME COLUMN a TO b",
          "ALTER TABLE t DROP COLUMN a, ADD COLUMN a INT",
          "CREATE TABLE t (id INT, j JSON, INDEX ((CAST(j->'$.a' AS UNSIGNED ARRAY))))",
          "CREATE TABLE t LIKE u",
          "DROP TABLE t",
          "RENAME TABLE t TO u",
        }) {
      assertThat(ReadableDdl.of(sql, ALL)).isEqualTo(sql);
    }
  }

  @Test
  void whatNothingHelpsStaysAsItIs() {
    String sql = "ALTER TABLE t ADD x POINT SRID 4326";

    assertThat(ReadableDdl.of(sql, said -> false)).isEqualTo(sql);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "ADD x POINT NOT NULL SRID 4326 COMMENT 'a, b' AFTER a, ADD SPATIAL INDEX (x)"
            + "|ADD COLUMN `x` POINT NOT NULL AFTER `a`",
        "ADD COLUMN array INT UNSIGNED DEFAULT 5 FIRST|ADD COLUMN `array` INT UNSIGNED FIRST",
        "ADD (x ENUM('a','B)') NOT NULL, y TEXT ASCII, CHECK (y > ''))"
            + "|ADD COLUMN `x` ENUM('a','B)') NOT NULL, ADD COLUMN `y` TEXT CHARACTER SET latin1",
        "ADD x NATIONAL CHARACTER VARYING (5) NULL, ORDER BY a DESC"
            + "|ADD COLUMN `x` NATIONAL CHARACTER VARYING (5)",
        "ADD x CHAR CHARACTER SET latin1 COLLATE latin1_bin"
            + "|ADD COLUMN `x` CHAR CHARACTER SET latin1 COLLATE latin1_bin",
        "ADD x DOUBLE PRECISION ZEROFILL UNIQUE KEY|ADD COLUMN `x` DOUBLE PRECISION ZEROFILL",
        "ADD x INT KEY AUTO_INCREMENT|ADD COLUMN `x` INT PRIMARY KEY",
        "ADD x INT AS (a + 1) STORED CHECK (x > 0) NOT ENFORCED|ADD COLUMN `x` INT",
        "ADD CONSTRAINT p PRIMARY KEY USING BTREE (a, b)|ADD PRIMARY KEY (a, b)",
        "CHANGE a `b c` LONG VARBINARY INVISIBLE|CHANGE COLUMN `a` `b c` LONG VARBINARY",
        "MODIFY COLUMN a DEC(5,2) NOT NULL FIRST|MODIFY COLUMN `a` DEC(5,2) NOT NULL FIRST",
        "RENAME COLUMN a TO member, RENAME INDEX i TO j|RENAME COLUMN `a` TO `member`",
        "RENAME = u|RENAME TO u",
        "RENAME AS d.u, ALTER b SET INVISIBLE|RENAME TO d.u",
        "DROP a, DROP INDEX i, DROP PRIMARY KEY, DROP CONSTRAINT c"
            + "|DROP COLUMN `a`, DROP PRIMARY KEY",
        "AUTOEXTEND_SIZE = 4M, CONVERT TO CHARACTER SET latin1|CONVERT TO CHARACTER SET latin1",
      })
  void ofAlterationsRemainsWhatRowsShow(String clauses, String said) {
    String sql = "ALTER TABLE d.t " + clauses;

    assertThat(ReadableDdl.of(sql, each -> !each.equals(sql))).isEqualTo("ALTER TABLE d.t " + said);
  }

  @Test
  void ofNewTablesRemainsWhatRowsShow() {
    String sql =
        "CREATE TABLE IF NOT EXISTS `d`.`t` (id INT, `key` BIT(3) DEFAULT b'1', p POINT SRID 0,"
            + " UNIQUE KEY (`key`), CONSTRAINT PRIMARY KEY (id DESC)) ENGINE=InnoDB DEFAULT"
            + " CHARSET=latin1 COLLATE latin1_bin, AUTOEXTEND_SIZE=4M PARTITION BY KEY (id)";

    assertThat(ReadableDdl.of(sql, each -> !each.equals(sql)))
        .isEqualTo(
            "CREATE TABLE IF NOT EXISTS `d`.`t` (`id` INT, `key` BIT(3), `p` POINT, PRIMARY KEY"
                + " (id DESC)) CHARACTER SET latin1 COLLATE latin1_bin");
  }

  @Test
  void clausesAreMeantAtOnceAndReadOneByOne() {
    String a = "`" + "_".repeat(64);
    for (Map.Entry<String, String> each :
        Map.of(
                "ADD COLUMN x INT KEY, DROP PRIMARY KEY",
                "DROP PRIMARY KEY, ADD COLUMN x INT KEY",
                "CHANGE a b INT, DROP b",
                "DROP b, CHANGE a b INT",
                "RENAME COLUMN a TO B, CHANGE b a INT",
                String.format(
                    "RENAME COLUMN `a` TO %1$s0`, RENAME COLUMN `b` TO %1$s1`,"
                        + " RENAME COLUMN %1$s0` TO B, CHANGE %1$s1` a INT",
                    a))
            .entrySet()) {
      assertThat(ReadableDdl.of("ALTER TABLE t " + each.getKey(), ALL))
          .isEqualTo("ALTER TABLE t " + each.getValue());
    }
  }

  @Test
  void whatServersOfSomeVersionsTakeForACommentIsNone() {
    Set<String> written =
        Set.of(
            "ALTER TABLE t /*!50000 ADD COLUMN x INT */", "ALTER TABLE t /*! ADD */ COLUMN x INT");

    for (String sql : written) {
      assertThat(ReadableDdl.of(sql, ALL)).isEqualTo("ALTER TABLE t ADD COLUMN x INT");
    }
  }
}
