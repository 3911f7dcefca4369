package io.tributary.bronze.mysql.value;

import io.debezium.relational.Column;
import io.debezium.relational.Table;
import io.tributary.common.schema.MySqlType;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Rows of a table as a query gives them: bytes of binary columns, the server's own text of all
 * others, before any driver has made something of it. Sessions are in UTC and send text in UTF-8.
 * The text of {@code ENUM} and {@code SET} is escaped as {@link Members} says.
 */
public final class SnapshotRows {

  /** The fetch size that makes Connector/J hand on each row as it comes. */
  public static final int STREAMED = Integer.MIN_VALUE;

  private static final Set<MySqlType> BINARY =
      EnumSet.of(
          MySqlType.BIT_1,
          MySqlType.BIT,
          MySqlType.BIT_64,
          MySqlType.BINARY,
          MySqlType.VARBINARY,
          MySqlType.BLOB,
          MySqlType.GEOMETRY);

  private static final Set<MySqlType> FLOATING = EnumSet.of(MySqlType.FLOAT, MySqlType.DOUBLE);

  private static final String EVERY_COLUMN = "SELECT * ";

  private final List<Column> columns;
  private final boolean[] binary;
  private final boolean[] members;
  private long bytesRead;

  public SnapshotRows(Table table) {
    columns = table.columns();
    binary = new boolean[columns.size()];
    members = new boolean[columns.size()];
    for (int i = 0; i < binary.length; i++) {
      MySqlType type = ExactValues.type(columns.get(i));
      binary[i] = BINARY.contains(type);
      members[i] = type == MySqlType.ENUM || type == MySqlType.SET;
    }
  }

  /**
   * A query for {@code *} as one for the table's columns: invisible ones, too, and floating-point
   * numbers with all their digits (MySQL prints six of a {@code FLOAT}).
   */
  public String select(String everyColumn) {
    if (!everyColumn.startsWith(EVERY_COLUMN)) {
      throw new IllegalArgumentException("Not a query for every column: " + everyColumn);
    }
    return columns.stream()
        .map(SnapshotRows::expression)
        .collect(
            Collectors.joining(", ", "SELECT ", everyColumn.substring(EVERY_COLUMN.length() - 1)));
  }

  private static String expression(Column column) {
    String name = "`" + column.name().replace("`", "``") + "`";
    return FLOATING.contains(ExactValues.type(column)) ? "CAST(" + name + " AS DOUBLE)" : name;
  }

  /** The current row: {@code byte[]}, {@code String} or null, by the columns' positions. */
  public Object[] read(ResultSet results) throws SQLException {
    Object[] row = new Object[binary.length];
    for (int i = 0; i < binary.length; i++) {
      byte[] bytes = results.getBytes(i + 1);
      bytesRead += bytes == null ? 0 : bytes.length;
      row[i] = bytes == null || binary[i] ? bytes : text(i, bytes);
    }
    return row;
  }

  private Object text(int column, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return members[column] ? Members.escape(text) : text;
  }

  /** The size of the rows read since the last {@link #resetBytesRead()}. */
  public long bytesRead() {
    return bytesRead;
  }

  public void resetBytesRead() {
    bytesRead = 0;
  }
}
