package io.tributary.cli.verify;

import java.io.PrintWriter;

/** A line that is written over: what is being done, for who waits at a terminal. */
final class ProgressLine {

  private static final String ERASE = "\r\u001b[K";

  private final PrintWriter err;
  private boolean shown;

  private ProgressLine(PrintWriter err) {
    this.err = err;
  }

  /** A line that shows nothing unless a person is at a terminal. */
  static ProgressLine onTerminal(PrintWriter err) {
    return new ProgressLine(System.console() == null ? null : err);
  }

  void show(String text) {
    if (err != null) {
      err.print(ERASE + text + " …");
      err.flush();
      shown = true;
    }
  }

  void clear() {
    if (shown) {
      err.print(ERASE);
      err.flush();
      shown = false;
    }
  }
}
