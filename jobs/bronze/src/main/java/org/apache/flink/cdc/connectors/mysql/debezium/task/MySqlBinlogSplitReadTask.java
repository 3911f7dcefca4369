package org.apache.flink.cdc.connectors.mysql.debezium.task;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventType;
import com.github.shyiko.mysql.binlog.event.QueryEventData;
import io.debezium.DebeziumException;
import io.debezium.connector.mysql.DdlReader;
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
import io.tributary.bronze.mysql.LoggedTables;
import io.tributary.bronze.mysql.ServerTables;
import io.tributary.bronze.mysql.UnknownTables;
import io.tributary.bronze.mysql.ddl.ReadableDdl;
import java.sql.SQLException;
import java.util.function.Predicate;
import org.apache.flink.cdc.connectors.mysql.debezium.dispatcher.EventDispatcherImpl;
import org.apache.flink.cdc.connectors.mysql.debezium.dispatcher.SignalEventDispatcher;
import org.apache.flink.cdc.connectors.mysql.source.split.MySqlBinlogSplit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands in for Flink CDC's class of this name, which Flink CDC makes by name: its own reads rows
 * by columns that they do not have, and without a word, once it has not understood a statement; and
 * it does not know a table that the log has not shown being made, when it is renamed into the
 * capture. This one says statements as the parser understands them ({@link ReadableDdl}), learns
 * tables from the server ({@link UnknownTables}), and holds what it knows against the log ({@link
 * LoggedTables}).
 *
 * <p>It takes for granted that the log is read without an end, from a position ({@code
 * skipSnapshotBackfill}, {@code StartupOptions.initial}).
 */
public final class MySqlBinlogSplitReadTask extends MySqlStreamingChangeEventSource {

  private static final Logger LOG = LoggerFactory.getLogger(MySqlBinlogSplitReadTask.class);

  private final ErrorHandler errors;
  private final DdlReader ddl;
  private final UnknownTables unknownTables;
  private final LoggedTables loggedTables;

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
    ServerTables server = new ServerTables(connectorConfig, connection);
    this.errors = errors;
    this.ddl = new DdlReader(context.getSchema());
    this.unknownTables = new UnknownTables(connectorConfig, server, context.getSchema());
    this.loggedTables = new LoggedTables(server, context.getSchema());
  }

  @Override
  protected void handleEvent(MySqlPartition partition, MySqlOffsetContext offset, Event event) {
    try {
      if (event.getHeader().getEventType() == EventType.QUERY) {
        QueryEventData query = unwrapData(event);
        query.setSql(readable(query));
        unknownTables.learn(partition, offset, query.getDatabase(), query.getSql());
      } else if (event.getHeader().getEventType() == EventType.TABLE_MAP) {
        loggedTables.check(partition, offset, unwrapData(event));
      }
    } catch (SQLException | RuntimeException e) {
      // What is thrown from here, the client of the log passes over.
      errors.setProducerThrowable(new DebeziumException("Cannot read what a table is like", e));
      return;
    }
    super.handleEvent(partition, offset, event);
  }

  private String readable(QueryEventData query) {
    String said = ReadableDdl.of(query.getSql(), sql -> ddl.isRead(query.getDatabase(), sql));
    if (!said.equals(query.getSql())) {
      LOG.info("Read '{}' as '{}'", query.getSql(), said);
    }
    return said;
  }
}
