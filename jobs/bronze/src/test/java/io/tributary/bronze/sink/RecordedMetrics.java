package io.tributary.bronze.sink;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** Metrics by their names with those of their groups before them. */
final class RecordedMetrics extends UnregisteredMetricsGroup {

  private final String scope;
  private final Map<String, Metric> metrics;

  RecordedMetrics() {
    this("", new HashMap<>());
  }

  private RecordedMetrics(String scope, Map<String, Metric> metrics) {
    this.scope = scope;
    this.metrics = metrics;
  }

  @Override
  public MetricGroup addGroup(String name) {
    return new RecordedMetrics(scope + name + ".", metrics);
  }

  @Override
  public MetricGroup addGroup(String key, String value) {
    return new RecordedMetrics(scope + key + "." + value + ".", metrics);
  }

  @Override
  public Counter counter(String name) {
    SimpleCounter counter = new SimpleCounter();
    metrics.put(scope + name, counter);
    return counter;
  }

  @Override
  public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
    metrics.put(scope + name, gauge);
    return gauge;
  }

  long count(String name) {
    return ((Counter) metrics.get(name)).getCount();
  }

  Object value(String name) {
    return ((Gauge<?>) metrics.get(name)).getValue();
  }
}
