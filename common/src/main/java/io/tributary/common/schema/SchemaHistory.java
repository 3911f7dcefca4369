package io.tributary.common.schema;

import io.tributary.common.bronze.BronzePaths;
import io.tributary.common.json.Json;
import io.tributary.common.storage.ObjectStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

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
    store.write(
        BronzePaths.SCHEMA_CHANGES + change.seq() + suffix(change).replace('/', '_') + ".json",
        Json.writeBytes(change));
  }

  /** Tells apart the changes of one statement, which share its seq. */
  private static String suffix(SchemaChange change) {
    if (change.tables().size() == 1) {
      return "-" + change.tables().get(0).table().name();
    }
    return change.tables().isEmpty() && change.dropped().size() == 1
        ? "-" + change.dropped().get(0).name()
        : "";
  }

  /** Every table ever captured as it was last; empty if no capture has begun. */
  public Map<TableId, TableSchema> latest() throws IOException {
    Map<TableId, TableSchema> tables = new TreeMap<>();
    replay(change -> change.tables().forEach(table -> tables.put(table.table(), table)));
    return tables;
  }

  /** The tables that the source had once and has no longer, or no longer by that name. */
  public Set<TableId> dropped() throws IOException {
    Set<TableId> dropped = new TreeSet<>();
    replay(
        change -> {
          dropped.addAll(change.dropped());
          change.tables().forEach(table -> dropped.remove(table.table()));
        });
    return dropped;
  }

  private void replay(Consumer<SchemaChange> each) throws IOException {
    String after = "";
    List<String> names;
    do {
      names = store.list(BronzePaths.SCHEMA_CHANGES, after, PAGE);
      for (String name : names) {
        each.accept(Json.read(store.read(BronzePaths.SCHEMA_CHANGES + name), SchemaChange.class));
        after = name;
      }
    } while (names.size() == PAGE);
  }
}
