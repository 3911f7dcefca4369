package io.tributary.hudi.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/** Splits in checkpoints: fields in order, with a version, so that later versions can read them. */
final class RoundSplitSerializer implements SimpleVersionedSerializer<RoundSplit> {

  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(RoundSplit split) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(256);
    write(split, out);
    return out.getCopyOfBuffer();
  }

  @Override
  public RoundSplit deserialize(int version, byte[] bytes) throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "This state was written by a newer version of Tributary (split version "
              + version
              + "); this one reads up to "
              + VERSION);
    }
    return read(new DataInputDeserializer(bytes));
  }

  static void write(RoundSplit split, DataOutputView out) throws IOException {
    out.writeLong(split.round());
    out.writeBoolean(split.isRepair());
    out.writeBoolean(split.isEnd());
    if (split.isEnd()) {
      return;
    }
    out.writeUTF(split.partition());
    out.writeUTF(split.fileId());
    out.writeUTF(split.latestInstant());
    out.writeBoolean(split.baseFile() != null);
    if (split.baseFile() != null) {
      out.writeUTF(split.baseFile());
    }
    writeList(split.logFiles(), out);
    writeList(split.instants(), out);
  }

  static RoundSplit read(DataInputView in) throws IOException {
    long round = in.readLong();
    boolean repair = in.readBoolean();
    if (in.readBoolean()) {
      return RoundSplit.end(round, repair);
    }
    String partition = in.readUTF();
    String fileId = in.readUTF();
    String latestInstant = in.readUTF();
    String baseFile = in.readBoolean() ? in.readUTF() : null;
    List<String> logFiles = readList(in);
    List<String> instants = readList(in);
    return RoundSplit.files(
        round, repair, partition, fileId, baseFile, logFiles, instants, latestInstant);
  }

  private static void writeList(List<String> values, DataOutputView out) throws IOException {
    out.writeInt(values.size());
    for (String value : values) {
      out.writeUTF(value);
    }
  }

  private static List<String> readList(DataInputView in) throws IOException {
    int size = in.readInt();
    List<String> values = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      values.add(in.readUTF());
    }
    return values;
  }
}
