package io.tributary.demo.workload;

import com.mysql.cj.jdbc.Driver;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;

/**
 * How to reach a MySQL server, and as whom. Never prints the password.
 *
 * @param jdbcUrl an address without a user, such as {@code jdbc:mysql://127.0.0.1:3306/}
 */
public record MySqlLogin(String jdbcUrl, String user, String password) {

  /** None may be null. */
  public MySqlLogin {
    Objects.requireNonNull(jdbcUrl, "jdbcUrl");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(password, "password");
  }

  /**
   * A new connection: batches go as multi-row statements; updates count the rows that they changed,
   * not those that they matched, and so as many as the binlog has; READ COMMITTED, so that only
   * rows are locked and no gaps.
   *
   * @throws SQLException if the server does not answer or refuses the user
   */
  public Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("rewriteBatchedStatements", "true");
    properties.setProperty("useAffectedRows", "true");
    properties.setProperty("cachePrepStmts", "true");
    properties.setProperty(
        "sessionVariables", "transaction_isolation='READ-COMMITTED',innodb_lock_wait_timeout=300");
    return new Driver().connect(jdbcUrl, properties);
  }

  @Override
  public String toString() {
    return user + " at " + jdbcUrl;
  }
}
