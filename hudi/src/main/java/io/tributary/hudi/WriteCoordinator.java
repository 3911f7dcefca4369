package io.tributary.hudi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.operators.coordination.OperatorCoordinator;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits what the subtasks of {@link WriteOperator} have written, one delta commit for each
 * completed checkpoint at which any of them had rows.
 *
 * <p>It tells the subtasks by events what they may do, where Hudi's coordinator leaves files that
 * they list. Flink delivers what it says before a checkpoint's barrier: so at every barrier a
 * subtask knows what became of the checkpoint before.
 *
 * <p>All work is done in one thread, in the order in which Flink called.
 */
final class WriteCoordinator implements OperatorCoordinator {

  private static final Logger LOG = LoggerFactory.getLogger(WriteCoordinator.class);

  private final String table;
  private final Configuration conf;
  private final HudiSettings settings;
  private final Context context;
  private final ExecutorService thread;

  private TableCommits commits;
  private final SubtaskGateway[] subtasks;
  private final Map<Integer, WriteEvents.Restored> restored = new HashMap<>();
  private final Map<Integer, WriteEvents.Written> written = new HashMap<>();
  private boolean begun;
  private WriteEvents.Opened opening;
  private long settled = -1;

  private WriteCoordinator(
      String table, Configuration conf, HudiSettings settings, Context context) {
    this.table = table;
    this.conf = conf;
    this.settings = settings;
    this.context = context;
    this.subtasks = new SubtaskGateway[context.currentParallelism()];
    this.thread =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread created = new Thread(work, "hudi-commits-" + table);
              created.setDaemon(true);
              created.setContextClassLoader(getClass().getClassLoader());
              return created;
            });
  }

  @Override
  public void start() {
    then("open the table", () -> commits = new TableCommits(table, conf, settings));
  }

  @Override
  public void close() throws Exception {
    // A commit that a completed checkpoint has asked for is still made, also at the job's end.
    thread.submit(
        () -> {
          if (commits != null) {
            commits.close();
          }
        });
    thread.shutdown();
    if (!thread.awaitTermination(5, TimeUnit.MINUTES)) {
      LOG.warn("The last commit to {} has not ended in time; it is left to the next start", table);
      thread.shutdownNow();
    }
  }

  @Override
  public void handleEventFromOperator(int subtask, int attempt, OperatorEvent event) {
    then(
        "take in what a subtask says",
        () -> {
          if (event instanceof WriteEvents.Restored) {
            restored.put(subtask, (WriteEvents.Restored) event);
            if (restored.size() == subtasks.length) {
              begin();
            }
          } else if (event instanceof WriteEvents.Written) {
            written.put(subtask, (WriteEvents.Written) event);
          } else {
            throw new IllegalArgumentException("Not an event for a coordinator: " + event);
          }
        });
  }

  private void begin() throws Exception {
    Map<String, List<WrittenLog>> logs = new HashMap<>();
    for (WriteEvents.Restored of : restored.values()) {
      of.logs().forEach((i, l) -> logs.computeIfAbsent(i, k -> new ArrayList<>()).addAll(l));
    }
    written.clear();
    List<WriteEvents.Compaction> pending = commits.begin(logs);
    opening = new WriteEvents.Opened(commits.instant(), settled, pending);
    begun = true;
    broadcast(opening);
  }

  @Override
  public void checkpointCoordinator(long checkpoint, CompletableFuture<byte[]> result) {
    then(
        "take part in checkpoint " + checkpoint,
        () -> {
          if (!begun) {
            // Every subtask has spoken before its first checkpoint, unless Flink restarted a few.
            throw new IllegalStateException("Only some subtasks were restarted; all have to be");
          }
          result.complete(new byte[0]);
        });
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) {
    then("commit checkpoint " + checkpoint, () -> commit(checkpoint));
  }

  private void commit(long checkpoint) throws Exception {
    if (!begun) {
      return;
    }
    settled = checkpoint;
    List<WrittenLog> logs = new ArrayList<>();
    for (WriteEvents.Written of : written.values()) {
      if (of.checkpoint() > checkpoint || !of.instant().equals(commits.instant())) {
        throw new IllegalStateException(
            "Log files of checkpoint "
                + of.checkpoint()
                + " and instant "
                + of.instant()
                + " while committing checkpoint "
                + checkpoint
                + " as instant "
                + commits.instant()
                + " of "
                + table);
      }
      logs.addAll(of.logs());
    }
    List<WriteEvents.Compaction> planned = new ArrayList<>();
    if (!logs.isEmpty()) {
      planned.addAll(commits.commit(logs));
      written.clear();
    }
    broadcast(new WriteEvents.Opened(commits.instant(), settled, planned));
  }

  @Override
  public void notifyCheckpointAborted(long checkpoint) {
    then(
        "settle failed checkpoint " + checkpoint,
        () -> broadcast(new WriteEvents.Aborted(checkpoint)));
  }

  @Override
  public void resetToCheckpoint(long checkpoint, byte[] state) {
    then("go back to checkpoint " + checkpoint, this::forgetAll);
  }

  private void forgetAll() {
    begun = false;
    restored.clear();
    written.clear();
  }

  @Override
  public void subtaskReset(int subtask, long checkpoint) {
    then(
        "reset subtask " + subtask,
        () -> {
          subtasks[subtask] = null;
          forgetAll();
        });
  }

  @Override
  public void executionAttemptFailed(int subtask, int attempt, Throwable reason) {
    then(
        "lose subtask " + subtask,
        () -> {
          subtasks[subtask] = null;
          forgetAll();
        });
  }

  @Override
  public void executionAttemptReady(int subtask, int attempt, SubtaskGateway gateway) {
    then(
        "know subtask " + subtask,
        () -> {
          subtasks[subtask] = gateway;
          if (begun) {
            gateway.sendEvent(opening);
          }
        });
  }

  private void broadcast(OperatorEvent event) {
    for (SubtaskGateway gateway : subtasks) {
      if (gateway != null) {
        gateway.sendEvent(event);
      }
    }
  }

  private interface Work {
    void run() throws Exception;
  }

  private void then(String what, Work work) {
    thread.execute(
        () -> {
          try {
            work.run();
          } catch (Throwable e) {
            LOG.error("Could not {} for {}", what, table, e);
            context.failJob(new IllegalStateException("Could not " + what + " for " + table, e));
          }
        });
  }

  /** Makes the coordinator where the job is run. */
  static final class Provider implements OperatorCoordinator.Provider {

    private static final long serialVersionUID = 1L;

    private final OperatorID id;
    private final String table;
    private final Configuration conf;
    private final HudiSettings settings;

    Provider(OperatorID id, String table, Configuration conf, HudiSettings settings) {
      this.id = id;
      this.table = table;
      this.conf = conf;
      this.settings = settings;
    }

    @Override
    public OperatorID getOperatorId() {
      return id;
    }

    @Override
    public OperatorCoordinator create(Context context) {
      return new WriteCoordinator(table, conf, settings, context);
    }
  }
}
