package io.tributary.cli.query;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * A table for people. The columns are as wide as the widest of the first rows; a later cell that is
 * wider pushes its line to the right.
 */
final class TableWriter implements RowWriter {

  private static final int WINDOW = 200;
  private static final String NULL = "NULL";

  private final PrintWriter out;
  private final int longestCell;
  private final List<String[]> window = new ArrayList<>();
  private List<ResultColumn> columns;
  private int[] widths;

  /**
   * @param longestCell columns of the terminal that a cell may take; longer ones are cut
   */
  TableWriter(PrintWriter out, int longestCell) {
    this.out = out;
    this.longestCell = longestCell;
  }

  @Override
  public void begin(List<ResultColumn> columns) {
    this.columns = columns;
  }

  @Override
  public void row(Object[] values) {
    String[] cells = new String[values.length];
    for (int i = 0; i < cells.length; i++) {
      String text = Cells.text(columns.get(i).type(), values[i]);
      cells[i] = text == null ? NULL : DisplayWidth.cut(visible(text), longestCell);
    }
    if (widths != null) {
      line(cells);
      return;
    }
    window.add(cells);
    if (window.size() == WINDOW) {
      printWindow();
    }
  }

  /** What would move the cursor, or worse, is shown by name. */
  private static String visible(String text) {
    if (text.chars().noneMatch(Character::isISOControl)) {
      return text;
    }
    StringBuilder visible = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (c == '\n') {
                visible.append("\\n");
              } else if (c == '\t') {
                visible.append("\\t");
              } else if (Character.isISOControl(c)) {
                visible.append(String.format("\\u%04x", c));
              } else {
                visible.appendCodePoint(c);
              }
            });
    return visible.toString();
  }

  private void printWindow() {
    widths = new int[columns.size()];
    String[] header = new String[widths.length];
    String[] rule = new String[widths.length];
    for (int i = 0; i < widths.length; i++) {
      header[i] = visible(columns.get(i).name());
      widths[i] = DisplayWidth.of(header[i]);
      for (String[] cells : window) {
        widths[i] = Math.max(widths[i], DisplayWidth.of(cells[i]));
      }
      rule[i] = "-".repeat(widths[i]);
    }
    line(header);
    out.println(String.join("-+-", rule));
    window.forEach(this::line);
    window.clear();
  }

  private void line(String[] cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      String padding = " ".repeat(Math.max(0, widths[i] - DisplayWidth.of(cells[i])));
      boolean right = Cells.isNumber(columns.get(i).type());
      line.append(i == 0 ? "" : " | ")
          .append(right ? padding : "")
          .append(cells[i])
          .append(right || i == cells.length - 1 ? "" : padding);
    }
    out.println(line);
  }

  @Override
  public void end() {
    if (widths == null) {
      printWindow();
    }
    out.flush();
  }
}
