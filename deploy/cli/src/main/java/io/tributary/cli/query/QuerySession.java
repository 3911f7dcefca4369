package io.tributary.cli.query;

import io.tributary.cli.Causes;
import io.tributary.cli.CommandException;
import io.tributary.cli.bronze.BronzeCatalog;
import io.tributary.cli.bronze.BronzeTable;
import io.tributary.cli.lake.Lake;
import io.tributary.cli.query.RowWriter.ResultColumn;
import io.tributary.common.schema.SchemaChange;
import io.tributary.common.schema.SchemaHistory;
import io.tributary.common.schema.TableHistory;
import io.tributary.common.schema.TableId;
import io.tributary.common.storage.ObjectStore;
import io.tributary.common.storage.StorageAddress;
import io.tributary.common.table.HudiTable;
import io.tributary.common.table.RegisteredTable;
import io.tributary.hudi.catalog.LakeAccess;
import io.tributary.hudi.catalog.LakeCatalogs;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/**
 * SQL on a lake's tables as they are now: the catalogs {@code bronze}, {@code silver}, in which
 * names without a catalog are looked up, and {@code consumer}.
 */
final class QuerySession {

  private static final int ROWS_BETWEEN_QUESTIONS = 1_000;
  private static final MemorySize SORT_MEMORY = MemorySize.ofMebiBytes(256);

  private final TableEnvironment environment;
  private final TableList tables;

  private QuerySession(TableEnvironment environment, TableList tables) {
    this.environment = environment;
    this.tables = tables;
  }

  static QuerySession open(Lake lake) throws IOException {
    Map<String, RegisteredTable> silver = lake.silverTables();
    Map<String, RegisteredTable> consumer = lake.consumerTables();
    List<BronzeTable> captured = new ArrayList<>();
    Map<TableId, SchemaChange> dropped = new HashMap<>();
    for (String source : lake.config().sources().keySet()) {
      StorageAddress address = lake.bronze(source);
      try (ObjectStore store = address.open()) {
        TableHistory history = new SchemaHistory(store).read();
        history.latest().values().forEach(schema -> captured.add(new BronzeTable(address, schema)));
        dropped.putAll(history.dropped());
      }
    }
    BronzeCatalog bronze = new BronzeCatalog(captured);
    TableEnvironment environment =
        TableEnvironment.create(
            EnvironmentSettings.newInstance()
                .inBatchMode()
                .withConfiguration(configuration(lake))
                .build());
    environment.getConfig().setLocalTimeZone(ZoneOffset.UTC);
    LakeAccess access = LakeAccess.batch(lake.hadoopOptions());
    environment.registerCatalog(
        LakeCatalogs.SILVER,
        LakeCatalogs.readOnly(LakeCatalogs.SILVER, hudiTables(silver), access));
    environment.registerCatalog(
        LakeCatalogs.CONSUMER,
        LakeCatalogs.readOnly(LakeCatalogs.CONSUMER, hudiTables(consumer), access));
    environment.registerCatalog(BronzeCatalog.NAME, bronze);
    environment.useCatalog(LakeCatalogs.SILVER);
    return new QuerySession(
        environment, TableList.of(bronze, silver.values(), consumer.values(), dropped));
  }

  private static Configuration configuration(Lake lake) {
    Configuration configuration = lake.fileSystems();
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, SORT_MEMORY);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, Runtime.getRuntime().availableProcessors());
    return configuration;
  }

  private static List<HudiTable> hudiTables(Map<String, RegisteredTable> tables) {
    return tables.values().stream().map(RegisteredTable::table).collect(Collectors.toList());
  }

  /** What there is to query. */
  TableList tables() {
    return tables;
  }

  /**
   * Runs a statement and writes its rows as they come.
   *
   * @param go asked now and then whether to go on
   * @return how many rows there were
   * @throws CommandException if the statement is wrong or cannot be run
   */
  long run(ReadOnlyStatement statement, RowWriter writer, BooleanSupplier go) throws IOException {
    TableResult result = execute(statement);
    List<ResultColumn> columns =
        result.getResolvedSchema().getColumns().stream()
            .map(
                column -> new ResultColumn(column.getName(), column.getDataType().getLogicalType()))
            .collect(Collectors.toList());
    writer.begin(columns);
    long count = 0;
    try (CloseableIterator<Row> rows = result.collect()) {
      while (hasNext(rows)) {
        Row row = rows.next();
        Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = row.getField(i);
        }
        writer.row(values);
        count++;
        if (count % ROWS_BETWEEN_QUESTIONS == 0 && !go.getAsBoolean()) {
          return count;
        }
      }
    } catch (IOException | CommandException e) {
      throw e;
    } catch (Exception e) {
      throw failed(e);
    }
    writer.end();
    return count;
  }

  private TableResult execute(ReadOnlyStatement statement) {
    try {
      return environment.executeSql(statement.sql());
    } catch (RuntimeException e) {
      throw failed(e);
    }
  }

  private static boolean hasNext(CloseableIterator<Row> rows) {
    try {
      return rows.hasNext();
    } catch (RuntimeException e) {
      throw failed(e);
    }
  }

  private static CommandException failed(Exception failure) {
    String message = Causes.message(failure);
    int expected = message.indexOf("\nWas expecting");
    return new CommandException(
        1, expected < 0 ? message : message.substring(0, expected), failure);
  }
}
