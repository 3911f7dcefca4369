package io.tributary.common.config;

import java.util.List;
import java.util.Objects;

/** One MySQL server to capture. Not serializable, as it holds a secret. */
public final class MySqlSourceConfig extends SourceConfig {
  private final String host;
  private final int port;
  private final String user;
  private final Secret password;
  private final ServerIds serverIds;
  private final Tls tls;

  private MySqlSourceConfig(Builder builder) {
    super(builder.name, builder.tables);
    this.host = Objects.requireNonNull(builder.host, "host");
    this.port = builder.port;
    this.user = Objects.requireNonNull(builder.user, "user");
    this.password = Objects.requireNonNull(builder.password, "password");
    this.serverIds = Objects.requireNonNull(builder.serverIds, "serverIds");
    this.tls = Objects.requireNonNull(builder.tls, "tls");
  }

  /** Starts a source of this name; host, user, password and tables are to be given. */
  public static Builder builder(String name) {
    return new Builder(name);
  }

  public String host() {
    return host;
  }

  public int port() {
    return port;
  }

  public String user() {
    return user;
  }

  public Secret password() {
    return password;
  }

  public ServerIds serverIds() {
    return serverIds;
  }

  public Tls tls() {
    return tls;
  }

  @Override
  List<Secret> secrets() {
    return List.of(password);
  }

  @Override
  public String toString() {
    return "MySqlSourceConfig{"
        + name()
        + ", "
        + user
        + "@"
        + host
        + ":"
        + port
        + ", "
        + patterns()
        + "}";
  }

  /** Collects a source; what is not given has the defaults of the file. */
  public static final class Builder {
    private final String name;
    private String host;
    private int port = 3306;
    private String user;
    private Secret password;
    private List<String> tables = List.of();
    private ServerIds serverIds = new ServerIds(5400, 6399);
    private Tls tls = Tls.PREFERRED;

    private Builder(String name) {
      this.name = name;
    }

    public Builder host(String host) {
      this.host = host;
      return this;
    }

    public Builder port(int port) {
      this.port = port;
      return this;
    }

    public Builder user(String user) {
      this.user = user;
      return this;
    }

    public Builder password(Secret password) {
      this.password = password;
      return this;
    }

    /** Java regular expressions over {@code database.table}. */
    public Builder tables(List<String> tables) {
      this.tables = List.copyOf(tables);
      return this;
    }

    public Builder serverIds(ServerIds serverIds) {
      this.serverIds = serverIds;
      return this;
    }

    public Builder tls(Tls tls) {
      this.tls = tls;
      return this;
    }

    /**
     * @throws NullPointerException when host, user or password is missing
     * @throws java.util.regex.PatternSyntaxException when a pattern is no regular expression
     */
    public MySqlSourceConfig build() {
      return new MySqlSourceConfig(this);
    }
  }
}
