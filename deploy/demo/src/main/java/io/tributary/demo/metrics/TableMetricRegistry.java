package io.tributary.demo.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/**
 * The values that running jobs keep of tables, read when asked for. When a task ends, its last
 * values stay, until the task that takes its place registers the same. Safe for use by several
 * threads.
 */
public final class TableMetricRegistry {

  private final Map<MetricKey, LongSupplier> values = new ConcurrentHashMap<>();

  /** A task has begun to keep a value. */
  public void add(MetricKey key, LongSupplier value) {
    values.put(key, value);
  }

  /** A task has ended that kept {@code value}. */
  public void remove(MetricKey key, LongSupplier value) {
    long last = value.getAsLong();
    values.computeIfPresent(key, (k, current) -> current == value ? () -> last : current);
  }

  /**
   * The sum over subtasks, such as rows.
   *
   * @param job a prefix of the job's name
   */
  public long sum(String job, String table, String name) {
    return stream(job, table, name).sum();
  }

  /** The greatest of all subtasks, such as a lag; 0 if nobody keeps it. */
  public long max(String job, String table, String name) {
    return stream(job, table, name).max().orElse(0);
  }

  /** Whether anybody keeps it. */
  public boolean has(String job, String table, String name) {
    return stream(job, table, name).findAny().isPresent();
  }

  private LongStream stream(String job, String table, String name) {
    return values.entrySet().stream()
        .filter(entry -> entry.getKey().job().startsWith(job))
        .filter(entry -> entry.getKey().table().equals(table))
        .filter(entry -> entry.getKey().name().equals(name))
        .mapToLong(entry -> entry.getValue().getAsLong());
  }
}
