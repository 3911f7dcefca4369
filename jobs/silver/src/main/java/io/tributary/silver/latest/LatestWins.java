package io.tributary.silver.latest;

import io.tributary.common.table.HudiTable;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
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
 * deleted from where it lay.
 */
public final class LatestWins extends KeyedProcessFunction<String, RowData, RowData>
    implements CheckpointedFunction, CheckpointListener {

  private static final long serialVersionUID = 1L;

  private final String tableName;
  private final RowLayout layout;
  private final RowData.FieldGetter[] getters;
  private final boolean softDeletes;

  private transient ValueState<LatestVersion> latest;
  private transient ListState<Long> rowCounts;
  private transient SilverMetrics metrics;

  /**
   * @param table the table that the rows are for; they have its columns and one behind, see {@link
   *     RowLayout}
   * @param softDeletes whether deleted rows stay in the table, marked
   */
  public LatestWins(HudiTable table, boolean softDeletes) {
    this.tableName = table.fullName();
    this.layout = new RowLayout(table);
    this.getters = new RowData.FieldGetter[layout.columns()];
    for (int i = 0; i < getters.length; i++) {
      getters[i] = RowData.createFieldGetter(table.rowType().getTypeAt(i), i);
    }
    this.softDeletes = softDeletes;
  }

  @Override
  public void open(OpenContext context) {
    latest =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("latest", Types.POJO(LatestVersion.class)));
    metrics.register(getRuntimeContext().getMetricGroup(), tableName);
  }

  @Override
  public void processElement(RowData row, Context context, Collector<RowData> out)
      throws Exception {
    metrics.received(layout.sourceTs(row), layout.isRescued(row));
    String seq = layout.seq(row);
    LatestVersion known = latest.value();
    if (known != null && seq.compareTo(known.getSeq()) <= 0) {
      metrics.dropped();
      return;
    }
    boolean wasThere = known != null && !known.isDeleted();
    boolean delete = layout.isDelete(row) || !layout.isKept(row);
    if (!delete) {
      upsert(row, seq, layout.partition(row), known, wasThere, out);
    } else if (softDeletes && wasThere) {
      // The before image of a delete may name another partition than the row lies in.
      upsert(row, seq, known.getPartition(), known, true, out);
    } else {
      if (wasThere) {
        out.collect(copy(row, RowKind.DELETE, known.getPartition()));
        metrics.rowDeleted();
      }
      latest.update(new LatestVersion(seq, known == null ? null : known.getPartition(), true));
    }
  }

  private void upsert(
      RowData row,
      String seq,
      String partition,
      LatestVersion known,
      boolean wasThere,
      Collector<RowData> out)
      throws Exception {
    if (wasThere && !Objects.equals(partition, known.getPartition())) {
      out.collect(copy(row, RowKind.DELETE, known.getPartition()));
    }
    out.collect(copy(row, wasThere ? RowKind.UPDATE_AFTER : RowKind.INSERT, partition));
    if (!wasThere) {
      metrics.rowAdded();
    }
    latest.update(new LatestVersion(seq, partition, false));
  }

  private RowData copy(RowData row, RowKind kind, String partition) {
    GenericRowData copy = new GenericRowData(kind, getters.length);
    for (int i = 0; i < getters.length; i++) {
      copy.setField(i, getters[i].getFieldOrNull(row));
    }
    if (layout.partitionPosition() >= 0) {
      copy.setField(layout.partitionPosition(), StringData.fromString(partition));
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
