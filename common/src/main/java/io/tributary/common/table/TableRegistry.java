package io.tributary.common.table;

import io.tributary.common.json.Json;
import io.tributary.common.storage.ObjectStore;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What tables a layer has, kept beside them in {@code <layer>/_tables/}. Readers learn from it what
 * there is without access to the sources, and a writer that starts again learns what it promised.
 */
public final class TableRegistry {

  private static final String FOLDER = "_tables/";
  private static final String SUFFIX = ".json";
  private static final int PAGE = 1_000;

  private final ObjectStore store;

  /**
   * @param store the layer's root
   */
  public TableRegistry(ObjectStore store) {
    this.store = store;
  }

  /** The layer's tables by their full name, {@code payments.orders}. */
  public Map<String, RegisteredTable> tables() throws IOException {
    Map<String, RegisteredTable> tables = new TreeMap<>();
    String after = "";
    do {
      int before = tables.size();
      for (String name : store.list(FOLDER, after, PAGE)) {
        RegisteredTable table = Json.read(store.read(FOLDER + name), RegisteredTable.class);
        tables.put(table.table().fullName(), table);
        after = name;
      }
      if (tables.size() - before < PAGE) {
        return tables;
      }
    } while (true);
  }

  public void register(RegisteredTable table) throws IOException {
    store.write(FOLDER + table.table().fullName() + SUFFIX, Json.writeBytes(table));
  }
}
