package io.tributary.silver.clean;

import io.tributary.common.change.Op;
import io.tributary.common.deadletter.DeadLetter;
import io.tributary.common.deadletter.DeadLetterQueue;
import io.tributary.common.deadletter.RecordFailure;
import io.tributary.common.json.RowJson;
import io.tributary.common.schema.TableId;
import io.tributary.common.table.Metadata;
import io.tributary.silver.source.InputTable;
import io.tributary.silver.source.SourceRow;
import java.io.IOException;
import java.io.Serializable;
import java.util.HashMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Tells the rows of a source's tables apart: each table's go to an output of its own, and to
 * another the seqs at which it was emptied.
 *
 * <p>What follows on a row up to the next exchange between tasks is chained to this function: its
 * cleaning, and finding out its key. So what fails there comes back here, where the row is still at
 * hand, and becomes a dead letter.
 */
final class TableRows extends ProcessFunction<SourceRow, RowData> {

  private static final long serialVersionUID = 1L;

  private static final String TRUNCATE = Op.TRUNCATE.letter();

  private final HashMap<TableId, Outputs> outputs = new HashMap<>();

  private final DeadLetterQueue deadLetters;
  private transient DeadLetterQueue.Writer letters;

  TableRows(Iterable<SilverTable> tables, DeadLetterQueue deadLetters) {
    this.deadLetters = deadLetters;
    for (SilverTable table : tables) {
      outputs.put(table.input().source().table(), new Outputs(table.input()));
    }
  }

  /** The output of a table's rows. */
  OutputTag<RowData> rows(SilverTable table) {
    return outputs.get(table.input().source().table()).rows;
  }

  /** The output of the seqs at which the table was emptied. */
  OutputTag<String> truncations(SilverTable table) {
    return outputs.get(table.input().source().table()).truncations;
  }

  @Override
  public void open(OpenContext context) {
    letters = deadLetters.open(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(SourceRow row, Context context, Collector<RowData> out)
      throws IOException {
    if (row.deadLetter() != null) {
      letters.write(row.deadLetter());
      return;
    }
    Outputs table = outputs.get(row.table());
    String op = row.row().getString(table.op).toString();
    String seq = row.row().getString(table.seq).toString();
    if (op.equals(TRUNCATE)) {
      context.output(table.truncations, seq);
      return;
    }
    try {
      context.output(table.rows, row.row());
    } catch (RuntimeException e) {
      if (!RecordFailure.isOfRecord(e)) {
        throw e;
      }
      letters.write(
          DeadLetter.ofEvent(
              row.table(), op, seq, row.file(), RowJson.of(row.row(), table.rowType), e));
    }
  }

  @Override
  public void close() {
    if (letters != null) {
      letters.close();
    }
  }

  private static final class Outputs implements Serializable {

    private static final long serialVersionUID = 1L;

    private final OutputTag<RowData> rows;
    private final OutputTag<String> truncations;
    private final RowType rowType;
    private final int seq;
    private final int op;

    Outputs(InputTable input) {
      String name = input.source().table().toString();
      rowType = input.rowType();
      rows = new OutputTag<>(name, InternalTypeInfo.of(rowType));
      truncations = new OutputTag<>(name + "/truncations", Types.STRING);
      // By position: a source's column may have such a name, too.
      seq = input.source().columns().size() + Metadata.ALWAYS.indexOf(Metadata.SEQ);
      op = input.source().columns().size() + Metadata.ALWAYS.indexOf(Metadata.OP);
    }
  }
}
