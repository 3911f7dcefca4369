package io.tributary.cli.bronze;

import io.tributary.common.bronze.BronzeFormat;
import io.tributary.common.schema.TableId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.catalog.CatalogDatabaseImpl;
import org.apache.flink.table.catalog.CatalogTable;
import org.apache.flink.table.catalog.GenericInMemoryCatalog;
import org.apache.flink.table.catalog.ObjectPath;
import org.apache.flink.table.catalog.exceptions.DatabaseAlreadyExistException;
import org.apache.flink.table.catalog.exceptions.DatabaseNotExistException;
import org.apache.flink.table.catalog.exceptions.TableAlreadyExistException;
import org.apache.flink.table.factories.Factory;
import org.apache.flink.table.types.utils.TypeConversions;

/**
 * Bronze in SQL: every change of a source's table as {@code bronze.<database>.<table>}. Where two
 * sources have a database of the same name, both are called {@code <source>_<database>}.
 */
public final class BronzeCatalog extends GenericInMemoryCatalog {

  /** What the catalog is called in SQL. */
  public static final String NAME = "bronze";

  private final Map<ObjectPath, BronzeTable> tables = new HashMap<>();

  /**
   * @param tables all tables of all sources
   */
  public BronzeCatalog(Collection<BronzeTable> tables) {
    super(NAME, "default");
    Set<String> shared = sharedDatabases(tables);
    for (BronzeTable table : tables) {
      TableId id = table.schema().table();
      String database =
          shared.contains(id.database()) ? id.source() + "_" + id.database() : id.database();
      add(new ObjectPath(database, id.table()), table);
    }
  }

  private static Set<String> sharedDatabases(Collection<BronzeTable> tables) {
    Map<String, String> sources = new HashMap<>();
    Set<String> shared = new HashSet<>();
    for (BronzeTable table : tables) {
      TableId id = table.schema().table();
      String other = sources.putIfAbsent(id.database(), id.source());
      if (other != null && !other.equals(id.source())) {
        shared.add(id.database());
      }
    }
    return shared;
  }

  private void add(ObjectPath name, BronzeTable table) {
    try {
      createDatabase(name.getDatabaseName(), new CatalogDatabaseImpl(Map.of(), null), true);
      createTable(
          name,
          CatalogTable.newBuilder()
              .schema(
                  Schema.newBuilder()
                      .fromRowDataType(
                          TypeConversions.fromLogicalToDataType(
                              BronzeFormat.rowType(table.schema())))
                      .build())
              .partitionKeys(List.of())
              .build(),
          false);
    } catch (TableAlreadyExistException
        | DatabaseNotExistException
        | DatabaseAlreadyExistException e) {
      throw new IllegalArgumentException("Two tables of bronze are called " + name, e);
    }
    tables.put(name, table);
  }

  /** Every table by its name in SQL. */
  public Map<ObjectPath, BronzeTable> tables() {
    return Map.copyOf(tables);
  }

  @Override
  public Optional<Factory> getFactory() {
    return Optional.of(new BronzeTableFactory(tables));
  }
}
