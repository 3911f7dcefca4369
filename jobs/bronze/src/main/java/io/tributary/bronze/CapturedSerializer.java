package io.tributary.bronze;

import io.tributary.common.bronze.BronzeFormat;
import io.tributary.common.change.ChangeEvent;
import io.tributary.common.deadletter.DeadLetter;
import io.tributary.common.json.Json;
import io.tributary.common.schema.SchemaChange;
import io.tributary.common.schema.TableSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;

/**
 * Carries captured events between tasks. The job chains source and sink, so that none travels; a
 * platform that switches chaining off gets a slower job, not a broken one. Never used for state.
 */
final class CapturedSerializer extends TypeSerializerSingleton<Captured> {

  private static final long serialVersionUID = 1L;

  private static final byte CHANGE = 0;
  private static final byte SCHEMA_CHANGE = 1;
  private static final byte DEAD_LETTER = 2;

  private transient Map<TableSchema, RowDataSerializer> serializers;
  private transient Map<String, TableSchema> schemas;

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public Captured createInstance() {
    return null;
  }

  @Override
  public Captured copy(Captured from) {
    return from;
  }

  @Override
  public Captured copy(Captured from, Captured reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(Captured captured, DataOutputView target) throws IOException {
    if (captured.isSchemaChange()) {
      target.writeByte(SCHEMA_CHANGE);
      writeText(Json.write(captured.schemaChange()), target);
      return;
    }
    if (!captured.isChange()) {
      target.writeByte(DEAD_LETTER);
      writeText(Json.write(captured.deadLetter()), target);
      return;
    }
    target.writeByte(CHANGE);
    ChangeEvent event = captured.change();
    writeText(Json.write(event.schema()), target);
    serializer(event.schema()).serialize(BronzeFormat.row(event), target);
  }

  @Override
  public Captured deserialize(DataInputView source) throws IOException {
    byte kind = source.readByte();
    if (kind == SCHEMA_CHANGE) {
      return Captured.of(Json.read(readText(source), SchemaChange.class));
    }
    if (kind == DEAD_LETTER) {
      return Captured.of(Json.read(readText(source), DeadLetter.class));
    }
    TableSchema schema = schema(readText(source));
    return Captured.of(BronzeFormat.event(schema, serializer(schema).deserialize(source)));
  }

  @Override
  public Captured deserialize(Captured reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public TypeSerializerSnapshot<Captured> snapshotConfiguration() {
    return new Snapshot();
  }

  private RowDataSerializer serializer(TableSchema schema) {
    if (serializers == null) {
      serializers = new HashMap<>();
    }
    return serializers.computeIfAbsent(
        schema, key -> new RowDataSerializer(BronzeFormat.rowType(key)));
  }

  private TableSchema schema(String json) {
    if (schemas == null) {
      schemas = new HashMap<>();
    }
    return schemas.computeIfAbsent(json, key -> Json.read(key, TableSchema.class));
  }

  private static void writeText(String text, DataOutputView target) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    target.writeInt(bytes.length);
    target.write(bytes);
  }

  private static String readText(DataInputView source) throws IOException {
    byte[] bytes = new byte[source.readInt()];
    source.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Says that the format has one version so far. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Captured> {
    public Snapshot() {
      super(CapturedSerializer::new);
    }
  }
}
