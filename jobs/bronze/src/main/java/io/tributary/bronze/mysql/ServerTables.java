package io.tributary.bronze.mysql;

import io.debezium.connector.mysql.MySqlConnection;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.connector.mysql.MySqlDatabaseSchema;
import io.debezium.connector.mysql.MySqlOffsetContext;
import io.debezium.connector.mysql.MySqlPartition;
import io.debezium.relational.Table;
import io.debezium.relational.TableId;
import io.debezium.schema.SchemaChangeEvent;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.apache.flink.cdc.connectors.mysql.debezium.DebeziumUtils;
import org.apache.flink.cdc.connectors.mysql.source.utils.StatementUtils;

/** Tables as the server has them now, which may be later than what is read of its log. */
public final class ServerTables {

  private static final int NO_SUCH_TABLE = 1146;
  private static final int NO_SUCH_DATABASE = 1049;

  private final MySqlConnectorConfig config;
  private final MySqlConnection connection;

  /**
   * @param connection says how to connect; it is not used itself, for it may have been idle for
   *     days
   */
  public ServerTables(MySqlConnectorConfig config, MySqlConnection connection) {
    this.config = config;
    this.connection = connection;
  }

  /** A table's columns; empty if the server has no table of that name. */
  Optional<Table> read(MySqlPartition partition, MySqlOffsetContext offset, TableId table)
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
