package io.tributary.bronze.mysql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.common.change.Seq;
import io.tributary.common.schema.Column;
import io.tributary.common.schema.MySqlTypes;
import io.tributary.common.schema.SchemaChange;
import io.tributary.common.schema.TableId;
import io.tributary.common.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.Struct;

/** Reads what Debezium records of a DDL statement. */
final class SchemaChanges {

  private static final ObjectMapper JSON = new ObjectMapper();

  private SchemaChanges() {}

  /**
   * @param value a record with a {@code historyRecord}
   * @return a change for each table that the statement made or altered; one without tables if it
   *     dropped what it names; empty if the statement was not read from the log
   */
  static List<SchemaChange> parse(String source, int epoch, Struct value) {
    Struct origin = value.getStruct("source");
    String file = origin.getString("file");
    if (file == null || file.isEmpty()) {
      return List.of();
    }
    String seq = Seq.ofBinlog(epoch, file, origin.getInt64("pos"), 0);
    Long sourceTs = origin.getInt64("ts_ms");
    JsonNode history = json(value.getString("historyRecord"));
    String ddl = history.path("ddl").asText();
    List<SchemaChange> changes = new ArrayList<>();
    for (JsonNode change : history.path("tableChanges")) {
      JsonNode table = change.path("table");
      if (!table.path("columns").isEmpty()) {
        TableSchema schema = schema(source, change.path("id").asText(), table);
        changes.add(new SchemaChange(seq, sourceTs, ddl, List.of(schema)));
      }
    }
    if (changes.isEmpty()) {
      changes.add(new SchemaChange(seq, sourceTs, ddl, List.of()));
    }
    return changes;
  }

  private static TableSchema schema(String source, String id, JsonNode table) {
    List<Column> columns = new ArrayList<>();
    for (JsonNode column : table.path("columns")) {
      String type = column.path("typeName").asText();
      int length = column.path("length").asInt(-1);
      int scale = column.path("scale").asInt(-1);
      columns.add(
          new Column(
              column.path("name").asText(),
              TableConverter.sourceType(type, length, scale),
              MySqlTypes.of(type, length, scale)));
    }
    List<String> primaryKey = new ArrayList<>();
    table.path("primaryKeyColumnNames").forEach(name -> primaryKey.add(name.asText()));
    String[] names = id.substring(1, id.length() - 1).split("\"\\.\"", 2);
    return new TableSchema(new TableId(source, names[0], names[1]), columns, primaryKey);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Debezium's record of a schema change is not JSON", e);
    }
  }
}
