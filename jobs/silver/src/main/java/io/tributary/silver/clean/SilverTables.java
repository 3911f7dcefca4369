package io.tributary.silver.clean;

import io.tributary.common.config.ConfigException;
import io.tributary.common.config.LakeConfig;
import io.tributary.common.config.Problem;
import io.tributary.common.config.SchemaChangePolicy;
import io.tributary.common.config.TableConfig;
import io.tributary.common.schema.Column;
import io.tributary.common.schema.TableId;
import io.tributary.common.schema.TableSchema;
import io.tributary.common.table.HudiTable;
import io.tributary.common.table.Metadata;
import io.tributary.common.table.RegisteredTable;
import io.tributary.silver.document.DocumentColumns;
import io.tributary.silver.latest.KeyText;
import io.tributary.silver.source.InputTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.SqlParserException;
import org.apache.flink.table.api.TableDescriptor;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.utils.TypeConversions;

/**
 * Works out silver's tables from the lake's configuration and the sources' real schemas, and checks
 * every expression against them.
 *
 * <p>A table that exists keeps the source columns that it was made with: columns that the source
 * has gained since are rescued, so that a restart alone never changes what analysts see; unless the
 * table is to evolve, and gains them, too.
 */
public final class SilverTables {

  private static final String INPUT = "_input";
  private static final String ROW = "_row";

  private final TableEnvironment environment;
  private final LakeConfig config;
  private final List<Problem> problems = new ArrayList<>();

  private SilverTables(TableEnvironment environment, LakeConfig config) {
    this.environment = environment;
    this.config = config;
  }

  /**
   * @param environment checks the expressions
   * @param schemas the sources' tables as they are now
   * @param registered silver's tables that exist, by their full name
   * @throws ConfigException naming every table that cannot be made, and why
   */
  public static List<SilverTable> resolve(
      TableEnvironment environment,
      LakeConfig config,
      Map<TableId, TableSchema> schemas,
      Map<String, RegisteredTable> registered) {
    SilverTables resolution = new SilverTables(environment, config);
    List<SilverTable> tables = new ArrayList<>();
    for (int i = 0; i < config.tables().size(); i++) {
      SilverTable table =
          resolution.resolve(
              "tables[" + i + "]",
              config.tables().get(i),
              schemas,
              registered.get(config.tables().get(i).qualifiedName()));
      if (table != null) {
        tables.add(table);
      }
    }
    if (!resolution.problems.isEmpty()) {
      throw new ConfigException("lake.yaml", resolution.problems);
    }
    return tables;
  }

  private SilverTable resolve(
      String path,
      TableConfig table,
      Map<TableId, TableSchema> schemas,
      RegisteredTable registered) {
    int before = problems.size();
    InputTable input =
        table.document().isEmpty()
            ? rows(path, table, schemas, registered)
            : documents(path, table);
    if (problems.size() > before) {
      return null;
    }
    TableSchema source = input.source();
    Map<String, LogicalType> types = check(path, table, input);
    if (problems.size() > before) {
      return null;
    }
    List<String> key = SilverTable.key(table, source);
    checkKey(path, table, key, types);
    if (problems.size() > before) {
      return null;
    }
    types.remove(Metadata.KEEP);
    key.forEach(name -> types.computeIfPresent(name, (unused, type) -> type.copy(false)));
    HudiTable hudi =
        new HudiTable(
            table.database(),
            table.table(),
            config.lakePaths().silverTable(table.database(), table.table()),
            RowType.of(
                false,
                types.values().toArray(new LogicalType[0]),
                types.keySet().toArray(new String[0])),
            key,
            table.partitionBy().isPresent() ? Metadata.PARTITION : null,
            table.buckets());
    if (registered != null) {
      checkPromises(path, registered.table(), hudi);
    }
    return new SilverTable(table, input, hudi);
  }

  /** The source's table; null, and a problem, if it is not known. */
  private InputTable rows(
      String path,
      TableConfig table,
      Map<TableId, TableSchema> schemas,
      RegisteredTable registered) {
    TableSchema current = registered == null ? schemas.get(id(table)) : registered.source();
    if (current == null) {
      problem(
          path + ".table",
          table.qualifiedName() + " has not been captured from source " + table.source(),
          "start the bronze job for the source first, or mend the name");
      return null;
    }
    if (current.documents()) {
      problem(
          path + ".document",
          table.qualifiedName() + " is a collection of documents, of which no columns are declared",
          "name the paths to make columns of: document: {_id: STRING, …}; tributary infer proposes"
              + " them");
      return null;
    }
    TableSchema source = SilverTable.declared(current);
    if (registered != null && table.onSchemaChange() == SchemaChangePolicy.EVOLVE) {
      source = SilverTable.evolved(source, schemas.getOrDefault(id(table), source));
    }
    List<String> key = SilverTable.key(table, source);
    boolean keyIsPrimaryKey =
        key.equals(source.primaryKey()) && key.stream().noneMatch(table.columns()::containsKey);
    InputTable input = new InputTable(source, table.drop(), !keyIsPrimaryKey);
    return table.onSchemaChange() == SchemaChangePolicy.FAIL ? input.failingOnNewColumns() : input;
  }

