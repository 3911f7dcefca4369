package io.tributary.bronze.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.change.Seq;
import io.tributary.common.schema.Column;
import io.tributary.common.schema.MySqlTypes;
import io.tributary.common.schema.SchemaChange;
import io.tributary.common.schema.TableId;
import io.tributary.common.schema.TableSchema;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.Schema;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

class SchemaChangesTest {

  private static final Schema SOURCE =
      SchemaBuilder.struct()
          .field("file", Schema.OPTIONAL_STRING_SCHEMA)
          .field("pos", Schema.INT64_SCHEMA)
          .field("ts_ms", Schema.INT64_SCHEMA)
          .field("db", Schema.STRING_SCHEMA)
          .field("table", Schema.OPTIONAL_STRING_SCHEMA)
          .build();
  private static final Schema VALUE =
      SchemaBuilder.struct()
          .field("source", SOURCE)
          .field("historyRecord", Schema.STRING_SCHEMA)
          .build();

  @Test
  void aTableIsWhatTheStatementMadeOfIt() {
    List<SchemaChange> changes =
        parse(
            "binlog.000042",
            "{'ddl':'ALTER TABLE orders ADD total DECIMAL(12,2)','tableChanges':["
                + table(
                    "orders",
                    "'id'",
                    "{'name':'id','typeName':'INT UNSIGNED','length':10}",
                    "{'name':'total','typeName':'DECIMAL','length':12,'scale':2}",
                    "{'name':'note','typeName':'VARCHAR','length':50}",
                    "{'name':'kind','typeName':'ENUM','length':1}",
                    "{'name':'at','typeName':'TIMESTAMP','length':6}",
                    "{'name':'born','typeName':'YEAR'}")
                + "]}");

    assertThat(changes).hasSize(1);
    SchemaChange change = changes.get(0);
    assertThat(change.seq()).isEqualTo(Seq.ofBinlog(1, "binlog.000042", 1_337, 0));
    assertThat(change.sourceTs()).isEqualTo(17L);
    assertThat(change.ddl()).startsWith("ALTER TABLE orders");
    assertThat(change.tables())
        .containsExactly(
            new TableSchema(
                new TableId("src", "shop", "orders"),
                List.of(
                    column("id", "int(10) unsigned"),
                    column("total", "decimal(12,2)"),
                    column("note", "varchar(50)"),
                    new Column("kind", "enum(1)", MySqlTypes.of("ENUM", 1, -1)),
                    column("at", "timestamp(6)"),
                    column("born", "year")),
                List.of("id")));
  }

  @Test
  void aStatementOnSeveralTablesIsAChangeOfEach() {
    List<SchemaChange> changes =
        parse(
            "binlog.000042",
            "{'ddl':'RENAME','tableChanges':["
                + table("a", "", "{'name':'id','typeName':'INT'}")
                + ","
                + table("b", "'x','id'", "{'name':'id','typeName':'INT'}")
                + "]}");

    assertThat(changes).hasSize(2);
    assertThat(changes)
        .extracting(change -> change.tables().get(0).table().name())
        .containsExactly("shop.a", "shop.b");
    assertThat(changes.get(0).tables().get(0).primaryKey()).isEmpty();
    assertThat(changes.get(1).tables().get(0).primaryKey()).containsExactly("x", "id");
  }

  @Test
  void aDroppedTableIsAChangeWithoutTables() {
    for (String tableChanges :
        List.of("[]", "[{'type':'DROP','id':'\\\"shop\\\".\\\"a\\\"','table':null}]")) {
      List<SchemaChange> changes =
          parse("binlog.000042", "{'ddl':'DROP TABLE a','tableChanges':" + tableChanges + "}");

      assertThat(changes).hasSize(1);
      assertThat(changes.get(0).tables()).isEmpty();
      assertThat(changes.get(0).dropped()).containsExactly(new TableId("src", "shop", "a"));
      assertThat(changes.get(0).ddl()).isEqualTo("DROP TABLE a");
    }
  }

  @Test
  void aTableIsEmptyOnceItIsTruncatedOrMade() {
    TableId a = new TableId("src", "shop", "a");
    for (String ddl :
        List.of(
            "TRUNCATE TABLE a",
            "truncate `a`",
            "/* x */ -- y\\n Truncate\\ta",
            "# z\\nTRUNCATE a")) {
      assertThat(events("binlog.000042", "{'ddl':'" + ddl + "','tableChanges':[]}"))
          .singleElement()
          .satisfies(
              event -> {
                assertThat(event.emptied()).as(ddl).isEqualTo(a);
                assertThat(event.change().dropped()).isEmpty();
              });
    }
    String altered = table("a", "'id'", "{'name':'id','typeName':'INT'}");
    assertThat(events("binlog.000042", "{'ddl':'ALTER TABLE a','tableChanges':[" + altered + "]}"))
        .singleElement()
        .satisfies(event -> assertThat(event.emptied()).isNull());
    assertThat(
            events(
                "binlog.000042",
                "{'ddl':'CREATE TABLE a','tableChanges':["
                    + altered.replace("ALTER", "CREATE")
                    + "]}"))
        .singleElement()
        .satisfies(event -> assertThat(event.emptied()).isEqualTo(a));
  }

  @Test
  void aRenamedTableIsNoLongerThereByItsOldName() {
    String renamed =
        table("a", "'id'", "{'name':'id','typeName':'INT'}")
            .replace("'table':", "'previousId':'\\\"shop\\\".\\\"b\\\"','table':");
    assertThat(parse("binlog.000042", "{'ddl':'RENAME','tableChanges':[" + renamed + "]}"))
        .singleElement()
        .satisfies(
            change ->
                assertThat(change.dropped()).containsExactly(new TableId("src", "shop", "b")));
  }

  @Test
  void whatWasNotReadFromTheLogIsNoChange() {
    String history = "{'ddl':'CREATE','tableChanges':[]}";

    assertThat(parse("", history)).isEmpty();
    assertThat(parse(null, history)).isEmpty();
  }

  @Test
  void namesMayHaveDots() {
    List<SchemaChange> changes =
        parse(
            "binlog.000042",
            "{'ddl':'CREATE','tableChanges':["
                + table("a.b", "", "{'name':'id','typeName':'INT'}")
                + "]}");

    assertThat(changes.get(0).tables().get(0).table()).isEqualTo(new TableId("src", "shop", "a.b"));
  }

  private static String table(String name, String primaryKey, String... columns) {
    return "{'type':'ALTER','id':'\\\"shop\\\".\\\""
        + name
        + "\\\"','table':{'primaryKeyColumnNames':["
        + primaryKey
        + "],'columns':["
        + String.join(",", columns)
        + "]}}";
  }

  private static Column column(String name, String type) {
    return new Column(name, type, MySqlTypes.ofColumnType(type));
  }

  private static List<SchemaChange> parse(String file, String history) {
    return events(file, history).stream().map(DdlEvent::change).collect(Collectors.toList());
  }

  private static List<DdlEvent> events(String file, String history) {
    return SchemaChanges.parse(
        "src",
        1,
        new Struct(VALUE)
            .put(
                "source",
                new Struct(SOURCE)
                    .put("file", file)
                    .put("pos", 1_337L)
                    .put("ts_ms", 17L)
                    .put("db", "shop")
                    .put("table", "a"))
            .put("historyRecord", history.replace('\'', '"')));
  }
}
