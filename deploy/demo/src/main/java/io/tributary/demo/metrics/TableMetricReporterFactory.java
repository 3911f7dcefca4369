package io.tributary.demo.metrics;

import java.util.Properties;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** By this, Flink finds {@link TableMetricReporter}. */
public final class TableMetricReporterFactory implements MetricReporterFactory {

  @Override
  public MetricReporter createMetricReporter(Properties properties) {
    return new TableMetricReporter(TableMetricReporter.REGISTRY);
  }
}
