package io.tributary.bronze.mysql.preflight;

import static java.util.stream.Collectors.toCollection;

import io.tributary.bronze.mysql.MySqlCatalog;
import io.tributary.bronze.mysql.MySqlServer;
import io.tributary.bronze.mysql.MySqlTable;
import io.tributary.bronze.preflight.Finding;
import io.tributary.bronze.preflight.PreflightReport;
import io.tributary.common.config.MySqlSourceConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * Asks a MySQL server, before a capture starts, for everything that would stop the capture or make
 * it inexact, and names all of it at once, each with its remedy. It changes nothing on the server.
 */
public final class Preflight {

  private final MySqlServer server;
  private final Requirements requirements;

  private Preflight(MySqlServer server, Requirements requirements) {
    this.server = server;
    this.requirements = requirements;
  }

  /** A preflight of a server, of which no table is captured yet. */
  public static Builder of(MySqlServer server) {
    return new Builder(server);
  }

  /** A preflight of a source as {@code lake.yaml} describes it. Looks its password up. */
  public static Builder of(MySqlSourceConfig source) {
    return of(MySqlServer.of(source))
        .tables(source.patterns(), source::captures)
        .serverIds(source.serverIds().first(), source.serverIds().last());
  }

  /** Never throws for what is wrong with the server: that is in the report. */
  public PreflightReport run() {
    List<Finding> findings = new ArrayList<>();
    try (Connection connection = server.connect()) {
      check(connection, findings);
    } catch (SQLException e) {
      findings.add(LoginCheck.of(e, server));
    }
    return new PreflightReport("MySQL server " + server, findings);
  }

  private void check(Connection connection, List<Finding> findings) throws SQLException {
    ServerReader reader = new ServerReader(connection);
    Variables variables = reader.variables();
    findings.addAll(ServerCheck.ofVersion(variables));
    if (variables.isMariaDb()) {
      return;
    }
    Account account = reader.account(variables);
    findings.addAll(PrivilegeCheck.onServer(account, variables));
    findings.addAll(LogCheck.ofVariables(variables));
    findings.addAll(
        variables.isAmazonRds()
            ? LogCheck.ofRdsRetention(reader.rdsRetentionHours())
            : LogCheck.ofRetention(variables));
    List<Long> replicas = account.mayReadLog() ? reader.replicas(variables) : List.of();
    findings.addAll(ServerCheck.ofServerIds(requirements, replicas, variables));

    List<MySqlTable> tables = new MySqlCatalog(connection).tables(requirements.captures);
    if (account.maySeeLog()) {
      findings.addAll(ServerCheck.ofReplica(reader.isReplica(variables), variables));
      Set<String> databases =
          tables.stream().map(MySqlTable::database).collect(toCollection(TreeSet::new));
      findings.addAll(LogCheck.ofFilter(reader.logFilter(variables), databases, variables));
    }
    findings.addAll(PrivilegeCheck.onTables(account, tables));
    findings.addAll(TableCheck.ofPatterns(requirements.patterns, tables, account));
    for (MySqlTable table : tables) {
      boolean keyed = requirements.keyed.test(table.database(), table.name());
      findings.addAll(TableCheck.ofTable(table, keyed));
    }
    findings.addAll(TableCheck.ofDates(tables, variables));
  }

  /** Says what a capture expects of the server. */
  public static final class Builder {

    private final MySqlServer server;
    private List<String> patterns = List.of();
    private BiPredicate<String, String> captures = (database, table) -> false;
    private BiPredicate<String, String> keyed = (database, table) -> false;
    private long firstServerId;
    private long lastServerId = -1;

    private Builder(MySqlServer server) {
      this.server = server;
    }

    /**
     * The tables to capture. None, by default.
     *
     * @param patterns regular expressions that match the whole of {@code database.table}; each has
     *     to match some table
     * @param captures whether a table is captured, by database and table
     */
    public Builder tables(List<String> patterns, BiPredicate<String, String> captures) {
      this.patterns = List.copyOf(patterns);
      this.captures = captures;
      return this;
    }

    /**
     * The tables to which {@code lake.yaml} gives a key whose first column is the chunk key of the
     * snapshot: without a primary key they are a warning, all others an error. None, by default.
     *
     * @param keyed whether a table is one of them, by database and table
     */
    public Builder configuredKeys(BiPredicate<String, String> keyed) {
      this.keyed = keyed;
      return this;
    }

    /** The server ids that the capture takes, both inclusive. None, by default. */
    public Builder serverIds(long first, long last) {
      this.firstServerId = first;
      this.lastServerId = last;
      return this;
    }

    public Preflight build() {
      return new Preflight(
          server, new Requirements(patterns, captures, keyed, firstServerId, lastServerId));
    }

    /** {@link #build()} and {@link Preflight#run()}. */
    public PreflightReport run() {
      return build().run();
    }
  }
}
