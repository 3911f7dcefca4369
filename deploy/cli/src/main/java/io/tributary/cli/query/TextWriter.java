package io.tributary.cli.query;

import java.io.PrintWriter;
import java.util.List;

/** Text that has lines of its own, such as a plan, as it is. */
final class TextWriter implements RowWriter {

  private final PrintWriter out;

  TextWriter(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void begin(List<ResultColumn> columns) {}

  @Override
  public void row(Object[] values) {
    for (Object value : values) {
      out.println(value);
    }
  }

  @Override
  public void end() {
    out.flush();
  }
}
