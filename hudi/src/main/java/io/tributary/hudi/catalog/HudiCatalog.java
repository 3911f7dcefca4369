package io.tributary.hudi.catalog;

import io.tributary.common.table.HudiTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.CatalogBaseTable;
import org.apache.flink.table.catalog.CatalogDatabaseImpl;
import org.apache.flink.table.catalog.CatalogTable;
import org.apache.flink.table.catalog.GenericInMemoryCatalog;
import org.apache.flink.table.catalog.ObjectPath;
import org.apache.flink.table.catalog.ResolvedCatalogTable;
import org.apache.flink.table.catalog.exceptions.DatabaseAlreadyExistException;
import org.apache.flink.table.catalog.exceptions.DatabaseNotExistException;
import org.apache.flink.table.catalog.exceptions.TableAlreadyExistException;
import org.apache.flink.table.catalog.exceptions.TableNotExistException;
import org.apache.flink.table.factories.Factory;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.utils.TypeConversions;

/**
 * Hudi tables by name. Where tables lie and how they are stored is the lake's matter and no option
 * of a table, so {@code SHOW CREATE TABLE} has no secrets to show.
 */
final class HudiCatalog extends GenericInMemoryCatalog {

  /** Address below which tables are created; null if they are given. */
  private final String path;

  private final LakeAccess access;
  private final Map<ObjectPath, HudiTable> tables = new LinkedHashMap<>();

  private HudiCatalog(String name, String path, LakeAccess access) {
    super(name, LakeCatalogs.DEFAULT_DATABASE);
    this.path = path;
    this.access = access;
  }

  /** A catalog of the tables given. */
  static HudiCatalog readOnly(String name, List<HudiTable> tables, LakeAccess access) {
    HudiCatalog catalog = new HudiCatalog(name, null, access);
    tables.forEach(catalog::add);
    return catalog;
  }

  /** A catalog in which tables can be created, as {@code <path>/<database>/<table>}. */
  static HudiCatalog below(String name, String path, LakeAccess access) {
    return new HudiCatalog(name, path, access);
  }

  List<HudiTable> hudiTables() {
    return new ArrayList<>(tables.values());
  }

  private void add(HudiTable table) {
    ObjectPath name = new ObjectPath(table.database(), table.name());
    try {
      createMissingDatabase(name);
      super.createTable(name, definition(table), false);
    } catch (TableAlreadyExistException | DatabaseNotExistException e) {
      throw new IllegalArgumentException("Two tables are called " + table.fullName(), e);
    }
    tables.put(name, table);
  }

  @Override
  public void createTable(ObjectPath name, CatalogBaseTable table, boolean ignoreIfExists)
      throws TableAlreadyExistException, DatabaseNotExistException {
    if (path == null) {
      throw new ValidationException(
          getName() + " tables are written by the silver job: create results in another catalog");
    }
    createMissingDatabase(name);
    if (tableExists(name) || !(table instanceof ResolvedCatalogTable)) {
      super.createTable(name, table, ignoreIfExists);
      return;
    }
    HudiTable hudiTable =
        ResultDefinition.of(
            name,
            path + "/" + name.getDatabaseName() + "/" + name.getObjectName(),
            (ResolvedCatalogTable) table);
    super.createTable(name, table, ignoreIfExists);
    tables.put(name, hudiTable);
  }

  /** A database is a folder: it is there when something is in it. */
  private void createMissingDatabase(ObjectPath name) {
    try {
      createDatabase(name.getDatabaseName(), new CatalogDatabaseImpl(Map.of(), null), true);
    } catch (DatabaseAlreadyExistException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void dropTable(ObjectPath name, boolean ignoreIfNotExists) throws TableNotExistException {
    super.dropTable(name, ignoreIfNotExists);
    tables.remove(name);
  }

  /** Tables have no connector option, but they are not Flink's own either. */
  @Override
  public boolean supportsManagedTable() {
    return false;
  }

  @Override
  public Optional<Factory> getFactory() {
    return Optional.of(new HudiTableFactory(tables, access));
  }

  private static CatalogTable definition(HudiTable table) {
    Schema.Builder schema = Schema.newBuilder();
    for (RowType.RowField field : table.rowType().getFields()) {
      schema.column(
          field.getName(),
          TypeConversions.fromLogicalToDataType(
              // A delete shows the key only.
              field.getType().copy(!table.key().contains(field.getName()))));
    }
    schema.primaryKey(table.key());
    return CatalogTable.newBuilder()
        .schema(schema.build())
        .partitionKeys(table.isPartitioned() ? List.of(table.partition()) : List.of())
        .build();
  }
}
