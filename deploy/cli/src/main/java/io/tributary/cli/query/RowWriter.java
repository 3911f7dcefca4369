package io.tributary.cli.query;

import java.io.IOException;
import java.util.List;
import org.apache.flink.table.types.logical.LogicalType;

/** Writes a result as it comes, holding no more than a few rows of it. */
interface RowWriter {

  /**
   * A column of the result.
   *
   * @param name as the query calls it
   */
  record ResultColumn(String name, LogicalType type) {}

  /** Called once, before the first row. */
  void begin(List<ResultColumn> columns) throws IOException;

  /**
   * @param values one for each column, null for NULL
   */
  void row(Object[] values) throws IOException;

  /** Called once, after the last row. */
  void end() throws IOException;
}
