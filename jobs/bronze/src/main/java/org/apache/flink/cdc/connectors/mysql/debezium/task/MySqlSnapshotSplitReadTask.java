package org.apache.flink.cdc.connectors.mysql.debezium.task;

import io.debezium.connector.base.ChangeEventQueue;
import io.debezium.connector.mysql.MySqlConnection;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.connector.mysql.MySqlDatabaseSchema;
import io.debezium.connector.mysql.MySqlOffsetContext;
import io.debezium.connector.mysql.MySqlPartition;
import io.debezium.pipeline.DataChangeEvent;
import io.debezium.pipeline.EventDispatcher.SnapshotReceiver;
import io.debezium.pipeline.metrics.SnapshotChangeEventSourceMetrics;
import io.debezium.pipeline.source.spi.ChangeEventSource.ChangeEventSourceContext;
import io.debezium.pipeline.spi.SnapshotResult;
import io.debezium.relational.SnapshotChangeRecordEmitter;
import io.debezium.relational.Table;
import io.debezium.relational.TableId;
import io.debezium.schema.TopicSelector;
import io.debezium.util.Clock;
import io.tributary.bronze.mysql.value.SnapshotRows;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.flink.cdc.connectors.mysql.debezium.DebeziumUtils;
import org.apache.flink.cdc.connectors.mysql.debezium.dispatcher.EventDispatcherImpl;
import org.apache.flink.cdc.connectors.mysql.debezium.dispatcher.SignalEventDispatcher;
import org.apache.flink.cdc.connectors.mysql.debezium.dispatcher.SignalEventDispatcher.WatermarkKind;
import org.apache.flink.cdc.connectors.mysql.debezium.reader.SnapshotSplitReader.SnapshotSplitChangeEventSourceContextImpl;
import org.apache.flink.cdc.connectors.mysql.schema.MySqlSchema;
import org.apache.flink.cdc.connectors.mysql.source.config.MySqlSourceConfig;
import org.apache.flink.cdc.connectors.mysql.source.offset.BinlogOffset;
import org.apache.flink.cdc.connectors.mysql.source.split.MySqlSnapshotSplit;
import org.apache.flink.cdc.connectors.mysql.source.utils.StatementUtils;
import org.apache.flink.cdc.connectors.mysql.source.utils.hooks.SnapshotPhaseHooks;

/**
 * Stands in for Flink CDC's class of this name, which Flink CDC makes by name: its own goes through
 * JDBC's dates, which have no room for MySQL's, reads six digits of a {@code FLOAT}, leaves
 * invisible columns out, and holds all rows of a chunk in memory. This one reads values as the
 * server writes them (see {@link SnapshotRows}), one row at a time, and of the columns that the
 * table has when the chunk is read.
 *
 * <p>It takes for granted that changes made while a chunk is read come from the log ({@code
 * skipSnapshotBackfill}).
 */
public final class MySqlSnapshotSplitReadTask {

  /** How much may be read ahead: a row may have 16 MB. */
  private static final long QUEUED_BYTES = 64L << 20;

  private static final long QUEUE_PAUSE_MILLIS = 10;

  private final MySqlSourceConfig config;
  private final MySqlDatabaseSchema schema;
  private final MySqlConnection connection;
  private final EventDispatcherImpl<TableId> dispatcher;
  private final TopicSelector<TableId> topics;
  private final SnapshotReceiver<MySqlPartition> receiver;
  private final Clock clock;
  private final MySqlSnapshotSplit split;

  /** As Flink CDC calls it; what it has for other uses is ignored. */
  public MySqlSnapshotSplitReadTask(
      MySqlSourceConfig sourceConfig,
      MySqlConnectorConfig connectorConfig,
      SnapshotChangeEventSourceMetrics<MySqlPartition> metrics,
      MySqlDatabaseSchema schema,
      MySqlConnection connection,
      EventDispatcherImpl<TableId> dispatcher,
      TopicSelector<TableId> topics,
      SnapshotReceiver<MySqlPartition> receiver,
      Clock clock,
      MySqlSnapshotSplit split,
      SnapshotPhaseHooks hooks,
      boolean skipBackfill) {
    this.config = sourceConfig;
    this.schema = schema;
    this.connection = connection;
    this.dispatcher = dispatcher;
    this.topics = topics;
    this.receiver = receiver;
    this.clock = clock;
    this.split = split;
  }

  /**
   * Hands on the chunk's rows, between two marks of the log's position before them.
   *
   * @throws IllegalStateException if the rows cannot be read
   */
  public SnapshotResult<MySqlOffsetContext> execute(
      ChangeEventSourceContext context, MySqlPartition partition, MySqlOffsetContext offset)
      throws InterruptedException {
    SignalEventDispatcher signals =
        new SignalEventDispatcher(
            offset.getOffset(), topics.topicNameFor(split.getTableId()), dispatcher.getQueue());
    SnapshotSplitChangeEventSourceContextImpl watermarks =
        (SnapshotSplitChangeEventSourceContextImpl) context;
    BinlogOffset position = DebeziumUtils.currentBinlogOffset(connection);
    watermarks.setLowWatermark(position);
    signals.dispatchWatermarkEvent(split, position, WatermarkKind.LOW);
    try {
      readRows(partition, offset);
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot read " + split.getTableId() + " for its snapshot", e);
    }
    signals.dispatchWatermarkEvent(split, position, WatermarkKind.HIGH);
    watermarks.setHighWatermark(position);
    return SnapshotResult.completed(offset);
  }

  private void readRows(MySqlPartition partition, MySqlOffsetContext offset)
      throws SQLException, InterruptedException {
    TableId table = split.getTableId();
    SnapshotRows rows = new SnapshotRows(table(partition));
    boolean first = split.getSplitStart() == null;
    boolean last = split.getSplitEnd() == null;
    String everyColumn =
        StatementUtils.buildSplitScanQuery(table, split.getSplitKeyType(), first, last);
    try (PreparedStatement statement =
            StatementUtils.readTableSplitDataStatement(
                connection,
                rows.select(everyColumn),
                first,
                last,
                split.getSplitStart(),
                split.getSplitEnd(),
                split.getSplitKeyType().getFieldCount(),
                SnapshotRows.STREAMED);
        ResultSet results = statement.executeQuery()) {
      while (results.next()) {
        if (rows.bytesRead() > QUEUED_BYTES) {
          awaitEmptyQueue();
          rows.resetBytesRead();
        }
        Object[] row = rows.read(results);
        offset.event(table, clock.currentTime());
        dispatcher.dispatchSnapshotEvent(
            partition,
            table,
            new SnapshotChangeRecordEmitter<>(partition, offset, row, clock),
            receiver);
      }
    }
    receiver.completeSnapshot();
  }

  /** As it is now: since the snapshot began, and was divided into chunks, it may be altered. */
  private Table table(MySqlPartition partition) {
    try (MySqlSchema server = new MySqlSchema(config, connection.isTableIdCaseSensitive())) {
      Table table = server.getTableSchema(partition, connection, split.getTableId()).getTable();
      if (!table.equals(schema.tableFor(split.getTableId()))) {
        schema.refresh(table);
      }
      return table;
    }
  }

  /** The queue has room for the rows of a whole chunk, however large they are. */
  private void awaitEmptyQueue() throws InterruptedException {
    ChangeEventQueue<DataChangeEvent> queue = dispatcher.getQueue();
    while (queue.remainingCapacity() < queue.totalCapacity()) {
      Thread.sleep(QUEUE_PAUSE_MILLIS);
    }
  }
}
