package io.tributary.common.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** One MongoDB replica set or sharded cluster to capture. Not serializable: it holds secrets. */
public final class MongoDbSourceConfig extends SourceConfig {
  private final Secret uri;
  private final String user;
  private final Secret password;

  /**
   * @param uri with the driver's options
   * @param user null for the URI's, or for a server without authentication
   * @param password null exactly if the user is
   * @param collections Java regular expressions over {@code database.collection}
   */
  public MongoDbSourceConfig(
      String name, Secret uri, String user, Secret password, List<String> collections) {
    super(name, collections);
    this.uri = Objects.requireNonNull(uri, "uri");
    this.user = user;
    this.password = password;
    if ((user == null) != (password == null)) {
      throw new IllegalArgumentException("user and password belong together");
    }
  }

  /** {@code mongodb://} or {@code mongodb+srv://}; a secret, as it may hold a password. */
  public Secret uri() {
    return uri;
  }

  /** Empty: the URI's, or none. */
  public Optional<String> user() {
    return Optional.ofNullable(user);
  }

  /** Given exactly if {@link #user()} is. */
  public Optional<Secret> password() {
    return Optional.ofNullable(password);
  }

  @Override
  List<Secret> secrets() {
    List<Secret> secrets = new ArrayList<>(List.of(uri));
    password().ifPresent(secrets::add);
    return secrets;
  }

  @Override
  public String toString() {
    return "MongoDbSourceConfig{" + name() + ", " + patterns() + "}";
  }
}
