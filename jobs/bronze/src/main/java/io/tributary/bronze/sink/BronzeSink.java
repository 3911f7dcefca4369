package io.tributary.bronze.sink;

import io.tributary.bronze.Captured;
import io.tributary.common.commitlog.CommitLogWriter;
import io.tributary.common.commitlog.CommittedFile;
import io.tributary.common.deadletter.DeadLetterQueue;
import io.tributary.common.storage.ObjectStore;
import io.tributary.common.storage.StorageAddress;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Writes a source's events to bronze exactly once: files come to be with their checkpoint, and then
 * the commit log names them.
 *
 * <p>Flink's FileSink commits files the same way, over the same recoverable writers. It does not
 * serve here because it can neither begin a new file when a table's schema changes nor tell the
 * commit log what is in a file.
 */
public final class BronzeSink
    implements Sink<Captured>,
        SupportsCommitter<BronzeFile>,
        SupportsPostCommitTopology<BronzeFile> {

  private static final long serialVersionUID = 1L;

  private final String source;
  private final StorageAddress root;
  private final DeadLetterQueue deadLetters;

  /**
   * @param source the source's name, of which uids are made
   * @param root the source's part of bronze
   * @param deadLettersPerMinute see {@link DeadLetterQueue}
   */
  public BronzeSink(String source, StorageAddress root, int deadLettersPerMinute) {
    this.source = source;
    this.root = root;
    this.deadLetters = new DeadLetterQueue(root, deadLettersPerMinute);
  }

  /**
   * Writes events to bronze at once, from outside any job, and names their files to readers.
   *
   * @param root the source's part of bronze
   * @return names of the files, below that root
   */
  public static List<String> append(StorageAddress root, List<Captured> captured)
      throws IOException {
    MetricGroup unseen = UnregisteredMetricsGroup.createOperatorMetricGroup();
    Path path = new Path(root.address());
    try (ObjectStore store = root.open();
        BronzeWriter writer =
            new BronzeWriter(
                path,
                root.open(),
                0,
                new CaptureMetrics(unseen),
                new DeadLetterQueue(root, 0).open(unseen))) {
      for (Captured each : captured) {
        writer.write(each, null);
      }
      List<BronzeFile> files = List.copyOf(writer.prepareCommit());
      try (BronzeCommitter committer = new BronzeCommitter(path)) {
        for (BronzeFile file : files) {
          committer.commit(file);
        }
      }
      List<CommittedFile> committed =
          files.stream().map(BronzeFile::description).collect(Collectors.toList());
      if (!committed.isEmpty()) {
        CommitLogWriter.insert(store, committed);
      }
      return committed.stream().map(CommittedFile::path).collect(Collectors.toList());
    }
  }

  @Override
  @Deprecated
  public SinkWriter<Captured> createWriter(InitContext context) {
    throw new IllegalStateException("Flink 1.20 calls createWriter(WriterInitContext)");
  }

  @Override
  public SinkWriter<Captured> createWriter(WriterInitContext context) throws IOException {
    return new BronzeWriter(
        new Path(root.address()),
        root.open(),
        context.getTaskInfo().getIndexOfThisSubtask(),
        new CaptureMetrics(context.metricGroup()),
        deadLetters.open(context.metricGroup()));
  }

  @Override
  public Committer<BronzeFile> createCommitter(CommitterInitContext context) throws IOException {
    return new BronzeCommitter(new Path(root.address()));
  }

  @Override
  public SimpleVersionedSerializer<BronzeFile> getCommittableSerializer() {
    return new BronzeFileSerializer();
  }

  @Override
  public void addPostCommitTopology(DataStream<CommittableMessage<BronzeFile>> committed) {
    committed
        .global()
        .transform("commit-log-" + source, Types.VOID, new CommitLogOperator(root))
        .uid("bronze-" + source + "-commit-log")
        .setParallelism(1)
        .setMaxParallelism(1);
  }
}
