package io.tributary.demo.metrics;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Measures how long after its commit in the source a change can be read in silver. For each table
 * and second with commits, the first commit counts: as MySQL dates changes in whole seconds, it is
 * the one of which it can be said for certain that silver has it. Safe for use by several threads.
 */
public final class FreshnessProbe {

  private static final long SECOND = 1000;

  /** Clocks of files have coarser ticks than the JVM's. */
  private static final long CLOCK_SLACK_MILLIS = 100;

  /** A commit in the source that is not readable in silver yet. */
  private record Pending(long second, long committedMillis, boolean measured) {}

  /** Silver has said it has got so far; readable once its next commit is complete. */
  private record Reached(long newestMillis, long sinceMillis) {}

  private static final class Table {
    final Deque<Pending> pending = new ArrayDeque<>();
    final Deque<Reached> reached = new ArrayDeque<>();
    long newest;
    long polled;
    long readable;
  }

  private final Map<String, Table> tables = new HashMap<>();
  private final List<Long> samples = new ArrayList<>();
  private final Function<String, List<Long>> commits;
  private boolean measuring;

  /**
   * @param commits gives the times of a table's commits in silver, in order
   */
  public FreshnessProbe(Function<String, List<Long>> commits) {
    this.commits = commits;
  }

  /** From now on what is committed in the source counts. */
  public synchronized void startMeasuring() {
    measuring = true;
  }

  /** From now on nothing more counts; what has been committed already still does. */
  public synchronized void stopMeasuring() {
    measuring = false;
  }

  /**
   * A transaction has changed rows of a table in the source.
   *
   * @param statementMillis when the last statement on it began: what the binlog dates it by
   * @param committedMillis when it was committed
   */
  public synchronized void committed(String table, long statementMillis, long committedMillis) {
    Deque<Pending> pending = of(table).pending;
    long second = statementMillis / SECOND;
    if (pending.isEmpty() || pending.getLast().second() < second) {
      pending.addLast(new Pending(second, committedMillis, measuring));
    }
  }

  /**
   * Looks at how far silver has come.
   *
   * @param newestMillis the newest source time that silver says it has completed, whole seconds
   */
  public synchronized void poll(String name, long newestMillis, long nowMillis) {
    Table table = of(name);
    if (newestMillis > table.newest) {
      table.newest = newestMillis;
      table.reached.addLast(new Reached(newestMillis, table.polled - CLOCK_SLACK_MILLIS));
    }
    table.polled = nowMillis;
    if (table.reached.isEmpty()) {
      return;
    }
    List<Long> completed = commits.apply(name);
    while (!table.reached.isEmpty()) {
      Reached next = table.reached.getFirst();
      long readableAt =
          completed.stream().filter(at -> at >= next.sinceMillis()).findFirst().orElse(-1L);
      if (readableAt < 0) {
        return;
      }
      table.reached.removeFirst();
      table.readable = next.newestMillis();
      sample(table, readableAt);
    }
  }

  private void sample(Table table, long readableAt) {
    while (!table.pending.isEmpty()
        && table.pending.getFirst().second() * SECOND <= table.readable) {
      Pending covered = table.pending.removeFirst();
      if (covered.measured()) {
        samples.add(Math.max(0, readableAt - covered.committedMillis()));
      }
    }
  }

  /**
   * How long ago the source has committed the first change that cannot be read in silver yet; 0 if
   * all can. While a table changes all the time this is now minus the newest time readable.
   */
  public synchronized long freshnessMillis(String name, long nowMillis) {
    Pending oldest = of(name).pending.peekFirst();
    return oldest == null ? 0 : Math.max(1, nowMillis - oldest.committedMillis());
  }

  /** Whether silver has all that was committed in a table. */
  public synchronized boolean isCurrent(String name) {
    return of(name).pending.isEmpty();
  }

  /** All measured so far, of all tables, in milliseconds. */
  public synchronized Distribution measured() {
    return new Distribution(samples);
  }

  private Table of(String table) {
    return tables.computeIfAbsent(table, name -> new Table());
  }
}
