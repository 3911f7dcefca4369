package io.tributary.bronze;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/** Ends the job, and says why, where trying again would fail for ever. */
final class LogReader<SplitT extends SourceSplit> implements SourceReader<Captured, SplitT> {

  private static final long NO_CHECKPOINT = -1;

  private final SourceReader<Captured, SplitT> connector;
  private final LogAccess<SplitT> log;

  LogReader(SourceReader<Captured, SplitT> connector, LogAccess<SplitT> log) {
    this.connector = connector;
    this.log = log;
  }

  /**
   * @throws SuppressRestartsException if the server no longer has what is to be read next
   */
  @Override
  public InputStatus pollNext(ReaderOutput<Captured> output) throws Exception {
    try {
      return connector.pollNext(output);
    } catch (Exception e) {
      Optional<String> loss = log.explainLoss(e, connector.snapshotState(NO_CHECKPOINT));
      if (loss.isPresent()) {
        throw new SuppressRestartsException(new IllegalStateException(loss.get(), e));
      }
      throw e;
    }
  }

  @Override
  public void addSplits(List<SplitT> splits) {
    connector.addSplits(splits.stream().map(log::toRead).collect(Collectors.toList()));
  }

  @Override
  public void start() {
    connector.start();
  }

  @Override
  public List<SplitT> snapshotState(long checkpointId) {
    return connector.snapshotState(checkpointId);
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return connector.isAvailable();
  }

  @Override
  public void notifyNoMoreSplits() {
    connector.notifyNoMoreSplits();
  }

  @Override
  public void handleSourceEvents(SourceEvent event) {
    connector.handleSourceEvents(event);
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    connector.notifyCheckpointComplete(checkpointId);
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) throws Exception {
    connector.notifyCheckpointAborted(checkpointId);
  }

  @Override
  public void pauseOrResumeSplits(Collection<String> pause, Collection<String> resume) {
    connector.pauseOrResumeSplits(pause, resume);
  }

  @Override
  public void close() throws Exception {
    connector.close();
  }
}
