package io.tributary.silver.clean;

import io.tributary.common.schema.TableId;
import io.tributary.silver.source.SourceRow;
import java.util.HashMap;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Tells the rows of a source's tables apart: each table's go to an output of its own. */
final class TableRows extends ProcessFunction<SourceRow, RowData> {

  private static final long serialVersionUID = 1L;

  private final HashMap<TableId, OutputTag<RowData>> outputs = new HashMap<>();

  TableRows(Iterable<SilverTable> tables) {
    for (SilverTable table : tables) {
      TableId id = table.input().source().table();
      outputs.put(id, new OutputTag<>(id.toString(), InternalTypeInfo.of(table.input().rowType())));
    }
  }

  /** The output of a table. */
  OutputTag<RowData> output(SilverTable table) {
    return outputs.get(table.input().source().table());
  }

  @Override
  public void processElement(SourceRow row, Context context, Collector<RowData> out) {
    context.output(outputs.get(row.table()), row.row());
  }
}
