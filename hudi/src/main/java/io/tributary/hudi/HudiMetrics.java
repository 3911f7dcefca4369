package io.tributary.hudi;

import org.apache.flink.metrics.MetricGroup;

/** Where the metrics of a table are found. */
final class HudiMetrics {

  private HudiMetrics() {}

  /** Amazon Managed Service for Apache Flink passes on custom metrics of this group only. */
  static MetricGroup group(MetricGroup operator, String table) {
    return operator.addGroup("kinesisanalytics").addGroup("Table", table);
  }
}
