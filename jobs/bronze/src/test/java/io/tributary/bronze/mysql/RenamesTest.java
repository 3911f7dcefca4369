package io.tributary.bronze.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.relational.TableId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RenamesTest {

  private static final TableId A = new TableId("d", null, "a");
  private static final TableId B = new TableId("d", null, "b");

  @Test
  void everyWayToRenameATableIsFound() {
    for (String sql :
        new String[] {
          "RENAME TABLE a TO b",
          "rename tables `a`\nto d . b",
          "/* x */ RENAME /* y */ TABLE d.`a` TO `d`.`b`",
          "-- why\nALTER TABLE a RENAME b",
          "alter table d.a rename to `d`.b",
          "ALTER TABLE a ADD COLUMN c INT, RENAME AS b",
          "ALTER TABLE a RENAME = b, ADD COLUMN c INT",
          "ALTER TABLE a RENAME COLUMN x TO y, RENAME TO b",
        }) {
      assertThat(Renames.of(sql, "d")).as(sql).containsExactly(Map.entry(A, B));
    }
  }

  @Test
  void oneStatementMayRenameSeveralAndAcrossDatabases() {
    assertThat(Renames.of("RENAME TABLE d.a TO `o``o`.`ü b`, x.`a` TO a", "d"))
        .containsExactly(
            Map.entry(A, new TableId("o`o", null, "ü b")),
            Map.entry(new TableId("x", null, "a"), A));
  }

  @Test
  void otherStatementsRenameNone() {
    for (String sql :
        new String[] {
          "BEGIN",
          "ALTER TABLE a RENAME COLUMN x TO y",
          "ALTER TABLE a RENAME INDEX x TO y, RENAME KEY u TO v",
          "ALTER TABLE a ADD COLUMN c INT",
          "CREATE TABLE a (id INT)",
          "RENAME USER a TO b",
        }) {
      assertThat(Renames.of(sql, "d")).as(sql).isEmpty();
    }
  }
}
