package io.tributary.cli.plan;

import io.tributary.common.schema.Column;
import io.tributary.common.schema.SchemaChange;
import java.util.List;

/**
 * What becomes of a silver table.
 *
 * @param name {@code database.table}
 * @param source the source's name
 * @param added columns that the table gains; all of them if it is created
 * @param differences between the source's table as silver knows it and as it is now
 * @param dropped since when the source has no table by that name; null while it has one
 * @param renamedInto the rename by which the table came into the capture, without the rows that it
 *     had; null if it lacks none
 */
record TablePlan(
    String name,
    String source,
    Action action,
    List<NewColumn> added,
    Differences differences,
    SchemaChange dropped,
    SchemaChange renamedInto) {

  /** A table whose source is as it was. */
  TablePlan(
      String name, String source, Action action, List<NewColumn> added, Differences differences) {
    this(name, source, action, added, differences, null, null);
  }

  /** What the start does to a table. */
  enum Action {
    CREATE,
    /** Columns are added. */
    CHANGE,
    UNCHANGED,
    /** {@code lake.yaml} no longer has it: it stays, and nobody writes it. */
    LEAVE,
    /** The job would not start. */
    PROBLEM
  }

  /** A column of silver; the type in SQL. */
  record NewColumn(String name, String type) {}

  /**
   * A column whose type is another one now.
   *
   * @param known as silver knows it; values that do not fit it any longer are rescued
   */
  record ChangedColumn(Column known, Column now) {}

  /**
   * How the source's table differs from what silver knows of it. Nothing of it stops a start.
   *
   * @param rescued columns that the source has gained, whose values are rescued
   * @param changed columns of another type in bronze
   * @param gone columns that the source no longer has: they are null in what it writes from then on
   */
  record Differences(List<Column> rescued, List<ChangedColumn> changed, List<Column> gone) {

    static final Differences NONE = new Differences(List.of(), List.of(), List.of());
  }
}
