package io.tributary.silver.source;

import io.tributary.common.schema.TableId;
import java.io.IOException;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/** Keeps splits in checkpoints. */
final class BronzeSplitSerializer implements SimpleVersionedSerializer<BronzeSplit> {

  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(BronzeSplit split) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(256);
    write(split, out);
    return out.getCopyOfBuffer();
  }

  @Override
  public BronzeSplit deserialize(int version, byte[] serialized) throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "Splits of version " + version + "; this release knows version " + VERSION);
    }
    return read(new DataInputDeserializer(serialized));
  }

  static void write(BronzeSplit split, DataOutputView out) throws IOException {
    writeTable(split.table(), out);
    out.writeUTF(split.path().toString());
    out.writeLong(split.length());
    CheckpointedPosition position = split.getReaderPosition().orElse(null);
    out.writeBoolean(position != null);
    if (position != null) {
      out.writeLong(position.getOffset());
      out.writeLong(position.getRecordsAfterOffset());
    }
  }

  static BronzeSplit read(DataInputView in) throws IOException {
    TableId table = readTable(in);
    Path path = new Path(in.readUTF());
    long bytes = in.readLong();
    CheckpointedPosition position =
        in.readBoolean() ? new CheckpointedPosition(in.readLong(), in.readLong()) : null;
    return new BronzeSplit(table, path, bytes, position);
  }

  static void writeTable(TableId table, DataOutputView out) throws IOException {
    out.writeUTF(table.source());
    out.writeUTF(table.database());
    out.writeUTF(table.table());
  }

  static TableId readTable(DataInputView in) throws IOException {
    return new TableId(in.readUTF(), in.readUTF(), in.readUTF());
  }
}
