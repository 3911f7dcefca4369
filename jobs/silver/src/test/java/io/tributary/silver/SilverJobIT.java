package io.tributary.silver;

import static io.tributary.silver.Bronze.event;
import static io.tributary.silver.Bronze.row;
import static io.tributary.silver.SilverRuns.await;
import static io.tributary.silver.SilverRuns.query;
import static io.tributary.silver.SilverRuns.start;

import io.tributary.common.change.Op;
import io.tributary.common.config.DeleteMode;
import io.tributary.common.config.LakeConfig;
import io.tributary.common.config.LakePaths;
import io.tributary.common.config.TableConfig;
import io.tributary.common.schema.Column;
import io.tributary.common.schema.TableId;
import io.tributary.common.schema.TableSchema;
import io.tributary.common.storage.StorageAddress;
import io.tributary.silver.clean.SilverTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From bronze files to rows that a reader of silver sees. */
class SilverJobIT {

  private static final TableId ORDERS = new TableId("shop", "shop", "orders");
  private static final TableId NOTES = new TableId("shop", "shop", "notes");
  private static final TableId USERS = new TableId("shop", "shop", "users");

  @TempDir Path directory;

  @Test
  void silverHasTheNewestRowOfEveryKey() throws Exception {
    TableSchema orders =
        schema(
            ORDERS,
            column("id", DataTypes.INT()),
            column("status", DataTypes.STRING()),
            column("day", DataTypes.STRING()));
    TableSchema wider =
        schema(
            ORDERS,
            column("id", DataTypes.INT()),
            column("status", DataTypes.STRING()),
            column("day", DataTypes.STRING()),
            column("channel", DataTypes.STRING()));
    TableSchema notes =
        schema(NOTES, column("id", DataTypes.INT()), column("text", DataTypes.STRING()));
    TableSchema users =
        schema(USERS, column("id", DataTypes.INT()), column("email", DataTypes.STRING()));
    try (Bronze bronze = new Bronze(address("bronze/shop"))) {
      bronze
          .write(
              orders,
              event(Op.SNAPSHOT, 10, null, row(1, "new", "mon")),
              event(Op.SNAPSHOT, 10, null, row(2, "new", "mon")),
              event(Op.SNAPSHOT, 10, null, row(3, "TEST", "mon")))
          .write(notes, event(Op.INSERT, 11, null, row(1, "kept")))
          .write(
              users,
              event(Op.SNAPSHOT, 10, null, row(1, "a@b.c")),
              event(Op.SNAPSHOT, 10, null, row(2, "d@e.f")))
          .commit();
      bronze
          .write(orders, event(Op.UPDATE, 40, row(1, "new", "mon"), row(1, " paid ", "tue")))
          .commit();
      bronze
          .write(orders, event(Op.UPDATE, 30, row(1, "new", "mon"), row(1, "late", "mon")))
          .write(orders, event(Op.DELETE, 50, row(2, "new", "mon"), null))
          .write(wider, event(Op.INSERT, 60, null, row(4, "new", "mon", "web")))
          .write(notes, event(Op.DELETE, 51, row(1, "kept"), null))
          .write(
              users,
              // An update of the primary key, and one of silver's.
              event(Op.DELETE, 70, row(1, "a@b.c"), null),
              event(Op.INSERT, 70, null, row(3, "a@b.c")),
              event(Op.UPDATE, 71, row(2, "d@e.f"), row(2, "g@h.i")))
          .commit();
      LakeConfig config =
          config(
              TableConfig.builder("shop", "shop", "orders")
                  .columns(Map.of("status", "UPPER(TRIM(status))"))
                  .partitionBy("`day`")
                  .where("status <> 'TEST'")
                  .build(),
              TableConfig.builder("shop", "shop", "notes").delete(DeleteMode.SOFT).build(),
              TableConfig.builder("shop", "shop", "users").key(List.of("email")).build());
      List<SilverTable> silver = new ArrayList<>();
      JobClient job =
          start(config, Map.of(ORDERS, orders, NOTES, notes, USERS, users), bronze, silver);
      try {
        await(
            job,
            () ->
                query(
                        silver.get(0),
                        "SELECT id, status, _partition, _op, _rescued FROM t ORDER BY id")
                    .equals(
                        List.of(
                            "+I[1, PAID, tue, u, null]",
                            "+I[4, NEW, mon, c, {\"channel\":\"web\"}]")));
        await(
            job,
            () ->
                query(silver.get(1), "SELECT id, text, _deleted FROM t")
                    .equals(List.of("+I[1, kept, true]")));
        await(
            job,
            () ->
                query(silver.get(2), "SELECT id, email FROM t ORDER BY id")
                    .equals(List.of("+I[2, g@h.i]", "+I[3, a@b.c]")));
      } finally {
        job.cancel().get();
      }
    }
  }

