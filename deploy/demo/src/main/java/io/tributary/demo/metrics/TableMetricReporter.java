package io.tributary.demo.metrics;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;

/** Hands the metrics that jobs keep by table on to {@link #REGISTRY}. */
public final class TableMetricReporter implements MetricReporter {

  /** Flink makes its reporters itself, so they meet the rest of the JVM here. */
  public static final TableMetricRegistry REGISTRY = new TableMetricRegistry();

  private static final String GROUP = "kinesisanalytics";

  private final TableMetricRegistry registry;
  private final Map<Metric, LongSupplier> values = new ConcurrentHashMap<>();

  /** Reports to {@code registry}. */
  TableMetricReporter(TableMetricRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void open(MetricConfig config) {}

  @Override
  public void close() {}

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    MetricKey key = key(name, group);
    LongSupplier value = value(metric);
    if (key != null && value != null) {
      values.put(metric, value);
      registry.add(key, value);
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    LongSupplier value = values.remove(metric);
    if (value != null) {
      registry.remove(key(name, group), value);
    }
  }

  private static MetricKey key(String name, MetricGroup group) {
    Map<String, String> variables = group.getAllVariables();
    String table = variables.get("<table>");
    boolean ours = Arrays.asList(group.getScopeComponents()).contains(GROUP);
    return table == null || !ours
        ? null
        : new MetricKey(
            variables.get("<job_name>"),
            table,
            name,
            variables.getOrDefault("<operator_id>", variables.get("<task_id>")),
            Integer.parseInt(variables.getOrDefault("<subtask_index>", "0")));
  }

  private static LongSupplier value(Metric metric) {
    if (metric instanceof Counter counter) {
      return counter::getCount;
    }
    if (metric instanceof Gauge<?> gauge) {
      return () -> gauge.getValue() instanceof Number number ? number.longValue() : 0;
    }
    return null;
  }
}
