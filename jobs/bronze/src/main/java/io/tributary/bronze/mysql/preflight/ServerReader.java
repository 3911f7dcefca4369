package io.tributary.bronze.mysql.preflight;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks a server for what the checks judge; each answer is one statement, or two. */
final class ServerReader {

  private static final int QUERY_TIMEOUT_SECONDS = 60;

  private final Connection connection;

  ServerReader(Connection connection) {
    this.connection = connection;
  }

  Variables variables() throws SQLException {
    Map<String, String> values = new HashMap<>();
    for (List<String> row : rows("SHOW GLOBAL VARIABLES")) {
      values.put(row.get(0), row.get(1));
    }
    return new Variables(values);
  }

  Account account(Variables variables) throws SQLException {
    boolean hasRoles = variables.isAtLeast(8, 0, 0);
    List<String> current =
        rows("SELECT CURRENT_USER(), " + (hasRoles ? "CURRENT_ROLE()" : "'NONE'")).get(0);
    String roles = current.get(1);
    boolean active = !roles.equals("NONE");
    // The server's own list of active roles, which it quotes as SQL does.
    String using = active ? " USING " + roles : "";
    List<String> statements = new ArrayList<>();
    for (List<String> row : rows("SHOW GRANTS FOR CURRENT_USER()" + using)) {
      statements.add(row.get(0));
    }
    Grants grants =
        new Grants(
            statements,
            variables.number("lower_case_table_names") > 0,
            variables.isOn("partial_revokes"));
    return new Account(Sql.account(current.get(0)), grants, active);
  }

  /** Which databases are in the log; needs {@link Account#maySeeLog()}. */
  LogFilter logFilter(Variables variables) throws SQLException {
    String statement =
        variables.isAtLeast(8, 2, 0) ? "SHOW BINARY LOG STATUS" : "SHOW MASTER STATUS";
    List<List<String>> rows = rows(statement);
    return rows.isEmpty()
        ? new LogFilter(Set.of(), Set.of())
        : new LogFilter(names(rows.get(0).get(2)), names(rows.get(0).get(3)));
  }

  private static Set<String> names(String list) {
    return Arrays.stream(list.split(",")).filter(n -> !n.isEmpty()).collect(Collectors.toSet());
  }

  /** Whether the server replicates another one; needs {@link Account#maySeeLog()}. */
  boolean isReplica(Variables variables) throws SQLException {
    return !rows(variables.isAtLeast(8, 0, 22) ? "SHOW REPLICA STATUS" : "SHOW SLAVE STATUS")
        .isEmpty();
  }

  /** The server ids of the registered replicas; needs {@link Account#mayReadLog()}. */
  List<Long> replicas(Variables variables) throws SQLException {
    List<Long> ids = new ArrayList<>();
    for (List<String> row :
        rows(variables.isAtLeast(8, 0, 22) ? "SHOW REPLICAS" : "SHOW SLAVE HOSTS")) {
      ids.add(Long.valueOf(row.get(0)));
    }
    return ids;
  }

  /**
   * For how many hours Amazon RDS keeps the log; 0 if as long as RDS itself needs it; empty if the
   * user may not know.
   */
  Optional<Long> rdsRetentionHours() {
    try {
      List<List<String>> rows =
          rows(
              "SELECT value FROM mysql.rds_configuration WHERE name = ?", "binlog retention hours");
      String hours = rows.isEmpty() ? "" : rows.get(0).get(0);
      return Optional.of(hours.isEmpty() ? 0L : Long.valueOf(hours));
    } catch (SQLException e) {
      return Optional.empty();
    }
  }

  /** Values as text; null becomes empty. */
  private List<List<String>> rows(String sql, String... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setQueryTimeout(QUERY_TIMEOUT_SECONDS);
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      return rows(statement.executeQuery());
    }
  }

  private static List<List<String>> rows(ResultSet result) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    int width = result.getMetaData().getColumnCount();
    while (result.next()) {
      List<String> row = new ArrayList<>();
      for (int i = 1; i <= width; i++) {
        String value = result.getString(i);
        row.add(value == null ? "" : value);
      }
      rows.add(row);
    }
    return rows;
  }
}
