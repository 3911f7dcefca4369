package io.tributary.cli.verify;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A row that silver and its source do not agree on.
 *
 * @param key the row's key as text: {@code order_id=1, line_no=2}
 * @param columns what differs, for a row that both have; empty otherwise
 */
record RowDifference(Kind kind, String key, List<ColumnDifference> columns)
    implements Serializable {

  /** How a row can differ. */
  enum Kind {
    /** The source has it, silver has not. */
    MISSING,
    /** Silver has it, the source has not. */
    EXTRA,
    /** Both have it, with different values. */
    DIFFERENT,
    /** Silver has more than one row of the key. */
    DUPLICATE,
    /**
     * The source has a row that the table's expressions fail for, so that silver cannot have it.
     */
    UNUSABLE
  }

  /**
   * A column with two values, as text; null for NULL.
   *
   * @param column name of silver's column; {@code _rescued.name} for a rescued one
   */
  record ColumnDifference(String column, String source, String silver) implements Serializable {}

  RowDifference {
    columns = new ArrayList<>(columns);
  }

  static RowDifference of(Kind kind, String key) {
    return new RowDifference(kind, key, List.of());
  }
}
