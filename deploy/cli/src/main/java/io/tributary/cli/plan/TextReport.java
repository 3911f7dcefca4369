package io.tributary.cli.plan;

import io.tributary.cli.plan.TablePlan.Action;
import io.tributary.cli.plan.TablePlan.ChangedColumn;
import io.tributary.common.schema.Column;
import io.tributary.common.schema.SchemaChange;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** A line for each source and table, and what is special about it, for people. */
final class TextReport implements PlanReport {

  private final PrintWriter out;

  TextReport(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void write(Plan plan) {
    plan.sources().forEach(this::write);
    int width = plan.tables().stream().mapToInt(table -> table.name().length()).max().orElse(1);
    if (!plan.tables().isEmpty()) {
      out.println();
    }
    plan.tables().forEach(table -> write(table, width));
    if (!plan.canStart()) {
      out.println();
      out.println("The silver job would not start:");
      plan.problems().forEach(problem -> out.println("  - " + problem));
    }
    out.println();
    out.println(
        plan.count(Action.CREATE)
            + " to create, "
            + plan.count(Action.CHANGE)
            + " to change, "
            + plan.count(Action.UNCHANGED)
            + " unchanged"
            + (plan.canStart() ? "." : ", " + plan.count(Action.PROBLEM) + " with problems."));
    out.flush();
  }

  private void write(SourcePlan source) {
    out.println(
        "source "
            + source.name()
            + (source.captured() == 0
                ? ": not captured yet, start the bronze job"
                : ": " + source.captured() + " captured"));
    names("captured, but not in silver", source.withoutTable());
    names("captured no longer", source.leaving());
  }

  private void names(String what, List<String> names) {
    if (!names.isEmpty()) {
      out.println("    " + what + ": " + String.join(", ", names));
    }
  }

  private void write(TablePlan table, int width) {
    out.println(
        switch (table.action()) {
              case CREATE -> "+ ";
              case CHANGE -> "~ ";
              case UNCHANGED -> "  ";
              case LEAVE -> "- ";
              case PROBLEM -> "! ";
            }
            + String.format("%-" + width + "s", table.name())
            + "  "
            + words(table));
    if (table.action() == Action.CHANGE) {
      table.added().forEach(column -> out.println("    + " + column.name() + " " + column.type()));
    }
    // At these the job is not to start: nothing of theirs is written, or rescued.
    names(
        table.action() == Action.PROBLEM
            ? "gained by the source"
            : "rescued until promoted with on_schema_change: evolve",
        columns(table.differences().rescued()));
    for (ChangedColumn column : table.differences().changed()) {
      out.println(
          "    the source's "
              + column.known()
              + " is "
              + column.now().sourceType()
              + " now: what does not fit "
              + column.known().type().asSummaryString()
              + " is rescued");
    }
    names("gone from the source, null in what it writes now", columns(table.differences().gone()));
    if (table.dropped() != null) {
      dropped(table.dropped());
    }
    if (table.renamedInto() != null) {
      renamedInto(table.name(), table.renamedInto());
    }
  }

  private void dropped(SchemaChange change) {
    out.println(
        "    "
            + (change.formerName().isPresent()
                ? "renamed to " + change.tables().get(0).table().name()
                : "dropped")
            + at(change)
            + ": silver keeps its last rows");
    out.println(
        "        remove it from lake.yaml if it is gone for good; made anew in the source, it is"
            + " emptied and fills again");
  }

  private void renamedInto(String name, SchemaChange change) {
    out.println(
        "    ! was "
            + change.formerName().orElseThrow().name()
            + " until it was renamed"
            + at(change)
            + ": rows that it had before and that have not changed since are missing");
    out.println(
        "        to have them all, rename it out of the capture, make "
            + name
            + " anew with CREATE TABLE … LIKE, and copy the rows with INSERT … SELECT");
  }

  private static String at(SchemaChange change) {
    return " at " + Instant.ofEpochMilli(change.sourceTs()) + " (seq " + change.seq() + ")";
  }

  private static String words(TablePlan table) {
    return switch (table.action()) {
      case CREATE -> "will be created with " + table.added().size() + " columns";
      case CHANGE -> "gains columns";
      case UNCHANGED -> "unchanged";
      case LEAVE -> "is no longer under tables: it stays, and is not written";
      case PROBLEM -> "has problems";
    };
  }

  private static List<String> columns(List<Column> columns) {
    return columns.stream().map(Column::toString).collect(Collectors.toList());
  }
}
