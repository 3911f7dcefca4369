package io.tributary.demo.workload;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The tables of the payments database, as {@code payments.sql} beside this class has them. */
public final class PaymentsSchema {

  private PaymentsSchema() {}

  /**
   * Creates the database and its tables.
   *
   * @throws SQLException also if the database exists already
   */
  public static void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements()) {
        statement.execute(sql);
      }
    }
  }

  /** Removes the database and all that is in it, if it exists. */
  public static void drop(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + PaymentsTable.DATABASE);
    }
  }

  /**
   * Creates the user that the capture job logs in as, or gives it a new password, with the
   * privileges that reading a snapshot and the binlog takes and no others.
   *
   * @param password letters and digits only
   */
  public static void createCaptureUser(Connection connection, String user, String password)
      throws SQLException {
    if (!(user + password).chars().allMatch(Character::isLetterOrDigit)) {
      throw new IllegalArgumentException("User and password are letters and digits only");
    }
    String account = "'" + user + "'@'%'";
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE USER IF NOT EXISTS " + account);
      statement.execute("ALTER USER " + account + " IDENTIFIED BY '" + password + "'");
      statement.execute(
          "GRANT SELECT, RELOAD, SHOW DATABASES, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO "
              + account);
    }
  }

  /** Counts the rows of a database that holds some; takes as long as reading them. */
  public static void countRows(Connection connection, ChangeCounts counts) throws SQLException {
    for (PaymentsTable table : PaymentsTable.values()) {
      try (Statement statement = connection.createStatement();
          ResultSet result =
              statement.executeQuery("SELECT COUNT(*) FROM " + table.qualifiedName())) {
        result.next();
        counts.loaded(table.qualifiedName(), result.getLong(1));
      }
    }
  }

  private static List<String> statements() {
    String script;
    try (InputStream resource = PaymentsSchema.class.getResourceAsStream("payments.sql")) {
      script = new String(resource.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> statements = new ArrayList<>();
    for (String statement : script.replaceAll("(?m)^--.*$", "").split(";", -1)) {
      if (!statement.isBlank()) {
        statements.add(statement.strip());
      }
    }
    return statements;
  }
}
