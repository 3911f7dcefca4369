package io.tributary.cli.verify;

import com.mongodb.client.MongoClient;
import io.tributary.bronze.mongodb.MongoDbServer;
import io.tributary.common.config.MongoDbSourceConfig;
import io.tributary.common.config.Secret;
import java.io.Serializable;

/** How a task logs in to a source. It holds the password, and never prints it. */
final class MongoDbAccess implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String source;
  private final String uri;
  private final String user;
  private final String password;

  private MongoDbAccess(String source, String uri, String user, String password) {
    this.source = source;
    this.uri = uri;
    this.user = user;
    this.password = password;
  }

  static MongoDbAccess of(MongoDbSourceConfig source) {
    return new MongoDbAccess(
        source.name(),
        source.uri().reveal(),
        source.user().orElse(null),
        source.password().map(Secret::reveal).orElse(null));
  }

  MongoClient connect() {
    return MongoDbServer.of(uri, user, password).connect();
  }

  @Override
  public String toString() {
    return "source " + source;
  }
}
