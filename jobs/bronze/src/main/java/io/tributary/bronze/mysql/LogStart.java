package io.tributary.bronze.mysql;

import io.debezium.connector.mysql.MySqlConnection;
import io.debezium.connector.mysql.MySqlPartition;
import io.debezium.relational.TableId;
import io.debezium.relational.history.TableChanges.TableChange;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.flink.cdc.connectors.mysql.debezium.DebeziumUtils;
import org.apache.flink.cdc.connectors.mysql.source.config.MySqlSourceConfig;
import org.apache.flink.cdc.connectors.mysql.source.offset.BinlogOffset;
import org.apache.flink.cdc.connectors.mysql.source.split.MySqlBinlogSplit;
import org.apache.flink.cdc.connectors.mysql.source.split.MySqlSplit;
import org.apache.flink.cdc.connectors.mysql.source.split.MySqlSplitSerializer;
import org.apache.flink.cdc.connectors.mysql.source.utils.TableDiscoveryUtils;

/**
 * Where the log is read from after the first snapshot, and the tables as they were just there.
 *
 * <p>Flink CDC begins where the log stood when the first chunk was read, and takes the tables for
 * what they are when all chunks have been: it fails at the first event of a table that was altered
 * meanwhile. Events of the time of the snapshot come twice by beginning earlier: in the chunks and
 * by themselves; latest-wins puts them in order.
 */
final class LogStart implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final String NO_SPLIT = "log-start";

  /** As Flink CDC writes a split: it can be read by later versions of it, too. */
  private final byte[] split;

  private final int version;

  private LogStart(MySqlBinlogSplit split) throws IOException {
    this.split = MySqlSplitSerializer.INSTANCE.serialize(split);
    this.version = MySqlSplitSerializer.INSTANCE.getVersion();
  }

  /**
   * Reads where the log stands, then the captured tables. That nobody altered them in between is
   * for the caller to see to.
   */
  static LogStart read(MySqlSourceConfig config) throws SQLException {
    try (MySqlConnection connection = DebeziumUtils.createMySqlConnection(config)) {
      BinlogOffset position = DebeziumUtils.currentBinlogOffset(connection);
      Map<TableId, TableChange> tables =
          TableDiscoveryUtils.discoverSchemaForCapturedTables(
              new MySqlPartition(config.getMySqlConnectorConfig().getLogicalName()),
              config,
              connection);
      return new LogStart(
          new MySqlBinlogSplit(
              NO_SPLIT, position, BinlogOffset.ofNonStopping(), List.of(), tables, 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Of a log that is about to be read for the first time, that from here on. A snapshot that a
   * capture before this one began may need more of the log: its beginning then is left as it is.
   */
  MySqlSplit apply(MySqlSplit given) {
    if (!given.isBinlogSplit() || !given.asBinlogSplit().getTableSchemas().isEmpty()) {
      return given;
    }
    MySqlBinlogSplit log = given.asBinlogSplit();
    MySqlBinlogSplit start = start();
    return new MySqlBinlogSplit(
        log.splitId(),
        start.getStartingOffset().isBefore(log.getStartingOffset())
            ? start.getStartingOffset()
            : log.getStartingOffset(),
        log.getEndingOffset(),
        log.getFinishedSnapshotSplitInfos(),
        start.getTableSchemas(),
        log.getTotalFinishedSplitSize(),
        log.isSuspended());
  }

  private MySqlBinlogSplit start() {
    try {
      return MySqlSplitSerializer.INSTANCE.deserialize(version, split).asBinlogSplit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
