package io.tributary.cli.verify;

import io.tributary.cli.verify.RowDifference.ColumnDifference;
import io.tributary.cli.verify.RowDifference.Kind;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.data.RowData;

/**
 * Judges all rows of one key: those that the source says silver must have, and those that silver
 * has. Each row counts once at most.
 */
final class KeyComparison {

  /** Receives what differs. */
  interface Differences {
    /**
     * @param rows how many rows differ so, at least one
     * @param example one of them
     */
    void add(Kind kind, long rows, RowDifference example);
  }

  private final RowComparison rows;

  KeyComparison(RowComparison rows) {
    this.rows = rows;
  }

  /**
   * @param source usually one row; several if silver's key is not unique in the source
   * @param silver usually one row
   */
  void compare(List<RowData> source, List<RowData> silver, Differences differences) {
    String key = rows.keyText(source.isEmpty() ? silver.get(0) : source.get(0));
    if (silver.size() > 1) {
      add(Kind.DUPLICATE, silver.size() - 1, key, differences);
    }
    if (source.isEmpty()) {
      if (!silver.stream().allMatch(rows::isDeleted)) {
        add(Kind.EXTRA, 1, key, differences);
      }
      return;
    }
    int missing = silver.isEmpty() ? source.size() : source.size() - 1;
    if (missing > 0) {
      add(Kind.MISSING, missing, key, differences);
    }
    if (silver.isEmpty()) {
      return;
    }
    List<ColumnDifference> least = null;
    for (RowData expected : source) {
      for (RowData actual : silver) {
        List<ColumnDifference> found = rows.compare(expected, actual);
        if (found.isEmpty()) {
          return;
        }
        least = least == null || found.size() < least.size() ? found : least;
      }
    }
    differences.add(
        Kind.DIFFERENT, 1, new RowDifference(Kind.DIFFERENT, key, new ArrayList<>(least)));
  }

  private static void add(Kind kind, long count, String key, Differences differences) {
    differences.add(kind, count, RowDifference.of(kind, key));
  }
}
