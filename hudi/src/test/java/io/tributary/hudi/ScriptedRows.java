package io.tributary.hudi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.source.SourceFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;

/**
 * A source that emits one list of rows at a time and goes on to the next once a checkpoint has
 * taken the last one in, so that each list is one delta commit. After the last one it completes a
 * number of idle checkpoints, then ends, or waits to be cancelled.
 */
@SuppressWarnings("deprecation")
final class ScriptedRows
    implements SourceFunction<RowData>, CheckpointedFunction, CheckpointListener {

  private static final long serialVersionUID = 1L;
  private static final AtomicInteger IDS = new AtomicInteger();
  private static final Map<Integer, Progress> PROGRESS = new ConcurrentHashMap<>();

  /** What a test sees of the source, in whichever attempt it runs. */
  static final class Progress {
    private final List<List<RowData>> steps;
    volatile int committedSteps;
    volatile int idleCheckpoints;
    volatile int failures;

    private Progress(List<List<RowData>> steps) {
      this.steps = new ArrayList<>(steps);
    }
  }

  private final int id = IDS.incrementAndGet();
  private final List<Integer> failBefore;
  private final int idle;
  private final boolean endless;

  private transient volatile boolean running;
  private transient volatile int completedStep;
  private transient volatile int idleDone;
  private transient int next;
  private transient TreeMap<Long, Integer> pending;
  private transient ListState<Integer> state;

  /**
   * @param steps rows of each commit
   * @param failBefore steps before whose rows are checkpointed the source fails, once each
   * @param idle checkpoints to complete after the last step
   * @param endless whether to wait for cancellation after them
   */
  ScriptedRows(List<List<RowData>> steps, List<Integer> failBefore, int idle, boolean endless) {
    this.failBefore = new ArrayList<>(failBefore);
    this.idle = idle;
    this.endless = endless;
    PROGRESS.put(id, new Progress(steps));
  }

  static ScriptedRows of(List<List<RowData>> steps) {
    return new ScriptedRows(steps, Collections.emptyList(), 1, false);
  }

  Progress progress() {
    return PROGRESS.get(id);
  }

  DataStream<RowData> in(StreamExecutionEnvironment env, RowType type, String uid) {
    TypeInformation<RowData> info = InternalTypeInfo.of(type);
    return env.addSource(this, uid, info).uid(uid).setParallelism(1);
  }

  @Override
  public void run(SourceContext<RowData> context) throws Exception {
    running = true;
    Progress progress = PROGRESS.get(id);
    List<List<RowData>> steps = progress.steps;
    while (running && next < steps.size()) {
      synchronized (context.getCheckpointLock()) {
        steps.get(next).forEach(context::collect);
        next++;
      }
      int failures = progress.failures;
      if (failures < failBefore.size() && failBefore.get(failures) == next - 1) {
        progress.failures = failures + 1;
        throw new IllegalStateException("Injected failure in step " + (next - 1));
      }
      await(() -> completedStep >= next);
    }
    await(() -> idleDone >= idle);
    if (endless) {
      await(() -> false);
    }
  }

  private interface Condition {
    boolean holds();
  }

  private synchronized void await(Condition condition) throws InterruptedException {
    while (running && !condition.holds()) {
      wait(1000);
    }
  }

  @Override
  public synchronized void cancel() {
    running = false;
    notifyAll();
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    state.update(Collections.singletonList(next));
    pending.put(context.getCheckpointId(), next);
  }

  @Override
  public synchronized void notifyCheckpointComplete(long checkpointId) {
    Integer step = pending.get(checkpointId);
    if (step != null) {
      if (step == PROGRESS.get(id).steps.size() && completedStep == step) {
        idleDone++;
        PROGRESS.get(id).idleCheckpoints++;
      }
      completedStep = step;
      PROGRESS.get(id).committedSteps = step;
      pending.headMap(checkpointId, true).clear();
      notifyAll();
    }
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    pending = new TreeMap<>();
    state =
        context.getOperatorStateStore().getListState(new ListStateDescriptor<>("next", Types.INT));
    for (Integer restored : state.get()) {
      next = restored;
      completedStep = restored;
    }
  }
}
