package io.tributary.demo.workload;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * One statement that changes rows of one table.
 *
 * @param sql with a {@code ?} for each parameter
 * @param parameters values, null among them
 * @param rows how many rows it is meant to change; it may be fewer, where one is gone already
 */
public record RowChange(
    PaymentsTable table, ChangeKind kind, String sql, List<Object> parameters, int rows) {

  static RowChange of(PaymentsTable table, ChangeKind kind, String sql, Object... parameters) {
    return new RowChange(
        table, kind, sql, Collections.unmodifiableList(Arrays.asList(parameters)), 1);
  }

  /** The same, meant to change this many rows. */
  RowChange changing(int rowsMeant) {
    return new RowChange(table, kind, sql, parameters, rowsMeant);
  }
}
