package io.tributary.common.metrics;

import org.apache.flink.metrics.MetricGroup;

/** Where the metrics of a table are registered. */
public final class TableMetrics {

  /** Managed Service for Apache Flink passes only this group's metrics on to CloudWatch. */
  private static final String GROUP = "kinesisanalytics";

  private TableMetrics() {}

  /**
   * @param table the table's name as people know it: {@code payments.orders}
   */
  public static MetricGroup group(MetricGroup operator, String table) {
    return operator.addGroup(GROUP).addGroup("table", table);
  }
}
