package io.tributary.common.schema;

import io.tributary.common.bronze.BronzePaths;
import io.tributary.common.json.Json;
import io.tributary.common.storage.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
    return read().latest();
  }

  /** Reads all changes there are; of a source that was never captured there are none. */
  public TableHistory read() throws IOException {
    TableHistory history = new TableHistory();
    List<SchemaChange> statement = new ArrayList<>();
    String after = "";
    List<String> names;
    do {
      names = store.list(BronzePaths.SCHEMA_CHANGES, after, PAGE);
      for (String name : names) {
        SchemaChange change =
            Json.read(store.read(BronzePaths.SCHEMA_CHANGES + name), SchemaChange.class);
        if (!statement.isEmpty() && !statement.get(0).seq().equals(change.seq())) {
          history.apply(statement);
          statement.clear();
        }
        statement.add(change);
        after = name;
      }
    } while (names.size() == PAGE);
    history.apply(statement);
    return history;
  }
}
