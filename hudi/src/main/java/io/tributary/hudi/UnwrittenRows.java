package io.tributary.hudi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;

/**
 * Rows as they are kept in a checkpoint: with their type, so that a job whose table has gained
 * columns since can restore them. Flink's own state of rows would refuse to.
 */
final class UnwrittenRows {

  private static final int VERSION = 1;

  private UnwrittenRows() {}

  /** The rows with their type and kinds. */
  static byte[] encode(RowType type, List<RowData> rows) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(4_096);
    out.writeInt(VERSION);
    byte[] text = type.asSerializableString().getBytes(StandardCharsets.UTF_8);
    out.writeInt(text.length);
    out.write(text);
    out.writeInt(rows.size());
    RowDataSerializer serializer = new RowDataSerializer(type);
    for (RowData row : rows) {
      serializer.serialize(row, out);
    }
    return out.getCopyOfBuffer();
  }

  /**
   * The rows as rows of another type: by the names of columns; what the rows lack is null.
   *
   * @throws IOException if a later release has written them
   */
  static List<RowData> decode(byte[] state, RowType wanted) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(state);
    int version = in.readInt();
    if (version != VERSION) {
      throw new IOException(
          "Rows in state of version " + version + "; this release knows version " + VERSION);
    }
    byte[] text = new byte[in.readInt()];
    in.readFully(text);
    RowType type =
        (RowType)
            LogicalTypeParser.parse(
                new String(text, StandardCharsets.UTF_8), UnwrittenRows.class.getClassLoader());
    RowDataSerializer serializer = new RowDataSerializer(type);
    List<RowData> rows = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      RowData row = serializer.deserialize(in);
      rows.add(type.equals(wanted) ? row : convert(row, type, wanted));
    }
    return rows;
  }

  private static RowData convert(RowData row, RowType type, RowType wanted) {
    GenericRowData converted = new GenericRowData(row.getRowKind(), wanted.getFieldCount());
    for (int i = 0; i < wanted.getFieldCount(); i++) {
      int position = type.getFieldIndex(wanted.getFieldNames().get(i));
      if (position >= 0) {
        LogicalType column = type.getTypeAt(position);
        converted.setField(i, RowData.createFieldGetter(column, position).getFieldOrNull(row));
      }
    }
    return converted;
  }
}
