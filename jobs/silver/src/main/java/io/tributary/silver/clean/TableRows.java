package io.tributary.silver.clean;

import io.tributary.common.change.Op;
import io.tributary.common.schema.TableId;
import io.tributary.common.table.Metadata;
import io.tributary.silver.source.InputTable;
import io.tributary.silver.source.SourceRow;
import java.io.Serializable;
import java.util.HashMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Tells the rows of a source's tables apart: each table's go to an output of its own, and to
 * another the seqs at which it was emptied.
 */
final class TableRows extends ProcessFunction<SourceRow, RowData> {

  private static final long serialVersionUID = 1L;

  private static final String TRUNCATE = Op.TRUNCATE.letter();

  private final HashMap<TableId, Outputs> outputs = new HashMap<>();

  TableRows(Iterable<SilverTable> tables) {
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
  public void processElement(SourceRow row, Context context, Collector<RowData> out) {
    Outputs table = outputs.get(row.table());
    if (row.row().getString(table.op).toString().equals(TRUNCATE)) {
      context.output(table.truncations, row.row().getString(table.seq).toString());
    } else {
      context.output(table.rows, row.row());
    }
  }

  private static final class Outputs implements Serializable {

    private static final long serialVersionUID = 1L;

    private final OutputTag<RowData> rows;
    private final OutputTag<String> truncations;
    private final int seq;
    private final int op;

    Outputs(InputTable input) {
      String name = input.source().table().toString();
      rows = new OutputTag<>(name, InternalTypeInfo.of(input.rowType()));
      truncations = new OutputTag<>(name + "/truncations", Types.STRING);
      // By position: a source's column may have such a name, too.
      seq = input.source().columns().size() + Metadata.ALWAYS.indexOf(Metadata.SEQ);
      op = input.source().columns().size() + Metadata.ALWAYS.indexOf(Metadata.OP);
    }
  }
}
