package io.tributary.silver.source;

import io.tributary.common.schema.TableId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Keeps the enumerator's state in checkpoints. */
final class CommitLogStateSerializer implements SimpleVersionedSerializer<CommitLogState> {

  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(CommitLogState state) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(1_024);
    Map<TableId, String> positions = new TreeMap<>(state.positions());
    out.writeInt(positions.size());
    for (Map.Entry<TableId, String> position : positions.entrySet()) {
      BronzeSplitSerializer.writeTable(position.getKey(), out);
      out.writeUTF(position.getValue());
    }
    out.writeInt(state.pending().size());
    for (BronzeSplit split : state.pending()) {
      BronzeSplitSerializer.write(split, out);
    }
    return out.getCopyOfBuffer();
  }

  @Override
  public CommitLogState deserialize(int version, byte[] serialized) throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "Commit log positions of version " + version + "; this release knows " + VERSION);
    }
    DataInputDeserializer in = new DataInputDeserializer(serialized);
    Map<TableId, String> positions = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      positions.put(BronzeSplitSerializer.readTable(in), in.readUTF());
    }
    List<BronzeSplit> pending = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      pending.add(BronzeSplitSerializer.read(in));
    }
    return new CommitLogState(positions, pending);
  }
}
