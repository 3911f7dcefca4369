package io.tributary.silver.source;

import io.tributary.common.deadletter.DeadLetter;
import io.tributary.common.schema.TableId;
import java.util.Objects;
import org.apache.flink.table.data.RowData;

/**
 * An image of a source's row, as its table's cleaning takes it; or the word that the table has been
 * emptied, which has no image, and metadata only; or what could not be read. Never altered once
 * made.
 */
public final class SourceRow {

  private final TableId table;
  private final String file;
  private final RowData row;
  private final DeadLetter deadLetter;

  private SourceRow(TableId table, String file, RowData row, DeadLetter deadLetter) {
    this.table = table;
    this.file = file;
    this.row = row;
    this.deadLetter = deadLetter;
  }

  /**
   * @param file path of the bronze file that it is from, below the source's part of bronze
   * @param row has the table's {@link InputTable#rowType()}
   */
  public static SourceRow of(TableId table, String file, RowData row) {
    return new SourceRow(table, file, Objects.requireNonNull(row, "row"), null);
  }

  static SourceRow unreadable(DeadLetter letter) {
    return new SourceRow(letter.table(), letter.file(), null, letter);
  }

  public TableId table() {
    return table;
  }

  public String file() {
    return file;
  }

  /** Null for what could not be read. */
  public RowData row() {
    return row;
  }

  /** Why there is no row; null if there is one. */
  public DeadLetter deadLetter() {
    return deadLetter;
  }
}
