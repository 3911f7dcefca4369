package io.tributary.hudi.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.flink.util.TemporaryClassLoaderContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a table and hands out rounds, the next one when every reader has read the last.
 *
 * <p>The files of a file group go to the same reader always, so that the changes of a key that
 * stays where it is keep their order. A reader that comes back after a failure is told of the end
 * of the current round once more; so the enumerator learns when it has caught up.
 */
final class RoundEnumerator implements SplitEnumerator<RoundSplit, EnumeratorState> {

  private static final Logger LOG = LoggerFactory.getLogger(RoundEnumerator.class);
  private static final int PATIENCE = 5;

  private final SplitEnumeratorContext<RoundSplit> context;
  private final RoundPlanner planner;
  private final long pollMillis;
  private final String table;
  private final Counter repairs;
  private final Set<Integer> busy = new HashSet<>();
  private final List<RoundSplit> returned;

  // Read by the planning thread, written by the coordinator's.
  private volatile Position position;
  private volatile boolean missed;
  private volatile boolean idle;
  private boolean looked;
  private long repairedRound;
  private int failures;

  RoundEnumerator(
      SplitEnumeratorContext<RoundSplit> context,
      RoundPlanner planner,
      long pollMillis,
      String table,
      EnumeratorState restored) {
    this.context = context;
    this.planner = planner;
    this.pollMillis = pollMillis;
    this.table = table;
    this.repairs = context.metricGroup().counter("repairs");
    this.position = restored.position();
    this.returned = new ArrayList<>(restored.returned());
  }

  @Override
  public void start() {
    context.callAsync(this::plan, this::handOut, 0, pollMillis);
  }

  private Optional<Round> plan() throws Exception {
    if (!idle) {
      return Optional.empty();
    }
    try (TemporaryClassLoaderContext ignored =
        TemporaryClassLoaderContext.of(RoundEnumerator.class.getClassLoader())) {
      return planner.plan(position, missed);
    }
  }

  private void handOut(Optional<Round> planned, Throwable failure) {
    if (failure != null) {
      failures++;
      if (failures >= PATIENCE) {
        throw new FlinkRuntimeException(
            "Cannot read the timeline of " + table + " (" + failures + " times in a row)", failure);
      }
      LOG.warn("Cannot read the timeline of {}: trying again", table, failure);
      return;
    }
    failures = 0;
    // A reader may have failed, or another answer come, since this one was asked for.
    if (planned.isEmpty() || !idle || !planned.get().from().equals(position)) {
      return;
    }
    Round round = planned.get();
    position = round.to();
    if (position.isRepair()) {
      LOG.warn("Commits of {} were cleaned before they were read: it is shown again", table);
      repairs.inc();
      repairedRound = position.round();
      missed = false;
    }
    Map<Integer, List<RoundSplit>> assignment = new HashMap<>();
    for (RoundSplit split : round.splits()) {
      assignment.computeIfAbsent(reader(split), subtask -> new ArrayList<>()).add(split);
    }
    for (int subtask : context.registeredReaders().keySet()) {
      assignment.computeIfAbsent(subtask, any -> new ArrayList<>()).add(end());
      busy.add(subtask);
    }
    context.assignSplits(new SplitsAssignment<>(assignment));
    updateIdle();
    LOG.info("{}: {} with {} file groups", table, position, round.splits().size());
  }

  @Override
  public void addReader(int subtask) {
    List<RoundSplit> splits = new ArrayList<>();
    returned.removeIf(split -> reader(split) == subtask && splits.add(split));
    if (position.round() > 0) {
      splits.add(end());
      busy.add(subtask);
      context.assignSplits(new SplitsAssignment<>(Map.of(subtask, splits)));
    }
    updateIdle();
  }

  @Override
  public void addSplitsBack(List<RoundSplit> splits, int subtask) {
    splits.stream().filter(split -> !split.isEnd()).forEach(returned::add);
    busy.add(subtask);
    updateIdle();
  }

  @Override
  public void handleSourceEvent(int subtask, SourceEvent event) {
    ReaderEvent told = (ReaderEvent) event;
    if (told.kind() == ReaderEvent.Kind.FILES_GONE) {
      missed |= told.round() > repairedRound;
    } else if (told.round() == position.round()) {
      busy.remove(subtask);
      updateIdle();
    }
  }

  /** Busy readers stay busy until they say otherwise; one that is missing keeps all waiting. */
  private void updateIdle() {
    idle =
        busy.isEmpty()
            && returned.isEmpty()
            && context.registeredReaders().size() == context.currentParallelism();
    if (idle && !looked) {
      // Readers are there a moment after the first look: do not keep them waiting for the next.
      looked = true;
      context.callAsync(this::plan, this::handOut);
    }
  }

  private RoundSplit end() {
    return RoundSplit.end(position.round(), position.isRepair());
  }

  private int reader(RoundSplit split) {
    // The first eight characters of a file group's id are its bucket: neighbours get neighbours.
    int bucket = Integer.parseInt(split.fileId().substring(0, 8));
    return Math.floorMod(31 * split.partition().hashCode() + bucket, context.currentParallelism());
  }

  @Override
  public void handleSplitRequest(int subtask, String host) {
    throw new UnsupportedOperationException("Readers are given what they are to read");
  }

  @Override
  public EnumeratorState snapshotState(long checkpointId) {
    return new EnumeratorState(position, returned);
  }

  @Override
  public void close() {}
}
