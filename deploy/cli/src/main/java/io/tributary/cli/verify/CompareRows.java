package io.tributary.cli.verify;

import io.tributary.cli.verify.RowDifference.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.accumulators.ListAccumulator;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.Collector;

/**
 * Compares the rows of each key once all of them are there. In a batch job they come sorted by key,
 * so that the state is that of one key. What it finds goes into accumulators.
 */
final class CompareRows
    extends KeyedProcessFunction<String, Tuple3<String, Boolean, RowData>, Void> {

  private static final long serialVersionUID = 1L;

  static final String SOURCE_ROWS = "source-rows";
  static final String SILVER_ROWS = "silver-rows";
  static final String EXAMPLES = "examples";

  private final RowComparison rows;
  private final TypeInformation<RowData> rowType;
  private final int show;

  private transient ListState<RowData> source;
  private transient ListState<RowData> silver;
  private transient ValueState<Boolean> started;
  private transient LongCounter sourceRows;
  private transient LongCounter silverRows;
  private transient Map<Kind, LongCounter> counts;
  private transient Map<Kind, Integer> shown;
  private transient ListAccumulator<RowDifference> examples;
  private transient KeyComparison keys;

  /**
   * @param rowType type of the rows
   * @param show so many rows of each kind of difference are kept as examples
   */
  CompareRows(RowComparison rows, TypeInformation<RowData> rowType, int show) {
    this.rows = rows;
    this.rowType = rowType;
    this.show = show;
  }

  @Override
  public void open(OpenContext context) {
    source = getRuntimeContext().getListState(new ListStateDescriptor<>("source", rowType));
    silver = getRuntimeContext().getListState(new ListStateDescriptor<>("silver", rowType));
    started = getRuntimeContext().getState(new ValueStateDescriptor<>("started", Types.BOOLEAN));
    sourceRows = getRuntimeContext().getLongCounter(SOURCE_ROWS);
    silverRows = getRuntimeContext().getLongCounter(SILVER_ROWS);
    counts = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      counts.put(kind, getRuntimeContext().getLongCounter(kind.name()));
    }
    shown = new EnumMap<>(Kind.class);
    examples = new ListAccumulator<>();
    getRuntimeContext().addAccumulator(EXAMPLES, examples);
    keys = new KeyComparison(rows);
  }

  @Override
  public void processElement(
      Tuple3<String, Boolean, RowData> row, Context context, Collector<Void> out) throws Exception {
    if (started.value() == null) {
      started.update(true);
      context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
    }
    if (row.f1) {
      silver.add(row.f2);
      if (!rows.isDeleted(row.f2)) {
        silverRows.add(1);
      }
    } else {
      source.add(row.f2);
      sourceRows.add(1);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Void> out)
      throws Exception {
    keys.compare(list(source), list(silver), this::count);
    source.clear();
    silver.clear();
    started.clear();
  }

  private static List<RowData> list(ListState<RowData> state) throws Exception {
    List<RowData> rows = new ArrayList<>();
    state.get().forEach(rows::add);
    return rows;
  }

  private void count(Kind kind, long rows, RowDifference example) {
    counts.get(kind).add(rows);
    if (shown.merge(kind, 1, Integer::sum) <= show) {
      examples.add(example);
    }
  }
}
