package org.apache.flink.cdc.connectors.mysql.source.utils;

import io.debezium.jdbc.JdbcConnection;
import io.debezium.relational.TableId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.apache.flink.table.types.logical.RowType;

/**
 * Stands in for Flink CDC's class of this name, the SQL by which it divides tables into chunks and
 * reads them: its own goes round in circles over {@code BIGINT UNSIGNED} keys beyond 2^63, which
 * Connector/J sends back negative, and over binary keys, and fails at keys that are dates which
 * only MySQL knows.
 *
 * <p>A key's values are numbers, bytes or text. A chunk goes by one column, and so has one value at
 * its start, which is in it, and one at its end, which is not.
 */
public final class StatementUtils {

  private StatementUtils() {}

  /** The least and the greatest key; both null if the table is empty. */
  public static Object[] queryMinMax(JdbcConnection jdbc, TableId table, String column)
      throws SQLException {
    String key = quote(column);
    return jdbc.queryAndMap(
        "SELECT MIN(" + key + "), MAX(" + key + ") FROM " + quote(table),
        row -> {
          row.next();
          return new Object[] {key(row, 1), key(row, 2)};
        });
  }

  /** About how many rows the table has. */
  public static long queryApproximateRowCnt(JdbcConnection jdbc, TableId table)
      throws SQLException {
    return jdbc.prepareQueryAndMap(
        "SELECT table_rows FROM information_schema.tables WHERE table_schema = ? AND table_name = ?",
        statement -> {
          statement.setString(1, table.catalog());
          statement.setString(2, table.table());
        },
        row -> row.next() ? row.getLong(1) : 0);
  }

  /** The least key above one; null if there is none. */
  public static Object queryMin(JdbcConnection jdbc, TableId table, String column, Object above)
      throws SQLException {
    String key = quote(column);
    return jdbc.prepareQueryAndMap(
        "SELECT MIN(" + key + ") FROM " + quote(table) + " WHERE " + key + " > ?",
        statement -> statement.setObject(1, above),
        StatementUtils::onlyKey);
  }

  /**
   * The greatest of so many keys from one on; the same object if that is all there is, for bytes
   * are not told to be equal otherwise.
   */
  public static Object queryNextChunkMax(
      JdbcConnection jdbc, TableId table, String column, int rows, Object from)
      throws SQLException {
    String key = quote(column);
    Object greatest =
        jdbc.prepareQueryAndMap(
            "SELECT MAX("
                + key
                + ") FROM (SELECT "
                + key
                + " FROM "
                + quote(table)
                + " WHERE "
                + key
                + " >= ? ORDER BY "
                + key
                + " LIMIT "
                + rows
                + ") AS chunk",
            statement -> statement.setObject(1, from),
            StatementUtils::onlyKey);
    return greatest instanceof byte[] && Arrays.equals((byte[]) greatest, (byte[]) from)
        ? from
        : greatest;
  }

  /**
   * The query of a chunk's rows.
   *
   * @param first whether the chunk has no start
   * @param last whether the chunk has no end
   */
  public static String buildSplitScanQuery(
      TableId table, RowType keyType, boolean first, boolean last) {
    String key = quote(keyType.getFieldNames().get(0));
    String where = first && last ? "" : " WHERE ";
    String start = first ? "" : key + " >= ?";
    String and = first || last ? "" : " AND ";
    String end = last ? "" : key + " < ?";
    return "SELECT * FROM " + quote(table) + where + start + and + end;
  }

  /** The statement of such a query, with its parameters. */
  public static PreparedStatement readTableSplitDataStatement(
      JdbcConnection jdbc,
      String sql,
      boolean first,
      boolean last,
      Object[] start,
      Object[] end,
      int keyColumns,
      int fetchSize)
      throws SQLException {
    PreparedStatement statement = jdbc.connection().prepareStatement(sql);
    statement.setFetchSize(fetchSize);
    if (!first) {
      statement.setObject(1, start[0]);
    }
    if (!last) {
      statement.setObject(first ? 1 : 2, end[0]);
    }
    return statement;
  }

  public static String quote(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  public static String quote(TableId table) {
    return table.toQuotedString('`');
  }

  private static Object onlyKey(ResultSet row) throws SQLException {
    row.next();
    return key(row, 1);
  }

  private static Object key(ResultSet row, int column) throws SQLException {
    switch (row.getMetaData().getColumnTypeName(column)) {
      case "DATE":
      case "DATETIME":
      case "TIMESTAMP":
      case "TIME":
        // Java's classes have no room for all of them.
        return text(row, column);
      case "YEAR":
        String year = text(row, column);
        return year == null ? null : Integer.valueOf(year);
      default:
        Object key = row.getObject(column);
        return key instanceof BigInteger ? new BigDecimal((BigInteger) key) : key;
    }
  }

  private static String text(ResultSet row, int column) throws SQLException {
    byte[] text = row.getBytes(column);
    return text == null ? null : new String(text, StandardCharsets.UTF_8);
  }
}
