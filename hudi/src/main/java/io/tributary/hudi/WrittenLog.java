package io.tributary.hudi;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.hudi.common.model.HoodieDeltaWriteStat;

/** A log file that a subtask has written and the coordinator has yet to commit. */
final class WrittenLog implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int VERSION = 1;

  private final String partition;
  private final String fileId;
  private final String baseInstant;
  private final String fileName;
  private final int logVersion;
  private final long rows;
  private final long deletes;
  private final long bytes;

  WrittenLog(
      String partition,
      String fileId,
      String baseInstant,
      String fileName,
      int logVersion,
      long rows,
      long deletes,
      long bytes) {
    this.partition = partition;
    this.fileId = fileId;
    this.baseInstant = baseInstant;
    this.fileName = fileName;
    this.logVersion = logVersion;
    this.rows = rows;
    this.deletes = deletes;
    this.bytes = bytes;
  }

  String partition() {
    return partition;
  }

  String fileId() {
    return fileId;
  }

  /** As Hudi's commit metadata has it; streaming readers find the file by it. */
  HoodieDeltaWriteStat toStat() {
    HoodieDeltaWriteStat stat = new HoodieDeltaWriteStat();
    stat.setPartitionPath(partition);
    stat.setFileId(fileId);
    stat.setPrevCommit(baseInstant);
    stat.setPath(partition.isEmpty() ? fileName : partition + "/" + fileName);
    stat.setBaseFile("");
    stat.setLogVersion(logVersion);
    stat.setLogOffset(0);
    stat.setLogFiles(new ArrayList<>(Collections.singletonList(fileName)));
    stat.setNumWrites(rows);
    stat.setNumUpdateWrites(rows);
    stat.setNumDeletes(deletes);
    stat.setTotalWriteBytes(bytes);
    stat.setFileSizeInBytes(bytes);
    return stat;
  }

  /** The state of a subtask: the instant it wrote with, and the files. */
  static byte[] encode(String instant, List<WrittenLog> logs) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(VERSION);
      out.writeUTF(instant);
      out.writeInt(logs.size());
      for (WrittenLog log : logs) {
        out.writeUTF(log.partition);
        out.writeUTF(log.fileId);
        out.writeUTF(log.baseInstant);
        out.writeUTF(log.fileName);
        out.writeInt(log.logVersion);
        out.writeLong(log.rows);
        out.writeLong(log.deletes);
        out.writeLong(log.bytes);
      }
    }
    return bytes.toByteArray();
  }

  /** Adds what {@link #encode} wrote to {@code into} and returns the instant. */
  static String decode(byte[] state, List<WrittenLog> into) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state))) {
      int version = in.readInt();
      if (version != VERSION) {
        throw new IOException("Cannot read written log files of state version " + version);
      }
      String instant = in.readUTF();
      for (int left = in.readInt(); left > 0; left--) {
        into.add(
            new WrittenLog(
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                in.readInt(),
                in.readLong(),
                in.readLong(),
                in.readLong()));
      }
      return instant;
    }
  }
}
