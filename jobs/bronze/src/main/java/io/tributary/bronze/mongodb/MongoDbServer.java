package io.tributary.bronze.mongodb;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCredential;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.tributary.common.config.MongoDbSourceConfig;
import io.tributary.common.config.Secret;
import java.util.concurrent.TimeUnit;

/** A MongoDB deployment and how to log in to it. Not serializable, as it may hold a password. */
public final class MongoDbServer {

  private static final int PATIENCE_SECONDS = 15;

  private final ConnectionString uri;
  private final String user;
  private final String password;

  private MongoDbServer(ConnectionString uri, String user, String password) {
    this.uri = uri;
    this.user = user;
    this.password = password;
  }

  /**
   * The deployment of a source; looks its secrets up.
   *
   * @throws IllegalArgumentException if the URI is none; the message does not quote it
   */
  public static MongoDbServer of(MongoDbSourceConfig source) {
    ConnectionString uri = parse(source);
    String user = source.user().orElse(uri.getUsername());
    String password =
        source
            .password()
            .map(Secret::reveal)
            .orElse(uri.getPassword() == null ? null : new String(uri.getPassword()));
    return new MongoDbServer(uri, user, password);
  }

  /**
   * A deployment by its URI and login.
   *
   * @param user null for the URI's, or none
   * @param password null exactly if the user is
   */
  public static MongoDbServer of(String uri, String user, String password) {
    return new MongoDbServer(new ConnectionString(uri), user, password);
  }

  private static ConnectionString parse(MongoDbSourceConfig source) {
    try {
      return new ConnectionString(source.uri().reveal());
    } catch (IllegalArgumentException e) {
      // The driver's message may quote the URI, and with it a password.
      throw new IllegalArgumentException(
          "sources."
              + source.name()
              + ".uri is not a MongoDB URI. Write mongodb://host:27017/?replicaSet=rs0, with"
              + " special characters of user and password percent-encoded.");
    }
  }

  /** {@code mongodb} or {@code mongodb+srv}. */
  String scheme() {
    return uri.isSrvProtocol() ? "mongodb+srv" : "mongodb";
  }

  /** {@code host:port,host:port}. */
  String hosts() {
    return String.join(",", uri.getHosts());
  }

  /** The URI's options, with the database that users are looked up in. */
  String options() {
    String text = uri.getConnectionString();
    String options = text.contains("?") ? text.substring(text.indexOf('?') + 1) : "";
    boolean namesSource = options.toLowerCase(java.util.Locale.ROOT).contains("authsource=");
    if (user == null || namesSource || uri.getDatabase() == null) {
      return options;
    }
    return options + (options.isEmpty() ? "" : "&") + "authSource=" + uri.getDatabase();
  }

  /** Null for a server without authentication. */
  String user() {
    return user;
  }

  /** Null if the user has none. */
  String password() {
    return password;
  }

  /** A new client, which waits a quarter of a minute for a server that can be written to. */
  public MongoClient connect() {
    MongoClientSettings.Builder settings =
        MongoClientSettings.builder()
            .applyConnectionString(uri)
            .applyToClusterSettings(
                cluster -> cluster.serverSelectionTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS));
    if (user != null && password != null && uri.getCredential() == null) {
      String source = uri.getDatabase() == null ? "admin" : uri.getDatabase();
      settings.credential(MongoCredential.createCredential(user, source, password.toCharArray()));
    }
    return MongoClients.create(settings.build());
  }

  /** The text with the password, should it occur there, replaced. */
  String redact(String text) {
    return password == null || password.isEmpty() ? text : text.replace(password, "***");
  }

  /** {@code host:port,host:port}. */
  @Override
  public String toString() {
    return hosts();
  }
}
