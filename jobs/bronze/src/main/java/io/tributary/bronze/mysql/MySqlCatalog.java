package io.tributary.bronze.mysql;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;

import io.tributary.common.schema.Column;
import io.tributary.common.schema.MySqlTypes;
import io.tributary.common.schema.TableId;
import io.tributary.common.schema.TableSchema;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * What a MySQL server has: its tables and the end of its binary log.
 *
 * <p>Tables are read from {@code information_schema}, which shows a user only what it may use: a
 * table that cannot be read does not appear, nor does a column. Views and the server's own schemas
 * are left out.
 */
public final class MySqlCatalog {

  private static final int QUERY_TIMEOUT_SECONDS = 60;

  private final Connection connection;

  /**
   * @param connection to the server, with any or no database; stays open, and is the caller's to
   *     close
   */
  public MySqlCatalog(Connection connection) {
    this.connection = connection;
  }

  /**
   * The schemas of the captured tables, by name: columns in order, the primary key in the key's.
   *
   * @param source the source's name in the lake
   * @param captures whether a table is captured, by database and table
   * @throws IllegalArgumentException for a column type that MySQL 8.0 does not have
   */
  public List<TableSchema> tables(String source, BiPredicate<String, String> captures)
      throws SQLException {
    return tables(captures).stream().map(table -> schema(source, table)).collect(toList());
  }

  /** The captured tables, by name, as the server describes them. */
  public List<MySqlTable> tables(BiPredicate<String, String> captures) throws SQLException {
    List<String[]> tables =
        rows(
            "SELECT table_schema, table_name, engine FROM information_schema.tables"
                + " WHERE table_type = 'BASE TABLE' AND table_schema NOT IN"
                + " ('information_schema', 'mysql', 'performance_schema', 'sys')"
                + " ORDER BY table_schema, table_name",
            List.of());
    tables.removeIf(table -> !captures.test(table[0], table[1]));
    if (tables.isEmpty()) {
      return List.of();
    }
    TreeSet<String> databases =
        tables.stream().map(table -> table[0]).collect(toCollection(TreeSet::new));
    String in = " IN (" + String.join(", ", Collections.nCopies(databases.size(), "?")) + ")";
    Map<List<String>, List<String[]>> columns =
        byTable(
            rows(
                "SELECT table_schema, table_name, column_name, column_type"
                    + " FROM information_schema.columns WHERE table_schema"
                    + in
                    + " ORDER BY table_schema, table_name, ordinal_position",
                databases));
    Map<List<String>, List<String[]>> keys =
        byTable(
            rows(
                "SELECT table_schema, table_name, column_name FROM information_schema.statistics"
                    + " WHERE index_name = 'PRIMARY' AND table_schema"
                    + in
                    + " ORDER BY table_schema, table_name, seq_in_index",
                databases));
    return tables.stream()
        .map(
            row -> {
              List<String> name = List.of(row[0], row[1]);
              return new MySqlTable(
                  row[0],
                  row[1],
                  row[2],
                  columns.getOrDefault(name, List.of()).stream()
                      .map(column -> new MySqlColumn(column[2], column[3]))
                      .collect(toList()),
                  keys.getOrDefault(name, List.of()).stream()
                      .map(column -> column[2])
                      .collect(toList()));
            })
        .collect(toList());
  }

  /**
   * The end of the binary log: every later change is logged at or behind it. Needs the privilege
   * REPLICATION CLIENT.
   *
   * @throws SQLException also if the server writes no binary log
   */
  public LogPosition currentLogPosition() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(QUERY_TIMEOUT_SECONDS);
      try (ResultSet row = statement.executeQuery(binaryLogStatus())) {
        if (!row.next()) {
          throw new SQLException(
              "The MySQL server writes no binary log: set log_bin in its configuration");
        }
        return new LogPosition(row.getString(1), row.getLong(2));
      }
    }
  }

  /** MySQL 8.2 renamed the statement, and 8.4 removed the old name. */
  private String binaryLogStatus() throws SQLException {
    DatabaseMetaData server = connection.getMetaData();
    int major = server.getDatabaseMajorVersion();
    boolean renamed = major > 8 || (major == 8 && server.getDatabaseMinorVersion() >= 2);
    return renamed ? "SHOW BINARY LOG STATUS" : "SHOW MASTER STATUS";
  }

  private static TableSchema schema(String source, MySqlTable table) {
    return new TableSchema(
        new TableId(source, table.database(), table.name()),
        table.columns().stream().map(column -> column(table, column)).collect(toList()),
        table.primaryKey());
  }

  private static Column column(MySqlTable table, MySqlColumn column) {
    try {
      return new Column(
          column.name(), column.columnType(), MySqlTypes.ofColumnType(column.columnType()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          table.qualifiedName() + "." + column.name() + ": " + e.getMessage(), e);
    }
  }

  private static Map<List<String>, List<String[]>> byTable(List<String[]> rows) {
    Map<List<String>, List<String[]>> tables = new HashMap<>();
    for (String[] row : rows) {
      tables.computeIfAbsent(List.of(row[0], row[1]), name -> new ArrayList<>()).add(row);
    }
    return tables;
  }

  /** A row's values as text; null becomes empty. */
  private List<String[]> rows(String sql, Collection<String> parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setQueryTimeout(QUERY_TIMEOUT_SECONDS);
      int index = 0;
      for (String parameter : parameters) {
        statement.setString(++index, parameter);
      }
      List<String[]> rows = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        int width = result.getMetaData().getColumnCount();
        while (result.next()) {
          String[] row = new String[width];
          for (int i = 0; i < width; i++) {
            String value = result.getString(i + 1);
            row[i] = value == null ? "" : value;
          }
          rows.add(row);
        }
      }
      return rows;
    }
  }
}
