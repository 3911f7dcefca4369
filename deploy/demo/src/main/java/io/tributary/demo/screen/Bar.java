package io.tributary.demo.screen;

import java.util.Locale;

/** How far something has come, as a line of text. */
public final class Bar {

  private static final int WIDTH = 28;
  private static final int LABEL = 24;
  private static final long MEGABYTE = 1_000_000;

  private Bar() {}

  /**
   * Such as {@code orders [██████░░░░] 60 % 30,000 of 50,000 rows, 12,345/s}.
   *
   * @param seconds how long it has taken so far
   */
  public static String rows(String label, long done, long total, double seconds) {
    String rate = seconds > 0 ? format(Math.round(done / seconds)) + "/s" : "";
    return line(label, done, total) + format(done) + " of " + format(total) + " rows  " + rate;
  }

  /** Such as {@code Downloading [██████░░░░] 60 % 30 of 50 MB}. */
  public static String bytes(String label, long done, long total) {
    return total <= 1
        ? line(label, done, total)
        : line(label, done, total) + done / MEGABYTE + " of " + total / MEGABYTE + " MB";
  }

  private static String line(String label, long done, long total) {
    double share = total == 0 ? 1 : Math.min(1, (double) done / total);
    int full = (int) (share * WIDTH);
    return String.format(
        Locale.ROOT,
        "  %-" + LABEL + "s %s%s %3d %%  ",
        label,
        "█".repeat(full),
        "░".repeat(WIDTH - full),
        (int) (share * 100));
  }

  static String format(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
