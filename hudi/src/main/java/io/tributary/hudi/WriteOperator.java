package io.tributary.hudi;

import io.tributary.common.table.HudiTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.checkpoint.SavepointType;
import org.apache.flink.runtime.checkpoint.SnapshotType;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;
import org.apache.flink.runtime.operators.coordination.OperatorEventGateway;
import org.apache.flink.runtime.operators.coordination.OperatorEventHandler;
import org.apache.flink.runtime.state.CheckpointStreamFactory;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFutures;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;

/**
 * Buffers rows and writes them at each checkpoint, or before if they are many, as log files that
 * become readable when {@link WriteCoordinator} commits them. Emits the instants of compactions to
 * execute.
 *
 * <p>A subtask that has no rows at a checkpoint does and says nothing. After the barrier of a
 * checkpoint it writes nothing until the coordinator says that the checkpoint is settled: else the
 * rows would be in the instant that is just being committed, and yet not in its metadata, by which
 * streaming readers go.
 */
final class WriteOperator extends AbstractStreamOperator<String>
    implements OneInputStreamOperator<RowData, String>, OperatorEventHandler, BoundedOneInput {

  private static final long serialVersionUID = 1L;

  private final HudiTable table;
  private final Configuration conf;
  private final long bufferBytes;
  private final OperatorEventGateway coordinator;
  private final MailboxExecutor mailbox;

  private transient int subtask;
  private transient RowBuffer buffer;
  private transient FileSlices slices;
  private transient LogWriter writer;
  private transient ListState<byte[]> writtenState;
  private transient ListState<byte[]> rowState;

  private transient String instant;
  private transient List<WrittenLog> written;
  private transient TreeSet<Long> unsettled;
  private transient boolean silentSavepoint;
  private transient Counter commits;
  private transient volatile long lastCommit;

  /**
   * @param mailbox of the lowest priority: it must run the coordinator's events while this operator
   *     waits for one
   */
  WriteOperator(
      HudiTable table,
      Configuration conf,
      long bufferBytes,
      OperatorEventGateway coordinator,
      MailboxExecutor mailbox) {
    this.table = table;
    this.conf = conf;
    this.bufferBytes = bufferBytes;
    this.coordinator = coordinator;
    this.mailbox = mailbox;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    if (!getContainingTask().getConfiguration().isCheckpointingEnabled()) {
      throw new IllegalStateException(
          "Rows of " + table.fullName() + " are committed by checkpoints: enable checkpointing");
    }
    int subtasks = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
    subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    RecordKeys keys = new RecordKeys(table);
    RowDataSerializer serializer = new RowDataSerializer(table.rowType());
    buffer = new RowBuffer(keys, serializer);
    slices = new FileSlices(conf, HudiClients.writeConfig(conf), HudiClients.context(conf));
    writer =
        new LogWriter(
            table,
            conf,
            keys,
            slices,
            subtask,
            (int) (System.currentTimeMillis() & Integer.MAX_VALUE));
    written = new ArrayList<>();
    unsettled = new TreeSet<>();

    MetricGroup metrics = HudiMetrics.group(getMetricGroup(), table.fullName());
    commits = metrics.counter("commits");
    if (subtask == 0) {
      metrics.gauge("lastCommitMillis", () -> lastCommit);
    }

    writtenState =
        context
            .getOperatorStateStore()
            .getListState(
                new ListStateDescriptor<>("written-logs", BytePrimitiveArraySerializer.INSTANCE));
    rowState =
        context
            .getOperatorStateStore()
            .getUnionListState(
                new ListStateDescriptor<>("unwritten-rows", BytePrimitiveArraySerializer.INSTANCE));
    Map<String, ArrayList<WrittenLog>> restored = new HashMap<>();
    for (byte[] state : writtenState.get()) {
      List<WrittenLog> logs = new ArrayList<>();
      String of = WrittenLog.decode(state, logs);
      restored.computeIfAbsent(of, i -> new ArrayList<>()).addAll(logs);
    }
    for (byte[] state : rowState.get()) {
      for (RowData row : UnwrittenRows.decode(state, table.rowType())) {
        if (keys.subtask(row, subtasks) == subtask) {
          buffer.put(row);
        }
      }
    }
    coordinator.sendEventToCoordinator(new WriteEvents.Restored(restored));
  }

  @Override
  public void processElement(StreamRecord<RowData> element) throws Exception {
    RowData row = element.getValue();
    switch (row.getRowKind()) {
      case UPDATE_BEFORE:
        return;
      case INSERT:
      case UPDATE_AFTER:
      case DELETE:
        buffer.put(row);
    }
    if (buffer.bytes() > bufferBytes) {
      awaitSettled();
      writeBuffer();
    }
  }

  /** Runs what comes in beside rows, among it the coordinator's word, until writing is allowed. */
  private void awaitSettled() throws InterruptedException {
    while (!maySafelyWrite()) {
      mailbox.yield();
    }
  }

  private boolean maySafelyWrite() {
    return instant != null && unsettled.isEmpty();
  }

  private void writeBuffer() throws IOException {
    if (!buffer.isEmpty()) {
      written.addAll(writer.write(instant, buffer));
      buffer.clear();
    }
  }

  @Override
  public void endInput() throws Exception {
    awaitSettled();
    writeBuffer();
  }

  /**
   * Of a savepoint that the job outlives Flink never says that it is complete. Its rows stay in its
   * state and in the buffer: a log file could be rolled back before the savepoint is restored.
   */
  @Override
  public OperatorSnapshotFutures snapshotState(
      long checkpoint, long timestamp, CheckpointOptions options, CheckpointStreamFactory factory)
      throws Exception {
    SnapshotType type = options.getCheckpointType();
    silentSavepoint = type.isSavepoint() && !((SavepointType) type).isSynchronous();
    return super.snapshotState(checkpoint, timestamp, options, factory);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    long checkpoint = context.getCheckpointId();
    // Not settled is the last checkpoint here if Flink began this one before it told of that one's
    // completion. Then the rows go into the state, and into a log file at the next checkpoint.
    if (!silentSavepoint && maySafelyWrite()) {
      writeBuffer();
      if (!written.isEmpty()) {
        coordinator.sendEventToCoordinator(new WriteEvents.Written(checkpoint, instant, written));
      }
      unsettled.add(checkpoint);
    }
    writtenState.update(
        written.isEmpty()
            ? Collections.emptyList()
            : Collections.singletonList(WrittenLog.encode(instant, written)));
    rowState.update(
        buffer.isEmpty()
            ? Collections.emptyList()
            : Collections.singletonList(UnwrittenRows.encode(table.rowType(), buffer.all())));
  }

  @Override
  public void handleOperatorEvent(OperatorEvent event) {
    if (event instanceof WriteEvents.Opened) {
      opened((WriteEvents.Opened) event);
    } else if (event instanceof WriteEvents.Aborted) {
      unsettled.remove(((WriteEvents.Aborted) event).checkpoint());
    } else {
      throw new IllegalArgumentException("Not an event for a writer: " + event);
    }
  }

  private void opened(WriteEvents.Opened event) {
    if (!event.instant().equals(instant)) {
      if (instant != null && subtask == 0) {
        commits.inc();
        lastCommit = System.currentTimeMillis();
      }
      instant = event.instant();
      written.clear();
    }
    unsettled.headSet(event.settled(), true).clear();
    for (WriteEvents.Compaction compaction : event.compactions()) {
      slices.compactionScheduled(compaction.instant(), compaction.fileIds());
      if (subtask == 0) {
        output.collect(new StreamRecord<>(compaction.instant()));
      }
    }
  }
}
