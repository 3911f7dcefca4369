package io.tributary.common.schema;

import io.tributary.common.bronze.BronzePaths;
import io.tributary.common.json.Json;
import io.tributary.common.storage.ObjectStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A source's schema changes in bronze, in the order of its log. It tells silver what the tables
 * look like, so that silver needs no access to the database.
 */
public final class SchemaHistory {

  private static final int PAGE = 1_000;

  private final ObjectStore store;

  /**
   * @param store the source's part of bronze
   */
  public SchemaHistory(ObjectStore store) {
    this.store = store;
  }

  /** Records a change. Recording the same one again changes nothing. */
  public void record(SchemaChange change) throws IOException {
    String table = change.tables().size() == 1 ? "-" + change.tables().get(0).table().name() : "";
    store.write(
        BronzePaths.SCHEMA_CHANGES + change.seq() + table.replace('/', '_') + ".json",
        Json.writeBytes(change));
  }

  /** Every table ever captured as it was last; empty if no capture has begun. */
  public Map<TableId, TableSchema> latest() throws IOException {
    Map<TableId, TableSchema> tables = new TreeMap<>();
    String after = "";
    List<String> names;
    do {
      names = store.list(BronzePaths.SCHEMA_CHANGES, after, PAGE);
      for (String name : names) {
        SchemaChange change =
            Json.read(store.read(BronzePaths.SCHEMA_CHANGES + name), SchemaChange.class);
        change.tables().forEach(table -> tables.put(table.table(), table));
        after = name;
      }
    } while (names.size() == PAGE);
    return tables;
  }
}
