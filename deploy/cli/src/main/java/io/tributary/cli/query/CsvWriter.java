package io.tributary.cli.query;

import java.io.PrintWriter;
import java.util.List;

/**
 * RFC 4180: a header, lines that end in CRLF, quotes where they are needed. NULL is an empty field
 * and empty text is {@code ""}.
 */
final class CsvWriter implements RowWriter {

  private static final String END_OF_LINE = "\r\n";

  private final PrintWriter out;
  private List<ResultColumn> columns;

  CsvWriter(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void begin(List<ResultColumn> columns) {
    this.columns = columns;
    for (int i = 0; i < columns.size(); i++) {
      field(i, columns.get(i).name());
    }
    out.print(END_OF_LINE);
  }

  @Override
  public void row(Object[] values) {
    for (int i = 0; i < values.length; i++) {
      field(i, Cells.text(columns.get(i).type(), values[i]));
    }
    out.print(END_OF_LINE);
  }

  private void field(int position, String text) {
    if (position > 0) {
      out.print(',');
    }
    if (text == null) {
      return;
    }
    if (text.isEmpty()
        || text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')) {
      out.print('"' + text.replace("\"", "\"\"") + '"');
    } else {
      out.print(text);
    }
  }

  @Override
  public void end() {
    out.flush();
  }
}
