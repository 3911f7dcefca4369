package io.tributary.cli.verify;

import io.tributary.common.config.MySqlSourceConfig;
import io.tributary.common.config.Tls;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * How to reach a source. It holds the password, and goes only to operators of this JVM.
 *
 * <p>Sessions see times in UTC and values as they are stored, whatever the server's defaults.
 */
final class MySqlAccess implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String url;
  private final Properties properties;

  private MySqlAccess(String url, Properties properties) {
    this.url = url;
    this.properties = properties;
  }

  static MySqlAccess of(MySqlSourceConfig source) {
    Properties properties = new Properties();
    properties.setProperty("user", source.user());
    properties.setProperty("password", source.password().reveal());
    properties.setProperty("sslMode", source.tls().name());
    if (source.tls() != Tls.REQUIRED) {
      // Without TLS, users of caching_sha2_password need it for their first login.
      properties.setProperty("allowPublicKeyRetrieval", "true");
    }
    properties.setProperty("connectTimeout", "10000");
    properties.setProperty("characterEncoding", "UTF-8");
    properties.setProperty("connectionTimeZone", "UTC");
    properties.setProperty("tinyInt1isBit", "false");
    properties.setProperty("yearIsDateType", "false");
    // Seconds that the server waits for a reader of a large table who is busy sorting.
    properties.setProperty("netTimeoutForStreamingResults", "7200");
    return new MySqlAccess("jdbc:mysql://" + source.host() + ":" + source.port() + "/", properties);
  }

  /**
   * @throws SQLException if the server cannot be reached or turns the user away
   */
  Connection connect() throws SQLException {
    Connection connection = DriverManager.getConnection(url, properties);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "SET SESSION time_zone = '+00:00', sql_mode = '', max_execution_time = 0,"
              + " transaction_isolation = 'REPEATABLE-READ'");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  @Override
  public String toString() {
    return url;
  }
}
