package io.tributary.demo.metrics;

/**
 * One value that one subtask of one job keeps of one table.
 *
 * @param operator the id of the operator, as several in one task may count the same
 */
public record MetricKey(String job, String table, String name, String operator, int subtask) {}
