package io.tributary.cli.verify;

import io.tributary.cli.verify.RowDifference.Kind;
import io.tributary.common.deadletter.RecordFailure;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.Collector;

/**
 * Counts the rows that silver's cleaning fails for, and goes on: of the same rows the silver job
 * makes dead letters. The cleaning is chained to this function, so what fails there comes back
 * here.
 */
final class UsableRows extends ProcessFunction<RowData, RowData> {

  private static final long serialVersionUID = 1L;

  private transient LongCounter unusable;

  @Override
  public void open(OpenContext context) {
    unusable = getRuntimeContext().getLongCounter(Kind.UNUSABLE.name());
  }

  @Override
  public void processElement(RowData row, Context context, Collector<RowData> out) {
    try {
      out.collect(row);
    } catch (RuntimeException e) {
      if (!RecordFailure.isOfRecord(e)) {
        throw e;
      }
      unusable.add(1);
    }
  }
}
