package io.tributary.silver.source;

import io.tributary.common.commitlog.CommitLogReader;
import io.tributary.common.commitlog.CommittedFile;
import io.tributary.common.commitlog.Manifest;
import io.tributary.common.schema.TableId;
import io.tributary.common.storage.ObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a source's commit log and gives its files to readers, oldest first.
 *
 * <p>Each table has its own place in the log, so that a table added later reads the log from its
 * start while the others go on. Its state stays small: when readers fall behind, the log is not
 * read further ahead.
 */
final class CommitLogEnumerator implements SplitEnumerator<BronzeSplit, CommitLogState> {

  private static final Logger LOG = LoggerFactory.getLogger(CommitLogEnumerator.class);

  /** Files known but not given out at which reading ahead pauses. */
  private static final int MAX_PENDING = 1_000;

  private static final int MANIFESTS_AT_ONCE = 20;

  private final SplitEnumeratorContext<BronzeSplit> context;
  private final String root;
  private final ObjectStore store;
  private final CommitLogReader log;
  private final Duration interval;
  private final Map<TableId, String> positions = new TreeMap<>();
  private final Deque<BronzeSplit> pending = new ArrayDeque<>();
  private final Set<Integer> waiting = new TreeSet<>();
  private boolean reading;

  /**
   * @param tables the tables to read; others in the log are passed over
   * @param root address of the source's part of bronze
   * @param store the same place; the enumerator closes it
   * @param interval between looks at the log
   */
  CommitLogEnumerator(
      SplitEnumeratorContext<BronzeSplit> context,
      Collection<TableId> tables,
      String root,
      ObjectStore store,
      Duration interval,
      CommitLogState restored) {
    this.context = context;
    this.root = root;
    this.store = store;
    this.log = new CommitLogReader(store);
    this.interval = interval;
    for (TableId table : tables) {
      positions.put(table, restored.positions().getOrDefault(table, CommitLogReader.START));
    }
    for (BronzeSplit split : restored.pending()) {
      if (positions.containsKey(split.table())) {
        pending.add(split);
      }
    }
  }

  @Override
  public void start() {
    context.callAsync(() -> true, (tick, failure) -> readAhead(), 0, interval.toMillis());
  }

  /**
   * Reads on where the table that is furthest behind stands, unless that is under way already. Only
   * the requests run on another thread, and they are handed all that they need.
   */
  private void readAhead() {
    if (reading || positions.isEmpty() || pending.size() >= MAX_PENDING) {
      return;
    }
    reading = true;
    String behind = Collections.min(positions.values());
    context.callAsync(() -> manifestsAfter(behind), this::take);
  }

  private Map<String, Manifest> manifestsAfter(String name) throws IOException {
    Map<String, Manifest> manifests = new LinkedHashMap<>();
    for (String next : log.namesAfter(name, MANIFESTS_AT_ONCE)) {
      manifests.put(next, log.read(next));
    }
    return manifests;
  }

  private void take(Map<String, Manifest> manifests, Throwable failure) {
    reading = false;
    if (failure != null) {
      LOG.warn("Cannot read the commit log of {}; trying again in {}", root, interval, failure);
      return;
    }
    manifests.forEach(this::take);
    assign();
    if (manifests.size() == MANIFESTS_AT_ONCE) {
      readAhead();
    }
  }

  private void take(String name, Manifest manifest) {
    for (CommittedFile file : manifest.files()) {
      String position = positions.get(file.table());
      if (position != null && position.compareTo(name) < 0) {
        pending.add(
            new BronzeSplit(file.table(), new Path(root + "/" + file.path()), file.bytes(), null));
      }
    }
    positions.replaceAll((table, position) -> position.compareTo(name) < 0 ? name : position);
  }

  private void assign() {
    List<Integer> readers = new ArrayList<>(waiting);
    for (int reader : readers) {
      BronzeSplit split = pending.poll();
      if (split == null) {
        return;
      }
      waiting.remove(reader);
      if (context.registeredReaders().containsKey(reader)) {
        context.assignSplit(split, reader);
      } else {
        pending.addFirst(split);
      }
    }
  }

  @Override
  public void handleSplitRequest(int subtaskId, String requesterHostname) {
    waiting.add(subtaskId);
    assign();
  }

  @Override
  public void addSplitsBack(List<BronzeSplit> splits, int subtaskId) {
    for (int i = splits.size() - 1; i >= 0; i--) {
      pending.addFirst(splits.get(i));
    }
    waiting.remove(subtaskId);
    assign();
  }

  @Override
  public void addReader(int subtaskId) {
    // Readers ask for splits themselves.
  }

  @Override
  public CommitLogState snapshotState(long checkpointId) {
    return new CommitLogState(positions, new ArrayList<>(pending));
  }

  @Override
  public void close() {
    store.close();
  }
}
