package io.tributary.consumer;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.state.CheckpointListener;
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
    private final Queue<List<RowData>> waiting = new ArrayDeque<>();
    private int emitted;
    private int committed;
    private boolean closed;
  }

  private final int id = IDS.incrementAndGet();
  private transient volatile boolean running;
  private transient TreeMap<Long, Integer> checkpoints;

  Feed() {
    STEPS.put(id, new Steps());
  }

  /** Hands rows over and waits until a checkpoint has taken them in. */
  void commit(List<RowData> rows) throws InterruptedException {
    Steps steps = STEPS.get(id);
    synchronized (steps) {
      steps.waiting.add(rows);
      int goal = steps.emitted + steps.waiting.size();
      steps.notifyAll();
      while (steps.committed < goal) {
        steps.wait();
      }
    }
  }

  /** Lets the source end. */
  void close() {
    Steps steps = STEPS.get(id);
    synchronized (steps) {
      steps.closed = true;
      steps.notifyAll();
    }
  }

  @Override
  public void run(SourceContext<RowData> context) throws Exception {
    Steps steps = STEPS.get(id);
    running = true;
    while (running) {
      synchronized (steps) {
        while (running && !steps.closed && steps.waiting.isEmpty()) {
          steps.wait();
        }
        if (steps.closed) {
          return;
        }
      }
      // A checkpoint holds the checkpoint lock first.
      synchronized (context.getCheckpointLock()) {
        synchronized (steps) {
          if (!steps.waiting.isEmpty()) {
            steps.waiting.remove().forEach(context::collect);
            steps.emitted++;
          }
        }
      }
      synchronized (steps) {
        while (running && !steps.closed && steps.committed < steps.emitted) {
          steps.wait();
        }
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
  public void initializeState(FunctionInitializationContext context) {
    checkpoints = new TreeMap<>();
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    Steps steps = STEPS.get(id);
    synchronized (steps) {
      checkpoints.put(context.getCheckpointId(), steps.emitted);
    }
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    Steps steps = STEPS.get(id);
    synchronized (steps) {
      Map.Entry<Long, Integer> newest = checkpoints.floorEntry(checkpointId);
      if (newest != null) {
        steps.committed = Math.max(steps.committed, newest.getValue());
        steps.notifyAll();
      }
    }
  }
}
