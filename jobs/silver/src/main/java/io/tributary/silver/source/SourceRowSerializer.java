package io.tributary.silver.source;

import io.tributary.common.deadletter.DeadLetter;
import io.tributary.common.json.Json;
import io.tributary.common.schema.TableId;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;

/**
 * Carries rows between tasks. The job chains the source and what tells tables apart, so that none
 * travels; a platform that switches chaining off gets a slower job, not a broken one. Never used
 * for state.
 */
final class SourceRowSerializer extends TypeSerializer<SourceRow> {

  private static final long serialVersionUID = 1L;

  private final HashMap<TableId, InputTable> tables;
  private transient Map<TableId, RowDataSerializer> serializers;

  SourceRowSerializer(HashMap<TableId, InputTable> tables) {
    this.tables = tables;
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public TypeSerializer<SourceRow> duplicate() {
    return new SourceRowSerializer(tables);
  }

  @Override
  public SourceRow createInstance() {
    return null;
  }

  @Override
  public SourceRow copy(SourceRow from) {
    return from;
  }

  @Override
  public SourceRow copy(SourceRow from, SourceRow reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(SourceRow row, DataOutputView target) throws IOException {
    target.writeBoolean(row.row() != null);
    if (row.row() == null) {
      byte[] letter = Json.writeBytes(row.deadLetter());
      target.writeInt(letter.length);
      target.write(letter);
      return;
    }
    BronzeSplitSerializer.writeTable(row.table(), target);
    target.writeUTF(row.file());
    serializer(row.table()).serialize(row.row(), target);
  }

  @Override
  public SourceRow deserialize(DataInputView source) throws IOException {
    if (!source.readBoolean()) {
      byte[] letter = new byte[source.readInt()];
      source.readFully(letter);
      return SourceRow.unreadable(Json.read(letter, DeadLetter.class));
    }
    TableId table = BronzeSplitSerializer.readTable(source);
    return SourceRow.of(table, source.readUTF(), serializer(table).deserialize(source));
  }

  @Override
  public SourceRow deserialize(SourceRow reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  private RowDataSerializer serializer(TableId table) {
    if (serializers == null) {
      serializers = new HashMap<>();
    }
    return serializers.computeIfAbsent(
        table, key -> new RowDataSerializer(tables.get(key).rowType()));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SourceRowSerializer;
  }

  @Override
  public int hashCode() {
    return SourceRowSerializer.class.hashCode();
  }

  @Override
  public TypeSerializerSnapshot<SourceRow> snapshotConfiguration() {
    throw new IllegalStateException("Rows between tasks are never kept as state");
  }
}
