package io.tributary.hudi.source;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.CloseableIterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what it is given, one file group after the other, in the order in which it is given.
 *
 * <p>Opening a file group may take long, as its log files are merged then: a thread of its own does
 * that, so that checkpoints can pass meanwhile.
 *
 * <p>A file that is gone is no failure: the table's cleaner has overtaken this reader. The reader
 * asks the enumerator to show the whole table again, and keeps the split until that round comes, so
 * that the question is asked again after a restart.
 */
final class RoundReader implements SourceReader<RowData, RoundSplit> {

  private static final Logger LOG = LoggerFactory.getLogger(RoundReader.class);

  private final SourceReaderContext context;
  private final SliceReader files;
  private final ExecutorService opener;
  private final Deque<RoundSplit> waiting = new ArrayDeque<>();
  private final List<RoundSplit> gone = new ArrayList<>();
  private CompletableFuture<Void> given = new CompletableFuture<>();
  private CompletableFuture<CloseableIterator<RowData>> opening;

  RoundReader(SourceReaderContext context, SliceReader files) {
    this.context = context;
    this.files = files;
    this.opener =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "open-hudi-files");
              thread.setDaemon(true);
              thread.setContextClassLoader(RoundReader.class.getClassLoader());
              return thread;
            });
  }

  @Override
  public void start() {}

  @Override
  public void addSplits(List<RoundSplit> splits) {
    for (RoundSplit split : splits) {
      gone.removeIf(old -> split.isRepair() && old.round() < split.round());
    }
    // What was kept by several readers may come back to fewer: a round ends behind all its files.
    List<RoundSplit> all = new ArrayList<>(waiting);
    all.addAll(splits);
    all.sort(Comparator.comparing(RoundSplit::round).thenComparing(RoundSplit::isEnd));
    waiting.clear();
    waiting.addAll(all);
    given.complete(null);
  }

  @Override
  public void notifyNoMoreSplits() {}

  @Override
  public InputStatus pollNext(ReaderOutput<RowData> output) throws Exception {
    RoundSplit split = waiting.peek();
    if (split == null) {
      given = new CompletableFuture<>();
      return InputStatus.NOTHING_AVAILABLE;
    }
    long time = Round.time(split.round(), split.isRepair());
    if (split.isEnd()) {
      output.emitWatermark(new Watermark(time));
      waiting.remove();
      tell(ReaderEvent.Kind.ROUND_READ, split);
      return InputStatus.MORE_AVAILABLE;
    }
    if (opening == null) {
      LOG.info("Reading {}", split);
      opening = CompletableFuture.supplyAsync(() -> open(split), opener);
    }
    if (!opening.isDone()) {
      return InputStatus.NOTHING_AVAILABLE;
    }
    RowData row = next(split);
    if (row != null) {
      output.collect(row, time);
    } else {
      closeFiles();
      waiting.remove();
    }
    return InputStatus.MORE_AVAILABLE;
  }

  /** The next row of the open file group; null at its end, and where its files are gone. */
  private RowData next(RoundSplit split) throws IOException {
    try {
      CloseableIterator<RowData> rows = opening.join();
      return rows.hasNext() ? rows.next() : null;
    } catch (RuntimeException e) {
      if (!isGone(e)) {
        throw new IOException("Cannot read " + split, e);
      }
      LOG.warn("Files of {} are gone: the table is to be shown again ({})", split, e.toString());
      gone.add(split);
      tell(ReaderEvent.Kind.FILES_GONE, split);
      return null;
    }
  }

  private CloseableIterator<RowData> open(RoundSplit split) {
    try {
      return files.open(split);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void closeFiles() throws Exception {
    if (opening != null && opening.isDone() && !opening.isCompletedExceptionally()) {
      opening.join().close();
    }
    opening = null;
  }

  private void tell(ReaderEvent.Kind kind, RoundSplit split) {
    context.sendSourceEventToCoordinator(new ReaderEvent(kind, split.round()));
  }

  private static boolean isGone(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof FileNotFoundException || cause instanceof NoSuchFileException) {
        return true;
      }
    }
    return false;
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    if (opening != null && !opening.isDone()) {
      return opening.handle((done, failure) -> null);
    }
    return waiting.isEmpty() ? given : CompletableFuture.completedFuture(null);
  }

  @Override
  public List<RoundSplit> snapshotState(long checkpointId) {
    List<RoundSplit> state = new ArrayList<>(gone);
    state.addAll(waiting);
    return state;
  }

  @Override
  public void close() throws Exception {
    opener.shutdownNow();
    if (opener.awaitTermination(30, TimeUnit.SECONDS)) {
      closeFiles();
    }
  }
}
