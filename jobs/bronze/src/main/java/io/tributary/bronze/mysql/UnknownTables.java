package io.tributary.bronze.mysql;

import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.connector.mysql.MySqlDatabaseSchema;
import io.debezium.connector.mysql.MySqlOffsetContext;
import io.debezium.connector.mysql.MySqlPartition;
import io.debezium.relational.AllTables;
import io.debezium.relational.Table;
import io.debezium.relational.TableId;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tables outside the capture that the log has not shown being made: they are older than it, or than
 * the savepoint that the job started from. Once one is renamed into the capture, its rows cannot be
 * read without knowing its columns.
 */
public final class UnknownTables {

  private static final Logger LOG = LoggerFactory.getLogger(UnknownTables.class);

  private final MySqlConnectorConfig config;
  private final ServerTables server;
  private final AllTables known;

  /**
   * @param known what the reading of the log knows of tables
   */
  public UnknownTables(
      MySqlConnectorConfig config, ServerTables server, MySqlDatabaseSchema known) {
    this.config = config;
    this.server = server;
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
        Optional<Table> table = server.read(partition, offset, rename.getValue());
        table.ifPresent(now -> known.put(now.edit().tableId(rename.getKey()).create()));
        LOG.info(
            "{}, renamed to {}: its columns were {}",
            rename.getKey(),
            rename.getValue(),
            table.isPresent() ? "asked of the server" : "not to be had");
      }
    }
  }
}
