package io.tributary.bronze.mysql;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static java.util.regex.Pattern.DOTALL;

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
import java.util.regex.Pattern;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.Struct;

/** Reads what Debezium records of a DDL statement. */
final class SchemaChanges {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** MySQL keeps comments in what it logs. */
  private static final String COMMENTS = "^(?:\\s|/\\*.*?\\*/|(?:--\\s|#)[^\\n]*\\n)*";

  private static final Pattern TRUNCATE = statement("TRUNCATE");
  private static final Pattern DROP = statement("DROP\\s+TABLE");

  private static Pattern statement(String words) {
    return Pattern.compile(COMMENTS + words + "\\b", CASE_INSENSITIVE | DOTALL);
  }

  private SchemaChanges() {}

  /**
   * @param value a record with a {@code historyRecord}
   * @return a change for each table that the statement made, altered, dropped or emptied; empty if
   *     the statement was not read from the log
   */
  static List<DdlEvent> parse(String source, int epoch, Struct value) {
    Struct origin = value.getStruct("source");
    String file = origin.getString("file");
    if (file == null || file.isEmpty()) {
      return List.of();
    }
    String seq = Seq.ofBinlog(epoch, file, origin.getInt64("pos"), 0);
    Long sourceTs = origin.getInt64("ts_ms");
    JsonNode history = json(value.getString("historyRecord"));
    String ddl = history.path("ddl").asText();
    List<DdlEvent> events = new ArrayList<>();
    for (JsonNode change : history.path("tableChanges")) {
      JsonNode table = change.path("table");
      List<TableId> gone = new ArrayList<>();
      if (change.hasNonNull("previousId")) {
        gone.add(id(source, change.path("previousId").asText()));
      }
      if (table.path("columns").isEmpty()) {
        gone.add(id(source, change.path("id").asText()));
        events.add(DdlEvent.of(new SchemaChange(seq, sourceTs, ddl, List.of(), gone)));
      } else {
        TableSchema schema = schema(source, change.path("id").asText(), table);
        gone.remove(schema.table());
        SchemaChange made = new SchemaChange(seq, sourceTs, ddl, List.of(schema), gone);
        events.add(
            change.path("type").asText().equals("CREATE")
                ? DdlEvent.emptying(made, schema.table())
                : DdlEvent.of(made));
      }
    }
    if (events.isEmpty()) {
      events.add(withoutTableChanges(seq, sourceTs, ddl, table(source, origin)));
    }
    return events;
  }

  /** Of some statements Debezium tells no more than what table they are about, if that. */
  private static DdlEvent withoutTableChanges(
      String seq, Long sourceTs, String ddl, TableId table) {
    boolean dropped = table != null && DROP.matcher(ddl).find();
    SchemaChange change =
        new SchemaChange(seq, sourceTs, ddl, List.of(), dropped ? List.of(table) : List.of());
    return table != null && TRUNCATE.matcher(ddl).find()
        ? DdlEvent.emptying(change, table)
        : DdlEvent.of(change);
  }

  /** Null for a statement about none, or about several. */
  private static TableId table(String source, Struct origin) {
    String table = origin.getString("table");
    return table == null || table.isEmpty() || table.contains(",")
        ? null
        : new TableId(source, origin.getString("db"), table);
  }

  private static TableId id(String source, String id) {
    String[] names = id.substring(1, id.length() - 1).split("\"\\.\"", 2);
    return new TableId(source, names[0], names[1]);
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
    return new TableSchema(id(source, id), columns, primaryKey);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Debezium's record of a schema change is not JSON", e);
    }
  }
}
