package io.tributary.cli.verify;

import io.tributary.cli.verify.RowDifference.ColumnDifference;
import io.tributary.cli.verify.RowDifference.Kind;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** A line for each table, and what differs, for people. */
final class TextReport implements VerifyReport {

  private static final int LONGEST_VALUE = 200;

  private final PrintWriter out;
  private final int nameWidth;
  private boolean begun;

  /**
   * @param tables names of the tables to come
   */
  TextReport(PrintWriter out, List<String> tables) {
    this.out = out;
    this.nameWidth = tables.stream().mapToInt(String::length).max().orElse(0);
  }

  @Override
  public void table(TableResult result) {
    if (!begun) {
      begun = true;
      line("table", "source rows", "silver rows", "missing", "extra", "different", "duplicate");
    }
    if (result.error() != null) {
      out.println(result.table() + ": could not be compared: " + result.error());
      out.flush();
      return;
    }
    line(
        result.table(),
        number(result.sourceRows()),
        number(result.silverRows()),
        number(result.count(Kind.MISSING)),
        number(result.count(Kind.EXTRA)),
        number(result.count(Kind.DIFFERENT)),
        number(result.count(Kind.DUPLICATE)));
    if (result.count(Kind.UNUSABLE) > 0) {
      out.println(
          "  "
              + count(result.count(Kind.UNUSABLE), "row")
              + " of the source cannot be cleaned, by what lake.yaml says: tributary dead-letters"
              + " list --table "
              + result.table());
    }
    if (!result.ignored().isEmpty()) {
      out.println("  not compared: " + String.join(", ", result.ignored()));
    }
    result.examples().forEach(this::example);
    long more = result.differing() - result.count(Kind.UNUSABLE) - result.examples().size();
    if (more > 0 && !result.examples().isEmpty()) {
      out.println("  … and " + number(more) + " more");
    }
    out.flush();
  }

  private void example(RowDifference row) {
    out.println("  " + row.kind().name().toLowerCase(Locale.ROOT) + ": " + row.key());
    for (ColumnDifference column : row.columns()) {
      out.println(
          "    "
              + column.column()
              + ": source "
              + value(column.source())
              + ", silver "
              + value(column.silver()));
    }
  }

  private static String value(String text) {
    if (text == null) {
      return "NULL";
    }
    String cut = text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE - 1) + "…";
    return "'" + cut.replace("\n", "\\n") + "'";
  }

  @Override
  public void end(List<TableResult> results) {
    long failed = results.stream().filter(result -> result.error() != null).count();
    long rows = results.stream().mapToLong(TableResult::silverRows).sum();
    long differing = results.stream().mapToLong(TableResult::differing).sum();
    String tables = count(results.size() - failed, "table") + ", " + count(rows, "row");
    out.println();
    if (differing > 0) {
      out.println("Not equal: " + count(differing, "row") + " differ in " + tables + ".");
      out.println(
          "While the source is written to, changes of the last minute are still on their way:"
              + " what differs must be gone when asked again.");
    } else if (results.size() > failed) {
      out.println("Equal: " + tables + ".");
    }
    if (failed > 0) {
      out.println("Not compared: " + count(failed, "table") + ".");
    }
    out.flush();
  }

  private void line(String table, String... numbers) {
    StringBuilder line =
        new StringBuilder(String.format("%-" + Math.max(nameWidth, 5) + "s", table));
    for (String number : numbers) {
      line.append(String.format("  %11s", number));
    }
    out.println(line);
  }

  private static String count(long count, String what) {
    return number(count) + " " + what + (count == 1 ? "" : "s");
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
