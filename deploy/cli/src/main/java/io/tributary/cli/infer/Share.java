package io.tributary.cli.infer;

import java.util.Locale;

/** Shares as people read them. */
final class Share {

  private Share() {}

  /** {@code 100 %}, {@code 12.5 %}, {@code < 0.1 %}; only all is 100, and only none is 0. */
  static String of(long part, long whole) {
    long permille = whole == 0 ? 0 : part * 1000 / whole;
    if (part > 0 && permille == 0) {
      return "< 0.1 %";
    }
    return permille % 10 == 0
        ? permille / 10 + " %"
        : String.format(Locale.ROOT, "%.1f %%", permille / 10.0);
  }
}
