package org.apache.flink.cdc.connectors.mysql.debezium.task;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventType;
import com.github.shyiko.mysql.binlog.event.QueryEventData;
import io.debezium.DebeziumException;
import io.debezium.connector.mysql.MySqlConnection;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.connector.mysql.MySqlOffsetContext;
import io.debezium.connector.mysql.MySqlPartition;
import io.debezium.connector.mysql.MySqlStreamingChangeEventSource;
import io.debezium.connector.mysql.MySqlStreamingChangeEventSourceMetrics;
import io.debezium.connector.mysql.MySqlTaskContext;
import io.debezium.pipeline.ErrorHandler;
import io.debezium.relational.TableId;
import io.debezium.util.Clock;
import io.tributary.bronze.mysql.UnknownTables;
import java.sql.SQLException;
import java.util.function.Predicate;
import org.apache.flink.cdc.connectors.mysql.debezium.dispatcher.EventDispatcherImpl;
import org.apache.flink.cdc.connectors.mysql.debezium.dispatcher.SignalEventDispatcher;
import org.apache.flink.cdc.connectors.mysql.source.split.MySqlBinlogSplit;

/**
 * Stands in for Flink CDC's class of this name, which Flink CDC makes by name: its own does not
 * know a table that the log has not shown being made, when it is renamed into the capture. This one
 * learns it from the server first (see {@link UnknownTables}).
 *
 * <p>It takes for granted that the log is read without an end, from a position ({@code
 * skipSnapshotBackfill}, {@code StartupOptions.initial}).
 */
public final class MySqlBinlogSplitReadTask extends MySqlStreamingChangeEventSource {

  private final ErrorHandler errors;
  private final UnknownTables unknownTables;

  /** As Flink CDC calls it; what it has for other uses is ignored. */
  public MySqlBinlogSplitReadTask(
      MySqlConnectorConfig connectorConfig,
      MySqlConnection connection,
      EventDispatcherImpl<TableId> dispatcher,
      SignalEventDispatcher signals,
      ErrorHandler errors,
      Clock clock,
      MySqlTaskContext context,
      MySqlStreamingChangeEventSourceMetrics metrics,
      MySqlBinlogSplit split,
      Predicate<Event> filter) {
    super(connectorConfig, connection, dispatcher, errors, clock, context, metrics);
    this.errors = errors;
    this.unknownTables = new UnknownTables(connectorConfig, connection, context.getSchema());
  }

  @Override
  protected void handleEvent(MySqlPartition partition, MySqlOffsetContext offset, Event event) {
    if (event.getHeader().getEventType() == EventType.QUERY) {
      QueryEventData query = unwrapData(event);
      try {
        unknownTables.learn(partition, offset, query.getDatabase(), query.getSql());
      } catch (SQLException | RuntimeException e) {
        // What is thrown from here, the client of the log passes over.
        errors.setProducerThrowable(
            new DebeziumException("Cannot read what a renamed table is like", e));
        return;
      }
    }
    super.handleEvent(partition, offset, event);
  }
}
