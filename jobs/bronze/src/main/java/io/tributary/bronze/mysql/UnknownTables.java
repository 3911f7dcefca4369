package io.tributary.bronze.mysql;

import io.debezium.connector.mysql.MySqlConnection;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.connector.mysql.MySqlDatabaseSchema;
import io.debezium.connector.mysql.MySqlOffsetContext;
import io.debezium.connector.mysql.MySqlPartition;
import io.debezium.relational.AllTables;
import io.debezium.relational.Table;
import io.debezium.relational.TableId;
import io.debezium.schema.SchemaChangeEvent;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.cdc.connectors.mysql.debezium.DebeziumUtils;
import org.apache.flink.cdc.connectors.mysql.source.utils.StatementUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tables outside the capture that the log has not shown being made: they are older than it, or than
 * the savepoint that the job started from. Once one is renamed into the capture, its rows cannot be
 * read without knowing its columns.
 */
public final class UnknownTables {

  private static final Logger LOG = LoggerFactory.getLogger(UnknownTables.class);

  private static final int NO_SUCH_TABLE = 1146;
  private static final int NO_SUCH_DATABASE = 1049;

  private final MySqlConnectorConfig config;
  private final MySqlConnection connection;
  private final AllTables known;

  /**
   * @param connection says how to connect; it is not used itself, for it may have been idle for
   *     days
   * @param known what the reading of the log knows of tables
   */
  public UnknownTables(
      MySqlConnectorConfig config, MySqlConnection connection, MySqlDatabaseSchema known) {
    this.config = config;
    this.connection = connection;
    this.known = new AllTables(known);
  }

  /**
   * Learns the tables that a statement renames into the capture, before it is looked at. A table
   * that the server no longer has by its new name stays unknown.
   *
   * @param database the one that names without a database are of; may be empty
   */
  public void learn(
      MySqlPartition partition, MySqlOffsetContext offset, String database, String sql)
      throws SQLException {
    for (Map.Entry<TableId, TableId> rename : Renames.of(sql, database).entrySet()) {
      if (!known.contains(rename.getKey())
          && config.getTableFilters().dataCollectionFilter().isIncluded(rename.getValue())) {
        Optional<Table> table = read(partition, offset, rename.getValue());
        table.ifPresent(now -> known.put(now.edit().tableId(rename.getKey()).create()));
        LOG.info(
            "{}, renamed to {}: its columns were {}",
            rename.getKey(),
            rename.getValue(),
            table.isPresent() ? "asked of the server" : "not to be had");
      }
    }
  }

  private Optional<Table> read(MySqlPartition partition, MySqlOffsetContext offset, TableId table)
      throws SQLException {
    try (MySqlConnection server = new MySqlConnection(connection.connectionConfig());
        MySqlDatabaseSchema parsed =
            DebeziumUtils.createMySqlDatabaseSchema(config, server.isTableIdCaseSensitive())) {
      String definition =
          server.queryAndMap(
              "SHOW CREATE TABLE " + StatementUtils.quote(table),
              row -> row.next() ? row.getString(2) : "");
      return parsed
          .parseSnapshotDdl(partition, definition, table.catalog(), offset, Instant.EPOCH)
          .stream()
          .map(SchemaChangeEvent::getTables)
          .flatMap(Collection::stream)
          .filter(each -> each.id().equals(table))
          .findFirst();
    } catch (SQLException e) {
      if (e.getErrorCode() == NO_SUCH_TABLE || e.getErrorCode() == NO_SUCH_DATABASE) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
