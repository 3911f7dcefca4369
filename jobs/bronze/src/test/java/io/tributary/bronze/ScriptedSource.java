package io.tributary.bronze;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.function.SerializableFunction;

/**
 * Events by their number, some between any two checkpoints, then none for as long as the job runs:
 * as a capture whose database falls silent. Fails where it is told to.
 */
final class ScriptedSource
    implements Source<Captured, ScriptedSource.Slice, List<ScriptedSource.Slice>>,
        ResultTypeQueryable<Captured> {

  private static final long serialVersionUID = 1L;

  private final SerializableFunction<Long, Captured> events;
  private final long count;
  private final int slices;
  private final int eventsPerCheckpoint;
  private final Faults faults;

  /**
   * @param events an event for each number below the count; the same whenever it is asked
   * @param slices in how many parts they are read, side by side
   * @param eventsPerCheckpoint at most so many of each reader between two checkpoints
   */
  ScriptedSource(
      SerializableFunction<Long, Captured> events,
      long count,
      int slices,
      int eventsPerCheckpoint,
      Faults faults) {
    this.events = events;
    this.count = count;
    this.slices = slices;
    this.eventsPerCheckpoint = eventsPerCheckpoint;
    this.faults = faults;
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public TypeInformation<Captured> getProducedType() {
    return new CapturedTypeInfo();
  }

  @Override
  public SourceReader<Captured, Slice> createReader(SourceReaderContext context) {
    return new Reader(context);
  }

  @Override
  public SplitEnumerator<Slice, List<Slice>> createEnumerator(
      SplitEnumeratorContext<Slice> context) {
    List<Slice> all = new ArrayList<>();
    for (int i = 0; i < slices; i++) {
      all.add(new Slice(count * i / slices, count * (i + 1) / slices));
    }
    return new Enumerator(context, all);
  }

  @Override
  public SplitEnumerator<Slice, List<Slice>> restoreEnumerator(
      SplitEnumeratorContext<Slice> context, List<Slice> unassigned) {
    return new Enumerator(context, unassigned);
  }

  @Override
  public SimpleVersionedSerializer<Slice> getSplitSerializer() {
    return new SliceSerializer();
  }

  @Override
  public SimpleVersionedSerializer<List<Slice>> getEnumeratorCheckpointSerializer() {
    return new SlicesSerializer();
  }

  /** Events from one number to before another. */
  static final class Slice implements SourceSplit {

    private final long next;
    private final long end;

    Slice(long next, long end) {
      this.next = next;
      this.end = end;
    }

    @Override
    public String splitId() {
      return "until-" + end;
    }
  }

  private static final class Enumerator implements SplitEnumerator<Slice, List<Slice>> {

    private final SplitEnumeratorContext<Slice> context;
    private final Deque<Slice> unassigned;

    Enumerator(SplitEnumeratorContext<Slice> context, List<Slice> unassigned) {
      this.context = context;
      this.unassigned = new ArrayDeque<>(unassigned);
    }

    @Override
    public void start() {}

    @Override
    public void addReader(int reader) {
      Slice slice = unassigned.poll();
      if (slice != null) {
        context.assignSplit(slice, reader);
      }
    }

    @Override
    public void addSplitsBack(List<Slice> slices, int reader) {
      unassigned.addAll(slices);
    }

    @Override
    public void handleSplitRequest(int reader, String host) {}

    @Override
    public List<Slice> snapshotState(long checkpoint) {
      return new ArrayList<>(unassigned);
    }

    @Override
    public void close() {}
  }

  private final class Reader implements SourceReader<Captured, Slice> {

    private final SourceReaderContext context;
    private final Deque<Slice> mine = new ArrayDeque<>();
    private CompletableFuture<Void> available = new CompletableFuture<>();
    private int allowed = eventsPerCheckpoint;

    Reader(SourceReaderContext context) {
      this.context = context;
    }

    @Override
    public void start() {}

    @Override
    public InputStatus pollNext(ReaderOutput<Captured> output) {
      mine.removeIf(slice -> slice.next == slice.end);
      Slice slice = mine.peek();
      if (slice == null || allowed == 0) {
        available = new CompletableFuture<>();
        return InputStatus.NOTHING_AVAILABLE;
      }
      faults.before("event " + slice.next);
      output.collect(events.apply(slice.next));
      allowed--;
      mine.remove();
      Slice rest = new Slice(slice.next + 1, slice.end);
      mine.addLast(rest);
      return InputStatus.MORE_AVAILABLE;
    }

    @Override
    public List<Slice> snapshotState(long checkpoint) {
      faults.before("checkpoint " + checkpoint + " of reader " + context.getIndexOfSubtask());
      allowed = eventsPerCheckpoint;
      available.complete(null);
      return new ArrayList<>(mine);
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) {
      faults.before(
          "end of checkpoint " + checkpoint + " of reader " + context.getIndexOfSubtask());
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      return available;
    }

    @Override
    public void addSplits(List<Slice> slices) {
      mine.addAll(slices);
      available.complete(null);
    }

    @Override
    public void notifyNoMoreSplits() {}

    @Override
    public void close() {}
  }

  private static final class SliceSerializer implements SimpleVersionedSerializer<Slice> {

    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(Slice slice) throws IOException {
      return new SlicesSerializer().serialize(List.of(slice));
    }

    @Override
    public Slice deserialize(int version, byte[] serialized) throws IOException {
      return new SlicesSerializer().deserialize(version, serialized).get(0);
    }
  }

  private static final class SlicesSerializer implements SimpleVersionedSerializer<List<Slice>> {

    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(List<Slice> slices) throws IOException {
      DataOutputSerializer out = new DataOutputSerializer(64);
      out.writeInt(slices.size());
      for (Slice slice : slices) {
        out.writeLong(slice.next);
        out.writeLong(slice.end);
      }
      return out.getCopyOfBuffer();
    }

    @Override
    public List<Slice> deserialize(int version, byte[] serialized) throws IOException {
      DataInputDeserializer in = new DataInputDeserializer(serialized);
      List<Slice> slices = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        slices.add(new Slice(in.readLong(), in.readLong()));
      }
      return slices;
    }
  }
}
