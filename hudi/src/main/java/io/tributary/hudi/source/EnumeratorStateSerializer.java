package io.tributary.hudi.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** The enumerator's state in checkpoints, with a version, so that later versions can read it. */
final class EnumeratorStateSerializer implements SimpleVersionedSerializer<EnumeratorState> {

  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(EnumeratorState state) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    out.writeLong(state.position().round());
    out.writeBoolean(state.position().isRepair());
    out.writeBoolean(state.position().instant() != null);
    if (state.position().instant() != null) {
      out.writeUTF(state.position().instant());
    }
    out.writeInt(state.returned().size());
    for (RoundSplit split : state.returned()) {
      RoundSplitSerializer.write(split, out);
    }
    return out.getCopyOfBuffer();
  }

  @Override
  public EnumeratorState deserialize(int version, byte[] bytes) throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "This state was written by a newer version of Tributary (position version "
              + version
              + "); this one reads up to "
              + VERSION);
    }
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    long round = in.readLong();
    boolean repair = in.readBoolean();
    Position position = new Position(round, repair, in.readBoolean() ? in.readUTF() : null);
    int size = in.readInt();
    List<RoundSplit> returned = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      returned.add(RoundSplitSerializer.read(in));
    }
    return new EnumeratorState(position, returned);
  }
}