  /** A collection, of which the configuration alone says what columns there are. */
  private InputTable documents(String path, TableConfig table) {
    DocumentColumns columns = DocumentColumns.of(table.document());
    columns
        .problems()
        .forEach(
            (at, what) ->
                problem(
                    path + ".document." + at,
                    what,
                    "write a SQL type such as STRING, BIGINT, DECIMAL(12, 2), TIMESTAMP(3),"
                        + " ARRAY<STRING>, ROW<a INT, b STRING>; or JSON"));
    columns.columns().stream()
        .map(Column::name)
        .filter(Metadata::isReserved)
        .forEach(
            name ->
                problem(
                    path + ".document",
                    name + " is a column that Tributary itself adds",
                    "leave the path out: its value is in _rescued"));
    return InputTable.ofDocuments(
        TableSchema.ofDocuments(id(table), columns.columns()), columns.paths(), table.drop());
  }

  private static TableId id(TableConfig table) {
    return new TableId(table.source(), table.database(), table.table());
  }

  /** Types of the columns that the expressions make, in order; notes every one that is wrong. */
  private Map<String, LogicalType> check(String path, TableConfig table, InputTable input) {
    TableSchema source = input.source();
    environment.createTemporaryTable(
        INPUT,
        TableDescriptor.forConnector("datagen")
            .schema(
                Schema.newBuilder()
                    .fromRowDataType(TypeConversions.fromLogicalToDataType(input.rowType()))
                    .build())
            .build());
    Map<String, LogicalType> types = new LinkedHashMap<>();
    SilverTable.expressions(table, source)
        .forEach(
            (name, expression) -> {
              try {
                types.put(name, StoredTypes.of(type(name, expression)));
              } catch (ValidationException | SqlParserException | IllegalArgumentException e) {
                problem(
                    path + place(table, name),
                    "not a Flink SQL expression over the columns of "
                        + table.qualifiedName()
                        + ": "
                        + rootMessage(e),
                    "the columns are " + source.columns());
              }
            });
    environment.dropTemporaryTable(INPUT);
    return types;
  }

  /** Type of an expression of one row: beside a column as it is, no aggregate is valid. */
  private LogicalType type(String name, String expression) {
    Map<String, String> select = new LinkedHashMap<>();
    select.put(ROW, CleaningSql.quote(Metadata.SEQ));
    select.put(name, expression);
    List<DataType> types =
        environment
            .sqlQuery(CleaningSql.select(select, INPUT))
            .getResolvedSchema()
            .getColumnDataTypes();
    if (types.size() != select.size()) {
      throw new IllegalArgumentException("it makes " + (types.size() - 1) + " columns");
    }
    return types.get(1).getLogicalType();
  }

  private static String place(TableConfig table, String column) {
    if (column.equals(Metadata.PARTITION)) {
      return ".partition_by";
    }
    if (column.equals(Metadata.KEEP)) {
      return ".where";
    }
    return table.columns().containsKey(column) ? ".columns." + column : "";
  }

  private void checkKey(
      String path, TableConfig table, List<String> key, Map<String, LogicalType> types) {
    if (key.isEmpty()) {
      problem(
          path + ".key",
          table.qualifiedName() + " has no primary key in the source",
          "name the columns that identify a row: key: [...]");
    }
    for (String column : key) {
      if (!types.containsKey(column)) {
        problem(
            path + ".key",
            "the key's column " + column + " is none of the table's columns",
            "name one of "
                + types.keySet().stream()
                    .filter(name -> !Metadata.isReserved(name))
                    .collect(Collectors.toList()));
      } else if (!KeyText.canIdentify(types.get(column))) {
        problem(
            path + ".key",
            "the key's column "
                + column
                + " is of type "
                + types.get(column).asSummaryString()
                + ", whose values do not tell rows apart",
            "make a text or a number of it under columns: DECODE("
                + column
                + ", 'ISO-8859-1') keeps every byte");
      }
    }
  }

  /** Key, partitioning and buckets say where rows lie: they cannot change under a table. */
  private void checkPromises(String path, HudiTable existing, HudiTable wanted) {
    String remedy = "take the change back, or rebuild the table under a new path";
    if (!existing.key().equals(wanted.key())) {
      problem(path + ".key", "the table exists with the key " + existing.key(), remedy);
    }
    if (existing.isPartitioned() != wanted.isPartitioned()) {
      problem(
          path + ".partition_by",
          "the table exists " + (existing.isPartitioned() ? "with" : "without") + " partitions",
          remedy);
    }
    if (existing.buckets() != wanted.buckets()) {
      problem(path + ".buckets", "the table exists with " + existing.buckets(), remedy);
    }
    for (RowType.RowField field : existing.rowType().getFields()) {
      int index = wanted.rowType().getFieldIndex(field.getName());
      LogicalType type = index < 0 ? null : wanted.rowType().getTypeAt(index);
      if (type == null || !type.copy(true).equals(field.getType().copy(true))) {
        problem(
            path + ".columns." + field.getName(),
            "the table exists with the column as " + field.getType(),
            remedy);
      }
    }
  }

  private void problem(String path, String what, String remedy) {
    problems.add(new Problem(path, 0, what, remedy));
  }

  private static String rootMessage(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage();
  }
}
