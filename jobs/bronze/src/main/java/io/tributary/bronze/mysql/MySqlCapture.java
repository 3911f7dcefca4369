package io.tributary.bronze.mysql;

import io.tributary.bronze.Captured;
import io.tributary.bronze.LogSource;
import io.tributary.bronze.SourceCapture;
import io.tributary.bronze.mysql.preflight.Preflight;
import io.tributary.bronze.mysql.value.ExactValues;
import io.tributary.bronze.preflight.PreflightReport;
import io.tributary.common.change.Seq;
import io.tributary.common.config.MySqlSourceConfig;
import io.tributary.common.config.TableConfig;
import io.tributary.common.schema.SchemaChange;
import io.tributary.common.schema.SchemaHistory;
import io.tributary.common.schema.TableId;
import io.tributary.common.schema.TableSchema;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.function.BiPredicate;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.cdc.connectors.mysql.source.MySqlSource;
import org.apache.flink.cdc.connectors.mysql.source.MySqlSourceBuilder;
import org.apache.flink.cdc.connectors.mysql.table.StartupOptions;
import org.apache.flink.table.catalog.ObjectPath;

/** Begins the capture of a MySQL server: what is done once, when the job is submitted. */
public final class MySqlCapture implements SourceCapture {

  private static final Duration HEARTBEAT = Duration.ofSeconds(30);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /** Rows of a snapshot chunk: large, since each costs several queries whatever its size. */
  private static final int CHUNK_ROWS = 50_000;

  private static final int FETCH_ROWS = 4_096;

  /** So often the tables are read anew if somebody alters them just then. */
  private static final int ATTEMPTS = 5;

  private final MySqlSourceConfig config;
  private final List<TableSchema> tables;
  private final String snapshotSeq;
  private final MySqlSource<Captured> connector;
  private final LogStart logStart;

  private MySqlCapture(
      MySqlSourceConfig config,
      List<TableSchema> tables,
      String snapshotSeq,
      MySqlSource<Captured> connector,
      LogStart logStart) {
    this.config = config;
    this.tables = tables;
    this.snapshotSeq = snapshotSeq;
    this.connector = connector;
    this.logStart = logStart;
  }

  /**
   * Reads the log's position, then the tables: in this order, so that snapshot rows are at least as
   * new as the position they carry.
   *
   * @param configured the source's tables in {@code lake.yaml}: the key given there also divides
   *     the snapshot of a table that has no primary key
   */
  public static MySqlCapture begin(MySqlSourceConfig config, List<TableConfig> configured)
      throws SQLException {
    try (Connection connection = MySqlServer.of(config).connect()) {
      MySqlCatalog catalog = new MySqlCatalog(connection);
      LogPosition position = catalog.currentLogPosition();
      String snapshotSeq = Seq.ofSnapshot(Seq.FIRST_EPOCH, position.file(), position.position());
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        List<TableSchema> tables = catalog.tables(config.name(), config::captures);
        MySqlSource<Captured> connector = connector(config, configured, tables, snapshotSeq);
        LogStart logStart = LogStart.read(connector.getConfigFactory().createConfig(0));
        if (catalog.tables(config.name(), config::captures).equals(tables)) {
          return new MySqlCapture(config, tables, snapshotSeq, connector, logStart);
        }
      }
    }
    throw new SQLException(
        "The tables of source "
            + config.name()
            + " are being altered: start the capture when that is done");
  }

  /**
   * Names every problem that would stop the capture or make it inexact.
   *
   * @param keyed whether {@code lake.yaml} gives a table, by database and name, a key
   */
  public static PreflightReport preflight(
      MySqlSourceConfig config, BiPredicate<String, String> keyed) {
    return Preflight.of(config)
        .tables(config.patterns(), config::captures)
        .configuredKeys(keyed)
        .serverIds(config.serverIds().first(), config.serverIds().last())
        .run();
  }

  @Override
  public void recordSchemas(SchemaHistory history) throws IOException {
    history.record(new SchemaChange(snapshotSeq, null, null, tables));
  }

  @Override
  public Source<Captured, ?, ?> source() {
    return new LogSource<>(
        connector, new MySqlLog(config.name(), connector.getConfigFactory(), logStart));
  }

  private static MySqlSource<Captured> connector(
      MySqlSourceConfig config,
      List<TableConfig> configured,
      List<TableSchema> tables,
      String snapshotSeq) {
    MySqlSourceBuilder<Captured> builder =
        MySqlSource.<Captured>builder()
            .hostname(config.host())
            .port(config.port())
            .username(config.user())
            .password(config.password().reveal())
            // Also those that come to be while the job runs.
            .databaseList(".*")
            // Flink CDC ignores the case of letters otherwise, and captures more than was asked.
            .tableList(
                config.patterns().stream().map(table -> "(?-i)" + table).toArray(String[]::new))
            .serverId(config.serverIds().toString())
            .serverTimeZone("UTC")
            .startupOptions(StartupOptions.initial())
            .splitSize(CHUNK_ROWS)
            .fetchSize(FETCH_ROWS)
            .connectTimeout(CONNECT_TIMEOUT)
            .heartbeatInterval(HEARTBEAT)
            .includeSchemaChanges(true)
            .useLegacyJsonFormat(false)
            // Changes made while a chunk is read come from the log, instead of being folded into
            // the chunk: latest-wins puts them in order, and bronze keeps each of them.
            .skipSnapshotBackfill(true)
            .jdbcProperties(jdbcProperties(config))
            .debeziumProperties(debeziumProperties(config))
            .deserializer(
                new MySqlDeserializer(config.name(), Seq.FIRST_EPOCH, snapshotSeq, tables));
    for (TableSchema table : tables) {
      if (table.primaryKey().isEmpty()) {
        configuredKey(configured, table.table())
            .ifPresent(
                column ->
                    builder.chunkKeyColumn(
                        new ObjectPath(table.table().database(), table.table().table()), column));
      }
    }
    return builder.build();
  }

  private static Optional<String> configuredKey(List<TableConfig> configured, TableId table) {
    return configured.stream()
        .filter(
            each -> each.database().equals(table.database()) && each.table().equals(table.table()))
        .findFirst()
        .flatMap(TableConfig::key)
        .map(key -> key.get(0));
  }

  private static Properties jdbcProperties(MySqlSourceConfig config) {
    Properties properties = MySqlServer.of(config).jdbcProperties();
    properties.putAll(sessionProperties());
    return properties;
  }

  /**
   * What sessions of the snapshot are like: they see instants in UTC, and values as they are
   * stored, whatever the server's defaults. Flink CDC writes the properties into a URL as they are.
   */
  static Properties sessionProperties() {
    Properties properties = new Properties();
    properties.setProperty(
        "sessionVariables", "time_zone='%2B00:00',sql_mode='ALLOW_INVALID_DATES'");
    // Seconds that the server waits while the job cannot take more rows.
    properties.setProperty("netTimeoutForStreamingResults", "7200");
    return properties;
  }

  private static Properties debeziumProperties(MySqlSourceConfig config) {
    Properties properties = new Properties();
    // Tells the deserializer each column's MySQL type.
    properties.setProperty("column.propagate.source.type", ".*");
    ExactValues.register(properties);
    properties.setProperty("tombstones.on.delete", "false");
    // The JDBC properties do not reach the connection that the log comes by.
    properties.setProperty("database.ssl.mode", config.tls().name().toLowerCase(Locale.ROOT));
    return properties;
  }
}
