package io.tributary.consumer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.source.SourceFunction;
import org.apache.flink.table.data.RowData;

/** A source that a test feeds: each list of rows goes into one checkpoint, so one delta commit. */
@SuppressWarnings("deprecation")
final class Feed implements SourceFunction<RowData>, CheckpointedFunction, CheckpointListener {

  private static final long serialVersionUID = 1L;
  private static final AtomicInteger IDS = new AtomicInteger();
  private static final Map<Integer, Steps> STEPS = new ConcurrentHashMap<>();

  private static final class Steps {
    private final List<List<RowData>> given = new ArrayList<>();
    private int committed;
  }

  private final int id = IDS.incrementAndGet();
  private transient volatile boolean running;
  private transient int next;
  private transient TreeMap<Long, Integer> checkpoints;
  private transient ListState<Integer> state;

  Feed() {
    STEPS.put(id, new Steps());
  }

  /** Hands rows over and waits until a checkpoint has taken them in. */
  void commit(List<RowData> rows) throws InterruptedException {
    Steps steps = STEPS.get(id);
    synchronized (steps) {
      steps.given.add(rows);
      int goal = steps.given.size();
      steps.notifyAll();
      long deadline = System.nanoTime() + TestLake.PATIENCE.toNanos();
      while (steps.committed < goal) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError("The rows were not taken in by a checkpoint in time");
        }
        steps.wait(1000);
      }
    }
  }

  @Override
  public void run(SourceContext<RowData> context) throws Exception {
    Steps steps = STEPS.get(id);
    running = true;
    while (running) {
      List<RowData> rows;
      synchronized (steps) {
        while (running && (steps.committed < next || steps.given.size() <= next)) {
          steps.wait();
        }
        if (!running) {
          return;
        }
        rows = steps.given.get(next);
      }
      synchronized (context.getCheckpointLock()) {
        rows.forEach(context::collect);
        next++;
      }
    }
  }

  @Override
  public void cancel() {
    running = false;
    Steps steps = STEPS.get(id);
    synchronized (steps) {
      steps.notifyAll();
    }
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    checkpoints = new TreeMap<>();
    state =
        context.getOperatorStateStore().getListState(new ListStateDescriptor<>("next", Types.INT));
    for (int restored : state.get()) {
      next = restored;
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    state.update(List.of(next));
    checkpoints.put(context.getCheckpointId(), next);
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    Map.Entry<Long, Integer> newest = checkpoints.floorEntry(checkpointId);
    Steps steps = STEPS.get(id);
    synchronized (steps) {
      if (newest != null) {
        steps.committed = Math.max(steps.committed, newest.getValue());
        steps.notifyAll();
      }
    }
  }
}
