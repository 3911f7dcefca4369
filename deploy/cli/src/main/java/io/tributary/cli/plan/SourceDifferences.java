package io.tributary.cli.plan;

import io.tributary.cli.plan.TablePlan.ChangedColumn;
import io.tributary.cli.plan.TablePlan.Differences;
import io.tributary.common.schema.Column;
import io.tributary.common.schema.TableSchema;
import io.tributary.common.table.Metadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Compares a source's table as silver knows it with what it is now. */
final class SourceDifferences {

  private SourceDifferences() {}

  /**
   * @param known the source's columns that silver's are made of
   * @param now the source's table as it was captured last
   * @param dropped columns that leave the lake, and are not rescued
   */
  static Differences of(TableSchema known, TableSchema now, Set<String> dropped) {
    if (now.documents()) {
      return Differences.NONE;
    }
    Map<String, Column> knownColumns = byName(known);
    Map<String, Column> nowColumns = byName(now);
    List<Column> rescued = new ArrayList<>();
    List<ChangedColumn> changed = new ArrayList<>();
    List<Column> gone = new ArrayList<>();
    for (Column column : now.columns()) {
      Column before = knownColumns.get(column.name());
      if (before != null && !before.type().equals(column.type())) {
        changed.add(new ChangedColumn(before, column));
      } else if (before == null
          && !dropped.contains(column.name())
          && !Metadata.isReserved(column.name())) {
        rescued.add(column);
      }
    }
    for (Column column : known.columns()) {
      if (!nowColumns.containsKey(column.name())) {
        gone.add(column);
      }
    }
    return new Differences(rescued, changed, gone);
  }

  private static Map<String, Column> byName(TableSchema schema) {
    Map<String, Column> columns = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    schema.columns().forEach(column -> columns.put(column.name(), column));
    return columns;
  }
}
