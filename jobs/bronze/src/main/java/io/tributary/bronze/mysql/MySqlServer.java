package io.tributary.bronze.mysql;

import com.mysql.cj.jdbc.Driver;
import io.tributary.common.config.MySqlSourceConfig;
import io.tributary.common.config.Tls;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** A MySQL server and how to log in to it. Not serializable, as it holds a password. */
public final class MySqlServer {

  /** How long a server may take to accept a connection. */
  public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /** How long a server may take for each answer. */
  public static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

  private final String host;
  private final int port;
  private final String user;
  private final String password;
  private final Map<String, String> jdbcProperties;

  /**
   * @param jdbcProperties of MySQL Connector/J, the same that the capture uses: {@code sslMode},
   *     {@code allowPublicKeyRetrieval}
   */
  public MySqlServer(
      String host, int port, String user, String password, Map<String, String> jdbcProperties) {
    this.host = Objects.requireNonNull(host, "host");
    this.port = port;
    this.user = Objects.requireNonNull(user, "user");
    this.password = Objects.requireNonNull(password, "password");
    this.jdbcProperties = Map.copyOf(jdbcProperties);
  }

  /** The server of a source; looks its password up. */
  public static MySqlServer of(MySqlSourceConfig source) {
    Map<String, String> properties = new HashMap<>();
    properties.put("sslMode", source.tls().name());
    if (source.tls() != Tls.REQUIRED) {
      // Without TLS, users of caching_sha2_password need it for their first login.
      properties.put("allowPublicKeyRetrieval", "true");
    }
    return new MySqlServer(
        source.host(), source.port(), source.user(), source.password().reveal(), properties);
  }

  public String user() {
    return user;
  }

  /** The properties of MySQL Connector/J, without user and password. */
  public Properties jdbcProperties() {
    Properties properties = new Properties();
    jdbcProperties.forEach(properties::setProperty);
    return properties;
  }

  /**
   * A new connection, without a database. It waits for the server {@link #CONNECT_TIMEOUT} and
   * {@link #ANSWER_TIMEOUT} at most, unless the JDBC properties say otherwise.
   */
  public Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("connectTimeout", Long.toString(CONNECT_TIMEOUT.toMillis()));
    properties.setProperty("socketTimeout", Long.toString(ANSWER_TIMEOUT.toMillis()));
    jdbcProperties.forEach(properties::setProperty);
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    String address = host.contains(":") ? "[" + host + "]" : host;
    return new Driver().connect("jdbc:mysql://" + address + ":" + port + "/", properties);
  }

  /** The text with the password, should it occur there, replaced. */
  public String redact(String text) {
    return password.isEmpty() ? text : text.replace(password, "***");
  }

  /** {@code host:port}. */
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
