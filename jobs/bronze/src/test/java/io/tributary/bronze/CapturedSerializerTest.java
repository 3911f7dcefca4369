package io.tributary.bronze;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.change.ChangeEvent;
import io.tributary.common.change.Op;
import io.tributary.common.change.SourcePosition;
import io.tributary.common.json.Json;
import io.tributary.common.schema.Column;
import io.tributary.common.schema.SchemaChange;
import io.tributary.common.schema.TableId;
import io.tributary.common.schema.TableSchema;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.junit.jupiter.api.Test;

class CapturedSerializerTest {

  private static final TableSchema TABLE =
      new TableSchema(
          new TableId("src", "shöp", "orders"),
          List.of(
              new Column("id", "int", DataTypes.INT().getLogicalType()),
              new Column("name", "text", DataTypes.STRING().getLogicalType()),
              new Column("price", "decimal(38,2)", DataTypes.DECIMAL(38, 2).getLogicalType()),
              new Column("at", "timestamp(6)", DataTypes.TIMESTAMP_LTZ(6).getLogicalType()),
              new Column("data", "blob", DataTypes.BYTES().getLogicalType())),
          List.of("id"));

  private static final RowData ROW =
      GenericRowData.of(
          1,
          StringData.fromString("Grüße 😀"),
          DecimalData.fromBigDecimal(
              new BigDecimal("-123456789012345678901234567890123456.78"), 38, 2),
          TimestampData.fromEpochMillis(-1, 999_000),
          new byte[] {0, -1});

  private final TypeSerializer<Captured> serializer =
      new CapturedTypeInfo().createSerializer(new SerializerConfigImpl());

  @Test
  void aChangeArrivesAsItWasSent() throws IOException {
    ChangeEvent sent =
        ChangeEvent.ofRow(
            TABLE,
            Op.UPDATE,
            "0001-1",
            17L,
            18L,
            SourcePosition.ofBinlog("1", "uuid:1", "binlog.000001", 4, 2),
            ROW,
            new GenericRowData(5),
            StringData.fromString("{\"after\":{\"id\":\"?\"}}"));

    ChangeEvent received = send(Captured.of(sent)).change();

    assertThat(received.schema()).isEqualTo(TABLE);
    assertThat(received.op()).isEqualTo(Op.UPDATE);
    assertThat(received.seq()).isEqualTo("0001-1");
    assertThat(received.sourceTs()).isEqualTo(17L);
    assertThat(received.ingestTs()).isEqualTo(18L);
    assertThat(received.position().getString(0)).hasToString("1");
    assertThat(received.position().getString(1)).hasToString("uuid:1");
    assertThat(received.position().getString(2)).hasToString("binlog.000001");
    assertThat(received.position().getLong(3)).isEqualTo(4);
    assertThat(received.position().getInt(4)).isEqualTo(2);
    assertThat(values((RowData) received.before())).isEqualTo(values(ROW));
    assertThat(values((RowData) received.after())).containsOnlyNulls();
    assertThat(received.rescued()).hasToString("{\"after\":{\"id\":\"?\"}}");
  }

  @Test
  void whatAnEventDoesNotHaveIsNullAfterwards() throws IOException {
    ChangeEvent received =
        send(Captured.of(
                ChangeEvent.ofRow(
                    TABLE,
                    Op.SNAPSHOT,
                    "0001-1",
                    null,
                    18L,
                    SourcePosition.ofBinlog("1", null, null, 0, 0),
                    null,
                    ROW,
                    null)))
            .change();

    assertThat(received.sourceTs()).isNull();
    assertThat(received.before()).isNull();
    assertThat(received.position().isNullAt(1)).isTrue();
    assertThat(received.position().isNullAt(2)).isTrue();
    assertThat(values((RowData) received.after())).isEqualTo(values(ROW));
    assertThat(received.rescued()).isNull();
  }

  @Test
  void aDocumentArrivesAsItWasSent() throws IOException {
    TableSchema schema = TableSchema.ofDocuments(new TableId("crm", "crm", "customers"));
    ChangeEvent received =
        send(Captured.of(
                ChangeEvent.ofDocument(
                    schema,
                    Op.DELETE,
                    "0001-1",
                    17L,
                    18L,
                    SourcePosition.ofChangeStream("a:1,b:2", "82AB"),
                    StringData.fromString("{\"_id\": 1}"),
                    null,
                    null)))
            .change();

    assertThat(received.schema()).isEqualTo(schema);
    assertThat(received.op()).isEqualTo(Op.DELETE);
    assertThat(received.position().getString(0)).hasToString("a:1,b:2");
    assertThat(received.position().getString(1)).hasToString("82AB");
    assertThat(received.key()).hasToString("{\"_id\": 1}");
    assertThat(received.before()).isNull();
    assertThat(received.after()).isNull();
  }

  @Test
  void aSchemaChangeArrivesAsItWasSent() throws IOException {
    // Longer than what DataOutput.writeUTF can write.
    SchemaChange sent =
        new SchemaChange("0001-1", 17L, "ALTER TABLE " + "x".repeat(100_000), List.of(TABLE));

    Captured received = send(Captured.of(sent));

    assertThat(received.isSchemaChange()).isTrue();
    assertThat(Json.write(received.schemaChange())).isEqualTo(Json.write(sent));
  }

  @Test
  void eventsFollowEachOther() throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    for (long number = 695; number < 705; number++) {
      serializer.serialize(Shop.event(number), out);
    }
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    DataOutputSerializer copy = new DataOutputSerializer(64);
    for (int i = 0; i < 10; i++) {
      serializer.copy(in, copy);
    }

    assertThat(in.available()).isZero();
    assertThat(copy.getCopyOfBuffer()).isEqualTo(out.getCopyOfBuffer());
  }

  private Captured send(Captured captured) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.duplicate().serialize(captured, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    Captured received = serializer.deserialize(in);
    assertThat(in.available()).as("bytes left").isZero();
    return received;
  }

  private static List<Object> values(RowData row) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < TABLE.columns().size(); i++) {
      Object value =
          RowData.createFieldGetter(TABLE.columns().get(i).type(), i).getFieldOrNull(row);
      values.add(value instanceof byte[] ? ByteBuffer.wrap((byte[]) value) : value);
    }
    return values;
  }
}
