package io.tributary.bronze.sink;

import io.tributary.common.commitlog.CommitLogWriter;
import io.tributary.common.commitlog.CommittedFile;
import io.tributary.common.storage.ObjectStore;
import io.tributary.common.storage.StorageAddress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableSummary;
import org.apache.flink.streaming.api.connector.sink2.CommittableWithLineage;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Names committed files in the commit log: one manifest a checkpoint, as soon as all writers have
 * committed theirs.
 *
 * <p>It keeps no state. What has been committed is delivered before the next barrier, and is in the
 * log before that barrier passes; after a failure the committers deliver anew what the last
 * completed checkpoint held. So every file is named at least once, and readers need not mind a
 * second time.
 */
final class CommitLogOperator extends AbstractStreamOperator<Void>
    implements OneInputStreamOperator<CommittableMessage<BronzeFile>, Void> {

  private static final long serialVersionUID = 1L;

  private final StorageAddress address;

  private transient ObjectStore store;
  private transient CommitLogWriter log;
  private transient Map<Long, Commit> commits;

  CommitLogOperator(StorageAddress address) {
    this.address = address;
  }

  @Override
  public void open() throws Exception {
    super.open();
    store = address.open();
    log = CommitLogWriter.begin(store);
    commits = new TreeMap<>();
  }

  @Override
  public void processElement(StreamRecord<CommittableMessage<BronzeFile>> element)
      throws IOException {
    CommittableMessage<BronzeFile> message = element.getValue();
    long checkpoint = message.getCheckpointIdOrEOI();
    Commit commit = commits.computeIfAbsent(checkpoint, unused -> new Commit());
    if (message instanceof CommittableSummary) {
      commit.expect((CommittableSummary<BronzeFile>) message);
    } else {
      commit.files.add(
          ((CommittableWithLineage<BronzeFile>) message).getCommittable().description());
    }
    if (commit.isComplete()) {
      commits.remove(checkpoint);
      append(checkpoint, commit);
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpoint) throws Exception {
    appendAll();
  }

  @Override
  public void finish() throws Exception {
    appendAll();
    super.finish();
  }

  private void appendAll() throws IOException {
    for (Map.Entry<Long, Commit> commit : commits.entrySet()) {
      append(commit.getKey(), commit.getValue());
    }
    commits.clear();
  }

  private void append(long checkpoint, Commit commit) throws IOException {
    if (!commit.files.isEmpty()) {
      String name = log.append(checkpoint, commit.files);
      LOG.info("Committed {} files of checkpoint {} as {}", commit.files.size(), checkpoint, name);
    }
  }

  @Override
  public void close() throws Exception {
    if (store != null) {
      store.close();
    }
    super.close();
  }

  /** What has arrived of a checkpoint's files. */
  private static final class Commit {

    private final List<CommittedFile> files = new ArrayList<>();
    private final Set<Integer> subtasks = new HashSet<>();
    private int expectedSubtasks = Integer.MAX_VALUE;
    private int expectedFiles;

    void expect(CommittableSummary<BronzeFile> summary) {
      if (subtasks.add(summary.getSubtaskId())) {
        expectedSubtasks = summary.getNumberOfSubtasks();
        expectedFiles += summary.getNumberOfCommittables();
      }
    }

    boolean isComplete() {
      return subtasks.size() >= expectedSubtasks && files.size() >= expectedFiles;
    }
  }
}