  @Test
  void aTableThatIsEmptiedAtTheSourceHasOnlyWhatCameAfterwards() throws Exception {
    TableSchema orders =
        schema(ORDERS, column("id", DataTypes.INT()), column("day", DataTypes.STRING()));
    try (Bronze bronze = new Bronze(address("bronze/shop"))) {
      bronze
          .write(
              orders,
              event(Op.SNAPSHOT, 10, null, row(1, "mon")),
              event(Op.SNAPSHOT, 10, null, row(2, "tue")),
              event(Op.INSERT, 20, null, row(3, "mon")))
          .commit();
      List<SilverTable> silver = new ArrayList<>();
      JobClient job =
          start(
              config(TableConfig.builder("shop", "shop", "orders").partitionBy("`day`").build()),
              Map.of(ORDERS, orders),
              bronze,
              silver);
      try {
        String sql = "SELECT id, `day` FROM t ORDER BY id";
        await(
            job,
            () ->
                query(silver.get(0), sql)
                    .equals(List.of("+I[1, mon]", "+I[2, tue]", "+I[3, mon]")));
        bronze
            .write(
                orders,
                event(Op.INSERT, 40, null, row(2, "wed")),
                event(Op.INSERT, 30, null, row(4, "mon")),
                Bronze.truncation(35))
            .commit();
        await(job, () -> query(silver.get(0), sql).equals(List.of("+I[2, wed]")));
      } finally {
        job.cancel().get();
      }
    }
  }

  @Test
  void silverHasTheNewestVersionOfEveryDocument() throws Exception {
    TableId customers = new TableId("shop", "crm", "customers");
    TableSchema documents = TableSchema.ofDocuments(customers);
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("_id", "STRING");
    columns.put("address.city", "STRING");
    columns.put("tags", "ARRAY<STRING>");
    columns.put("score", "DECIMAL(6, 2)");
    try (Bronze bronze = new Bronze(address("bronze/shop"))) {
      bronze
          .write(
              documents,
              Bronze.document(
                  Op.SNAPSHOT,
                  5,
                  "{\"_id\": \"a\"}",
                  null,
                  "{\"_id\": \"a\", \"address\": {\"city\": \"Rome\"}, \"tags\": [\"x\", \"y\"],"
                      + " \"score\": {\"$numberDouble\": \"1.5\"}, \"more\": true}"),
              Bronze.document(
                  Op.SNAPSHOT, 5, "{\"_id\": \"b\"}", null, "{\"_id\": \"b\", \"score\": \"?\"}"),
              Bronze.document(Op.INSERT, 6, "{\"_id\": \"c\"}", null, "{\"_id\": \"c\"}"),
              // Looked up too late: the delete is on its way.
              Bronze.document(Op.UPDATE, 7, "{\"_id\": \"c\"}", null, null),
              Bronze.document(Op.UPDATE, 7, "{\"_id\": \"b\"}", null, null))
          .commit();
      List<SilverTable> silver = new ArrayList<>();
      JobClient job =
          start(
              config(TableConfig.builder("shop", "crm", "customers").document(columns).build()),
              Map.of(),
              bronze,
              silver);
      try {
        String sql = "SELECT _id, address_city, tags, score, _rescued FROM t ORDER BY _id";
        String a = "+I[a, Rome, [x, y], 1.50, {\"more\": true}]";
        String b = "+I[b, null, null, null, {\"score\": \"?\"}]";
        await(
            job,
            () -> query(silver.get(0), sql).equals(List.of(a, b, "+I[c, null, null, null, null]")));
        bronze
            .write(documents, Bronze.document(Op.DELETE, 8, "{\"_id\": \"c\"}", null, null))
            .commit();
        await(job, () -> query(silver.get(0), sql).equals(List.of(a, b)));
      } finally {
        job.cancel().get();
      }
    }
  }

  private LakeConfig config(TableConfig... tables) {
    return new LakeConfig(
        new LakePaths(uri("bronze"), uri("silver"), uri("consumer")),
        null,
        Map.of(),
        List.of(tables));
  }

  private static TableSchema schema(TableId id, Column... columns) {
    return new TableSchema(id, List.of(columns), List.of("id"));
  }

  private static Column column(String name, DataType type) {
    return new Column(name, "any", type.getLogicalType());
  }

  private StorageAddress address(String name) {
    return new StorageAddress(uri(name), null);
  }

  private String uri(String name) {
    return "file://" + directory.resolve(name);
  }
}
