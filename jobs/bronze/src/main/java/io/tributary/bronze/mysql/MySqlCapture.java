package io.tributary.bronze.mysql;

import io.tributary.bronze.Captured;
import io.tributary.bronze.mysql.preflight.Preflight;
import io.tributary.bronze.mysql.preflight.PreflightReport;
import io.tributary.common.change.Seq;
import io.tributary.common.config.MySqlSourceConfig;
import io.tributary.common.config.Tls;
import io.tributary.common.schema.SchemaChange;
import io.tributary.common.schema.SchemaHistory;
import io.tributary.common.schema.TableSchema;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.cdc.connectors.mysql.source.MySqlSource;
import org.apache.flink.cdc.connectors.mysql.table.StartupOptions;

/** Begins the capture of a MySQL server: what is done once, when the job is submitted. */
public final class MySqlCapture {

  private static final Duration HEARTBEAT = Duration.ofSeconds(30);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /** Rows of a snapshot chunk: large, since each costs several queries whatever its size. */
  private static final int CHUNK_ROWS = 50_000;

  private static final int FETCH_ROWS = 4_096;

  private final MySqlSourceConfig config;
  private final List<TableSchema> tables;
  private final String snapshotSeq;

  private MySqlCapture(MySqlSourceConfig config, List<TableSchema> tables, String snapshotSeq) {
    this.config = config;
    this.tables = tables;
    this.snapshotSeq = snapshotSeq;
  }

  /**
   * Reads the log's position, then the tables: in this order, so that snapshot rows are at least as
   * new as the position they carry.
   */
  public static MySqlCapture begin(MySqlSourceConfig config) throws SQLException {
    try (Connection connection = server(config).connect()) {
      MySqlCatalog catalog = new MySqlCatalog(connection);
      LogPosition position = catalog.currentLogPosition();
      return new MySqlCapture(
          config,
          catalog.tables(config.name(), config::captures),
          Seq.ofSnapshot(Seq.FIRST_EPOCH, position.file(), position.position()));
    }
  }

  /**
   * Names every problem that would stop the capture or make it inexact.
   *
   * @param keyed whether {@code lake.yaml} gives a table, by database and name, a key
   */
  public static PreflightReport preflight(
      MySqlSourceConfig config, BiPredicate<String, String> keyed) {
    return Preflight.of(server(config))
        .tables(config.tables(), config::captures)
        .configuredKeys(keyed)
        .serverIds(config.serverIds().first(), config.serverIds().last())
        .serverTimeZone(config.serverTimeZone())
        .run();
  }

  /** Tells silver what the tables look like. */
  public void recordSchemas(SchemaHistory history) throws IOException {
    history.record(new SchemaChange(snapshotSeq, null, null, tables));
  }

  /** The snapshot of every table, then its changes. */
  public Source<Captured, ?, ?> source() {
    return MySqlSource.<Captured>builder()
        .hostname(config.host())
        .port(config.port())
        .username(config.user())
        .password(config.password().reveal())
        .databaseList(
            tables.stream()
                .map(table -> Pattern.quote(table.table().database()))
                .distinct()
                .toArray(String[]::new))
        .tableList(config.tables().toArray(new String[0]))
        .serverId(config.serverIds().toString())
        .serverTimeZone(config.serverTimeZone().getId())
        .startupOptions(StartupOptions.initial())
        .splitSize(CHUNK_ROWS)
        .fetchSize(FETCH_ROWS)
        .connectTimeout(CONNECT_TIMEOUT)
        .heartbeatInterval(HEARTBEAT)
        .includeSchemaChanges(true)
        .useLegacyJsonFormat(false)
        // Changes made while a chunk is read come from the log, once, instead of being folded into
        // the chunk: latest-wins puts them in order, and bronze keeps each of them.
        .skipSnapshotBackfill(true)
        .jdbcProperties(properties(jdbcProperties(config)))
        .debeziumProperties(debeziumProperties())
        .deserializer(new MySqlDeserializer(config.name(), Seq.FIRST_EPOCH, snapshotSeq))
        .build();
  }

  private static MySqlServer server(MySqlSourceConfig config) {
    return new MySqlServer(
        config.host(),
        config.port(),
        config.user(),
        config.password().reveal(),
        jdbcProperties(config));
  }

  private static Map<String, String> jdbcProperties(MySqlSourceConfig config) {
    Map<String, String> properties = new HashMap<>();
    properties.put("sslMode", config.tls().name());
    if (config.tls() != Tls.REQUIRED) {
      // Without TLS, users of caching_sha2_password need it for their first login.
      properties.put("allowPublicKeyRetrieval", "true");
    }
    return properties;
  }

  private static Properties debeziumProperties() {
    Map<String, String> properties = new HashMap<>();
    // Tells the deserializer each column's MySQL type.
    properties.put("column.propagate.source.type", ".*");
    properties.put("decimal.handling.mode", "precise");
    properties.put("bigint.unsigned.handling.mode", "precise");
    properties.put("tombstones.on.delete", "false");
    return properties(properties);
  }

  private static Properties properties(Map<String, String> entries) {
    Properties properties = new Properties();
    properties.putAll(entries);
    return properties;
  }
}
