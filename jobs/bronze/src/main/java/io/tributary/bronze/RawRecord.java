package io.tributary.bronze;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.Field;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.Schema;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.Struct;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.json.JsonConverter;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.source.SourceRecord;

/**
 * A connector's record as JSON, with its schema, from which the same record can be made again.
 *
 * <p>In the form of Kafka Connect's JSON converter. The defaults of columns are left out of the
 * schema: the converter would put them in the place of nulls.
 */
public final class RawRecord {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private RawRecord() {}

  /** The record as JSON: topic, offset, key and value, the two each with schema and payload. */
  public static JsonNode write(SourceRecord record) {
    ObjectNode json = NODES.objectNode();
    json.put("topic", record.topic());
    json.set("offset", JSON.valueToTree(record.sourceOffset()));
    if (record.keySchema() != null) {
      json.set("key", data(record.keySchema(), record.key()));
    }
    json.set("value", data(record.valueSchema(), record.value()));
    return json;
  }

  /** The record that {@link #write} made JSON of. */
  public static SourceRecord read(JsonNode json) {
    String topic = json.path("topic").asText();
    SchemaAndValue key = json.has("key") ? data(topic, json.get("key")) : SchemaAndValue.NULL;
    SchemaAndValue value = data(topic, json.get("value"));
    Map<String, Object> offset = new HashMap<>();
    json.path("offset")
        .fields()
        .forEachRemaining(
            field -> offset.put(field.getKey(), JSON.convertValue(field.getValue(), Object.class)));
    return new SourceRecord(
        Map.of(), offset, topic, key.schema(), key.value(), value.schema(), value.value());
  }

  private static ObjectNode data(Schema schema, Object value) {
    ObjectNode data = NODES.objectNode();
    data.set("schema", withoutDefaults(schema));
    data.set("payload", payload(schema, value));
    return data;
  }

  private static SchemaAndValue data(String topic, JsonNode data) {
    return converter().toConnectData(topic, data.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode withoutDefaults(Schema schema) {
    try {
      JsonNode json = JSON.readTree(converter().asJsonSchema(schema).toString());
      json.findParents("default").forEach(parent -> ((ObjectNode) parent).remove("default"));
      return json;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The converter's JSON can be read", e);
    }
  }

  private static JsonConverter converter() {
    JsonConverter converter = new JsonConverter();
    converter.configure(Map.of("schemas.enable", "true", "converter.type", "value"));
    return converter;
  }

  private static JsonNode payload(Schema schema, Object value) {
    if (value == null) {
      return NODES.nullNode();
    }
    switch (schema.type()) {
      case STRUCT:
        ObjectNode fields = NODES.objectNode();
        for (Field field : schema.fields()) {
          fields.set(
              field.name(),
              payload(field.schema(), ((Struct) value).getWithoutDefault(field.name())));
        }
        return fields;
      case ARRAY:
        ArrayNode elements = NODES.arrayNode();
        ((List<?>) value).forEach(each -> elements.add(payload(schema.valueSchema(), each)));
        return elements;
      case MAP:
        ObjectNode entries = NODES.objectNode();
        ((Map<?, ?>) value)
            .forEach(
                (key, each) -> entries.set(key.toString(), payload(schema.valueSchema(), each)));
        return entries;
      case BYTES:
        return NODES.binaryNode(bytes(value));
      default:
        return JSON.valueToTree(value);
    }
  }

  private static byte[] bytes(Object value) {
    if (value instanceof ByteBuffer) {
      ByteBuffer buffer = ((ByteBuffer) value).duplicate();
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    }
    return (byte[]) value;
  }
}
