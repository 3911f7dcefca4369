package io.tributary.silver.latest;

import io.tributary.common.table.HudiTable;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.Collector;

/**
 * Lets only newer events of a key through, as upserts and deletes of silver's table.
 *
 * <p>Events may come in any order and any number of times: one at or below the key's seq is
 * dropped. What remains brings the table to the same rows as the events in the order of the
 * source's log. A row that leaves its partition, or no longer meets the table's condition, is
 * deleted from where it lay; with soft deletes, too: they mark the rows that the source deletes.
 *
 * <p>When the source's table is emptied, all its rows of before go, soft deletes or not; and older
 * events that come later are dropped.
 */
public final class LatestWins
    extends KeyedBroadcastProcessFunction<String, RowData, String, RowData>
    implements CheckpointedFunction, CheckpointListener {

  private static final long serialVersionUID = 1L;

  /** The newest seq at which the table was emptied, under a name of its own. */
  public static final MapStateDescriptor<String, String> TRUNCATIONS =
      new MapStateDescriptor<>("truncations", Types.STRING, Types.STRING);

  private static final String NEWEST = "newest";

  private static final ValueStateDescriptor<LatestVersion> LATEST =
      new ValueStateDescriptor<>("latest", Types.POJO(LatestVersion.class));

  private final String tableName;
  private final KeyText key;
  private final RowLayout layout;
  private final RowData.FieldGetter[] getters;
  private final boolean softDeletes;

  private transient ValueState<LatestVersion> latest;
  private transient ListState<Long> rowCounts;
  private transient SilverMetrics metrics;

  /**
   * @param table the table that the rows are for; they have its columns and one behind, see {@link
   *     RowLayout}
   * @param softDeletes whether rows that the source deletes stay in the table, marked
   */
  public LatestWins(HudiTable table, boolean softDeletes) {
    this.tableName = table.fullName();
    this.key = new KeyText(table);
    this.layout = new RowLayout(table);
    this.getters = new RowData.FieldGetter[layout.columns()];
    for (int i = 0; i < getters.length; i++) {
      getters[i] = RowData.createFieldGetter(table.rowType().getTypeAt(i), i);
    }
    this.softDeletes = softDeletes;
  }

  @Override
  public void open(OpenContext context) {
    latest = getRuntimeContext().getState(LATEST);
    metrics.register(getRuntimeContext().getMetricGroup(), tableName);
  }

  @Override
  public void processElement(RowData row, ReadOnlyContext context, Collector<RowData> out)
      throws Exception {
    metrics.received(layout.sourceTs(row), layout.isRescued(row));
    String seq = layout.seq(row);
    boolean delete = layout.isDelete(row);
    String truncated = context.getBroadcastState(TRUNCATIONS).get(NEWEST);
    if (truncated != null && seq.compareTo(truncated) < 0) {
      metrics.dropped();
      return;
    }
    LatestVersion known = latest.value();
    if (known != null && !isNewer(seq, delete, known)) {
      metrics.dropped();
      return;
    }
    // Only the newest event says whether there is a row and where: any order ends the same.
    boolean wasPresent = known != null && known.isPresent();
    boolean present = layout.isKept(row) && (!delete || softDeletes);
    String partition = present ? layout.partition(row) : null;
    if (wasPresent && !(present && Objects.equals(partition, known.getPartition()))) {
      out.collect(delete(row, known));
    }
    if (present) {
      out.collect(copy(row, wasPresent ? RowKind.UPDATE_AFTER : RowKind.INSERT));
    }
    if (present && !wasPresent) {
      metrics.rowAdded();
    } else if (wasPresent && !present) {
      metrics.rowDeleted();
    }
    latest.update(new LatestVersion(seq, partition, present, delete));
  }

  @Override
  public void processBroadcastElement(String seq, Context context, Collector<RowData> out)
      throws Exception {
    BroadcastState<String, String> truncations = context.getBroadcastState(TRUNCATIONS);
    String newest = truncations.get(NEWEST);
    if (newest != null && seq.compareTo(newest) <= 0) {
      return;
    }
    truncations.put(NEWEST, seq);
    context.applyToKeyedState(
        LATEST,
        (text, state) -> {
          LatestVersion known = state.value();
          if (known.isPresent() && known.getSeq().compareTo(seq) < 0) {
            GenericRowData row = new GenericRowData(RowKind.DELETE, getters.length);
            key.fill(text, row);
            out.collect(locate(row, known));
            metrics.rowDeleted();
            state.update(new LatestVersion(seq, null, false, true));
          }
        });
  }

  /**
   * The two events of an update of the source's primary key share a seq. Where silver has another
   * key, which stayed the same, the new row counts, not the delete of the old.
   */
  private static boolean isNewer(String seq, boolean delete, LatestVersion known) {
    int order = seq.compareTo(known.getSeq());
    return order > 0 || (order == 0 && known.isDeleted() && !delete);
  }

  /**
   * Removes what lies there. It carries the seq of just that row, so that Hudi, which may see a
   * commit's deletes after its rows, does not let it win over the row that takes its place.
   */
  private RowData delete(RowData row, LatestVersion known) {
    return locate(copy(row, RowKind.DELETE), known);
  }

  private RowData locate(GenericRowData delete, LatestVersion known) {
    delete.setField(layout.seqPosition(), StringData.fromString(known.getSeq()));
    if (layout.partitionPosition() >= 0) {
      delete.setField(layout.partitionPosition(), StringData.fromString(known.getPartition()));
    }
    return delete;
  }

  private GenericRowData copy(RowData row, RowKind kind) {
    GenericRowData copy = new GenericRowData(kind, getters.length);
    for (int i = 0; i < getters.length; i++) {
      copy.setField(i, getters[i].getFieldOrNull(row));
    }
    return copy;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    rowCounts =
        context.getOperatorStateStore().getListState(new ListStateDescriptor<>("rows", Types.LONG));
    long rows = 0;
    for (long count : rowCounts.get()) {
      rows += count;
    }
    metrics = new SilverMetrics(rows);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    rowCounts.update(List.of(metrics.rows()));
    metrics.checkpointTaken(context.getCheckpointId());
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    metrics.checkpointCompleted(checkpointId);
  }
}
