package io.tributary.demo.screen;

import io.tributary.demo.metrics.TableStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table that the demo shows while it runs. */
public final class StatusTable {

  private StatusTable() {}

  /** One line for each table, below one of headings. */
  public static List<String> lines(List<TableStatus> tables) {
    TextTable text =
        new TextTable()
            .row(
                List.of(
                    "table",
                    "source rows",
                    "snapshot",
                    "inserts",
                    "updates",
                    "deletes",
                    "schema",
                    "silver rows",
                    "capture lag",
                    "freshness"));
    for (TableStatus table : tables) {
      text.row(
          List.of(
              table.table(),
              Bar.format(table.sourceRows()),
              Bar.format(table.snapshotRows()),
              Bar.format(table.inserts()),
              Bar.format(table.updates()),
              Bar.format(table.deletes()),
              Bar.format(table.schemaChanges()),
              table.silverRows() < 0 ? "–" : Bar.format(table.silverRows()),
              table.events() == 0 ? "–" : seconds(table.captureLagMillis()),
              freshness(table.freshnessMillis())));
    }
    List<String> lines = new ArrayList<>(text.lines());
    lines.add(1, "  " + "─".repeat(Math.max(0, lines.get(0).length() - 2)));
    return lines;
  }

  private static String freshness(long millis) {
    return millis == 0 ? "current" : seconds(millis);
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
  }
}
