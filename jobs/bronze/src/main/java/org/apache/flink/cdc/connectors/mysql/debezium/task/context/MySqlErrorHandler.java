package org.apache.flink.cdc.connectors.mysql.debezium.task.context;

import io.debezium.connector.base.ChangeEventQueue;
import io.debezium.connector.mysql.MySqlConnector;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.connector.mysql.MySqlTaskContext;
import io.debezium.pipeline.ErrorHandler;
import org.apache.flink.cdc.connectors.mysql.source.config.MySqlSourceConfig;

/**
 * Stands in for Flink CDC's class of this name, which Flink CDC makes by name: its own passes over
 * all that comes of tables that it does not know, as one is that was renamed into the capture. This
 * one lets every error end the reading.
 */
public final class MySqlErrorHandler extends ErrorHandler {

  /** As Flink CDC calls it; what it has for other uses is ignored. */
  public MySqlErrorHandler(
      MySqlConnectorConfig connectorConfig,
      ChangeEventQueue<?> queue,
      MySqlTaskContext context,
      MySqlSourceConfig sourceConfig) {
    super(MySqlConnector.class, connectorConfig, queue);
  }
}
