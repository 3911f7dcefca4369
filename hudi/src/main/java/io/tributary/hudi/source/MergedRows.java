package io.tributary.hudi.source;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.CloseableIterator;
import org.apache.hudi.common.model.HoodieRecord;

/** The rows of a base file that no log file has changed, then the changes. */
final class MergedRows implements CloseableIterator<RowData> {

  private final CloseableIterator<RowData> base;
  private final int key;
  private final int commit;
  private final int ordering;
  private final int columns;
  private final Set<String> instants;
  private final LogChanges log;
  private final boolean deletes;
  private Iterator<RowData> changes;
  private RowData next;

  private MergedRows(
      CloseableIterator<RowData> base,
      int key,
      int commit,
      int ordering,
      int columns,
      Set<String> instants,
      LogChanges log,
      boolean deletes) {
    this.base = base;
    this.key = key;
    this.commit = commit;
    this.ordering = ordering;
    this.columns = columns;
    this.instants = instants;
    this.log = log;
    this.deletes = deletes;
  }

  /**
   * Rows of a base file and of the log files over it.
   *
   * @param baseType the base rows' type: the columns wanted, then those to merge by
   * @param ordering the ordering column, null if the later change wins
   * @param instants the commits whose rows to read, empty for all
   * @param rowType the columns wanted
   */
  static MergedRows of(
      CloseableIterator<RowData> base,
      RowType baseType,
      String ordering,
      List<String> instants,
      LogChanges log,
      RowType rowType) {
    return new MergedRows(
        base,
        baseType.getFieldIndex(HoodieRecord.RECORD_KEY_METADATA_FIELD),
        baseType.getFieldIndex(HoodieRecord.COMMIT_TIME_METADATA_FIELD),
        ordering == null ? -1 : baseType.getFieldIndex(ordering),
        rowType.getFieldCount(),
        new HashSet<>(instants),
        log,
        false);
  }

  /**
   * What log files alone say.
   *
   * @param deletes whether to give deletes, too
   */
  static MergedRows ofLog(LogChanges log, boolean deletes) {
    return new MergedRows(CloseableIterator.empty(), -1, -1, -1, 0, Set.of(), log, deletes);
  }

  @Override
  public boolean hasNext() {
    while (next == null && base.hasNext()) {
      RowData row = base.next();
      if (isWanted(row) && !log.replaces(row.getString(key).toString(), ordering(row))) {
        next = withoutMergeColumns(row);
      }
    }
    if (next == null) {
      if (changes == null) {
        changes = log.changes(deletes);
      }
      next = changes.hasNext() ? changes.next() : null;
    }
    return next != null;
  }

  private boolean isWanted(RowData row) {
    return instants.isEmpty() || instants.contains(row.getString(commit).toString());
  }

  private String ordering(RowData row) {
    return ordering < 0 || row.isNullAt(ordering) ? null : row.getString(ordering).toString();
  }

  private RowData withoutMergeColumns(RowData row) {
    GenericRowData wanted = new GenericRowData(columns);
    for (int i = 0; i < columns; i++) {
      wanted.setField(i, ((GenericRowData) row).getField(i));
    }
    return wanted;
  }

  @Override
  public RowData next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    RowData row = next;
    next = null;
    return row;
  }

  @Override
  public void close() throws Exception {
    try {
      base.close();
    } finally {
      log.close();
    }
  }
}
