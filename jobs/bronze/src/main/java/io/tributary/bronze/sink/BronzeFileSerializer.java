package io.tributary.bronze.sink;

import io.tributary.common.commitlog.CommittedFile;
import io.tributary.common.json.Json;
import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Keeps files between their checkpoint and their commit. */
final class BronzeFileSerializer implements SimpleVersionedSerializer<BronzeFile> {

  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(BronzeFile file) throws IOException {
    byte[] description = Json.writeBytes(file.description());
    DataOutputSerializer out = new DataOutputSerializer(1_024);
    out.writeInt(description.length);
    out.write(description);
    out.writeInt(file.recoverable().length);
    out.write(file.recoverable());
    return out.getCopyOfBuffer();
  }

  @Override
  public BronzeFile deserialize(int version, byte[] serialized) throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "Uncommitted bronze files of version " + version + "; this release knows " + VERSION);
    }
    DataInputDeserializer in = new DataInputDeserializer(serialized);
    byte[] description = readBytes(in);
    return new BronzeFile(Json.read(description, CommittedFile.class), readBytes(in));
  }

  private static byte[] readBytes(DataInputDeserializer in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }
}
