package io.tributary.demo;

import io.tributary.demo.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report in a few lines. */
final class Summary {

  private Summary() {}

  static List<String> lines(Report report) {
    List<String> lines = new ArrayList<>();
    if (report.snapshot() != null) {
      lines.add(
          text(
              "Snapshot   %,d rows into bronze in %.1f s: %,.0f rows/s",
              report.snapshot().count(),
              report.snapshot().seconds(),
              report.snapshot().perSecond()));
    }
    if (report.silverFollowsAfterSeconds() != null) {
      lines.add(
          text(
              "Silver     had caught up %.0f s after the first job was submitted",
              report.silverFollowsAfterSeconds()));
    }
    lines.add(
        text(
            "Changes    %,d events in %.0f s: %,.0f events/s",
            report.changes().count(), report.changes().seconds(), report.changes().perSecond()));
    if (report.freshness().samples() > 0) {
      lines.add(
          text(
              "Freshness  from commit to silver: p50 %.1f s, p95 %.1f s, max %.1f s",
              report.freshness().p50(), report.freshness().p95(), report.freshness().max()));
    }
    if (report.equal() != null) {
      report.tables().forEach((name, table) -> lines.add(line(name, table)));
      lines.add(report.equal() ? "Silver equals the sources." : "Silver differs from the sources.");
    }
    return lines;
  }

  private static String line(String name, Report.Table table) {
    return text(
        "Verified   %-22s %,10d rows in the source, %,10d in silver, %s",
        name,
        table.sourceRows(),
        table.silverRows(),
        table.differingRows() == null ? "not compared" : table.differingRows() + " differ");
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
