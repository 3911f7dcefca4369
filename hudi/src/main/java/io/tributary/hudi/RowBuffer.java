package io.tributary.hudi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;

/**
 * Rows that wait to be written, by bucket: of each key only the last one that came, as a log file
 * holds all its rows before all its deletes and so cannot keep the order of one key.
 */
final class RowBuffer {

  /** Roughly what a buffered row costs beside its bytes: its key, map entry and headers. */
  private static final int OVERHEAD = 200;

  private final RecordKeys keys;
  private final RowDataSerializer serializer;
  private final Map<Bucket, Map<String, BinaryRowData>> rows = new LinkedHashMap<>();
  private long bytes;

  RowBuffer(RecordKeys keys, RowDataSerializer serializer) {
    this.keys = keys;
    this.serializer = serializer;
  }

  void put(RowData row) {
    BinaryRowData copy = serializer.toBinaryRow(row).copy();
    BinaryRowData previous =
        rows.computeIfAbsent(
                new Bucket(keys.partitionPath(row), keys.bucket(row)), b -> new LinkedHashMap<>())
            .put(keys.recordKey(row), copy);
    bytes += copy.getSizeInBytes() + OVERHEAD;
    if (previous != null) {
      bytes -= previous.getSizeInBytes() + OVERHEAD;
    }
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  long bytes() {
    return bytes;
  }

  Map<Bucket, Map<String, BinaryRowData>> byBucket() {
    return rows;
  }

  List<RowData> all() {
    List<RowData> all = new ArrayList<>();
    rows.values().forEach(bucket -> all.addAll(bucket.values()));
    return all;
  }

  void clear() {
    rows.clear();
    bytes = 0;
  }
}
