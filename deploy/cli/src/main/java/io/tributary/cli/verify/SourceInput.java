package io.tributary.cli.verify;

import io.tributary.silver.source.InputTable;
import java.util.function.Function;
import org.apache.flink.api.common.io.GenericInputFormat;
import org.apache.flink.api.common.io.NonParallelInput;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;

/** What a source has now, as silver would read it from bronze. */
abstract class SourceInput extends GenericInputFormat<RowData> implements NonParallelInput {

  private static final long serialVersionUID = 1L;

  private static final StringData INSERT = StringData.fromString("c");
  private static final TimestampData NEVER = TimestampData.fromEpochMillis(0);

  private final InputTable input;

  /**
   * @param input what silver reads of the table
   */
  SourceInput(InputTable input) {
    this.input = input;
  }

  InputTable input() {
    return input;
  }

  /**
   * A row as silver's cleaning takes it, with metadata that stand for none.
   *
   * @param fill fills in the declared columns, and returns what is rescued
   */
  RowData inputRow(Function<GenericRowData, StringData> fill) {
    int declared = input.source().columns().size();
    GenericRowData row = new GenericRowData(declared + 5);
    StringData rescued = fill.apply(row);
    row.setField(declared, StringData.fromString(""));
    row.setField(declared + 1, INSERT);
    row.setField(declared + 2, null);
    row.setField(declared + 3, NEVER);
    row.setField(declared + 4, rescued);
    return row;
  }
}
