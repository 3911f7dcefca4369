package io.tributary.cli.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.cli.CommandException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadOnlyStatementTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "  select 1 ; ",
        "-- INSERT\nSELECT 1",
        "/* DROP */ SELECT 1",
        "(SELECT 1) UNION (SELECT 2)",
        "WITH t AS (SELECT 1) SELECT * FROM t",
        "VALUES (1)",
        "SHOW TABLES",
        "DESC silver.shop.orders",
        "EXPLAIN SELECT 1"
      })
  void whatReadsIsPossible(String sql) {
    assertThat(ReadOnlyStatement.parse(sql).sql()).doesNotEndWith(";");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ";",
        "-- SELECT",
        "INSERT INTO t SELECT 1",
        "/* SELECT */ DROP TABLE t",
        "-- SELECT\nDELETE FROM t",
        "CREATE TABLE t (a INT)",
        "SET 'a' = 'b'",
        "SELECTED"
      })
  void whatWritesIsNot(String sql) {
    assertThatThrownBy(() -> ReadOnlyStatement.parse(sql))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("Queries only read");
  }

  @Test
  void plansAndDefinitionsAreText() {
    assertThat(ReadOnlyStatement.parse("EXPLAIN SELECT 1").yieldsText()).isTrue();
    assertThat(ReadOnlyStatement.parse("show\ncreate table t").yieldsText()).isTrue();
    assertThat(ReadOnlyStatement.parse("SHOW TABLES").yieldsText()).isFalse();
  }
}
