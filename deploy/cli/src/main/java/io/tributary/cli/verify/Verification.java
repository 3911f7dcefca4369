package io.tributary.cli.verify;

import io.tributary.bronze.mysql.MySqlCatalog;
import io.tributary.cli.Causes;
import io.tributary.cli.lake.Lake;
import io.tributary.common.config.LakeConfig;
import io.tributary.common.config.MongoDbSourceConfig;
import io.tributary.common.config.MySqlSourceConfig;
import io.tributary.common.config.TableConfig;
import io.tributary.common.schema.TableId;
import io.tributary.common.schema.TableSchema;
import io.tributary.common.table.RegisteredTable;
import io.tributary.silver.clean.SilverTable;
import io.tributary.silver.clean.SilverTables;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.flink.api.common.BatchShuffleMode;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/** Compares silver's tables with their sources, one after the other. */
final class Verification {

  private static final MemorySize SORT_MEMORY = MemorySize.ofMebiBytes(256);

  private final Lake lake;
  private final int show;
  private final Map<String, Map<String, TableSchema>> sourceSchemas = new HashMap<>();

  /**
   * @param show so many rows of each table and kind of difference are kept as examples
   */
  Verification(Lake lake, int show) {
    this.lake = lake;
    this.show = show;
  }

  /**
   * Compares tables; one that cannot be compared does not stop the others.
   *
   * @param names {@code database.table} of tables of {@code lake.yaml}
   * @param begun told the name of each table before it is compared
   * @param done given each table's result
   * @throws io.tributary.common.config.ConfigException if {@code lake.yaml} is not what silver was
   *     made with
   */
  void run(List<String> names, Consumer<String> begun, Consumer<TableResult> done)
      throws IOException {
    Map<String, RegisteredTable> registered = lake.silverTables();
    StreamExecutionEnvironment env = environment();
    StreamTableEnvironment tables =
        StreamTableEnvironment.create(env, EnvironmentSettings.newInstance().inBatchMode().build());
    tables.getConfig().setLocalTimeZone(ZoneOffset.UTC);
    List<TableConfig> configs =
        lake.config().tables().stream()
            .filter(table -> names.contains(table.qualifiedName()))
            .collect(Collectors.toList());
    Map<String, SilverTable> silver = new HashMap<>();
    LakeConfig known =
        new LakeConfig(
            lake.config().lakePaths(),
            lake.config().s3().orElse(null),
            lake.config().sources(),
            configs.stream()
                .filter(table -> registered.containsKey(table.qualifiedName()))
                .collect(Collectors.toList()));
    SilverTables.resolve(
            TableEnvironment.create(EnvironmentSettings.inStreamingMode()),
            known,
            Map.of(),
            registered)
        .forEach(table -> silver.put(table.table().fullName(), table));
    TableComparison comparison = new TableComparison(env, tables, lake.hadoopOptions());
    for (TableConfig config : configs) {
      begun.accept(config.qualifiedName());
      done.accept(compare(comparison, config, silver.get(config.qualifiedName())));
    }
  }

  private TableResult compare(TableComparison comparison, TableConfig config, SilverTable table) {
    String name = config.qualifiedName();
    if (table == null) {
      return TableResult.failed(
          name, "silver has no such table yet: start the silver job, or wait for it to begin");
    }
    try {
      if (table.input().source().documents()) {
        MongoDbSourceConfig source =
            (MongoDbSourceConfig) lake.config().sources().get(config.source());
        return comparison.compare(
            table,
            ComparedColumns.of(config),
            new CollectionInput(MongoDbAccess.of(source), table.input()),
            null,
            show);
      }
      TableSchema source = sourceSchemas(config.source()).get(name);
      if (source == null) {
        return TableResult.failed(
            name,
            "source "
                + config.source()
                + " has no such table any more, or its user may not read it");
      }
      return comparison.compare(
          table,
          ComparedColumns.of(config, table.input().source(), source),
          new SourceTableInput(access(config.source()), source, table.input()),
          source.rowType().getFieldNames(),
          show);
    } catch (Exception e) {
      return TableResult.failed(name, Causes.message(e));
    }
  }

  /** The source's tables as they are now, by {@code database.table}. */
  private Map<String, TableSchema> sourceSchemas(String source) throws SQLException {
    Map<String, TableSchema> schemas = sourceSchemas.get(source);
    if (schemas == null) {
      List<TableId> wanted = new ArrayList<>();
      for (TableConfig table : lake.config().tablesOf(source)) {
        wanted.add(new TableId(source, table.database(), table.table()));
      }
      try (Connection connection = access(source).connect()) {
        schemas =
            new MySqlCatalog(connection)
                    .tables(
                        source,
                        (database, table) -> wanted.contains(new TableId(source, database, table)))
                    .stream()
                    .collect(Collectors.toMap(schema -> schema.table().name(), schema -> schema));
      }
      sourceSchemas.put(source, schemas);
    }
    return schemas;
  }

  private MySqlAccess access(String source) {
    return MySqlAccess.of((MySqlSourceConfig) lake.config().sources().get(source));
  }

  private StreamExecutionEnvironment environment() {
    Configuration configuration = lake.fileSystems();
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, SORT_MEMORY);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    // Whoever sorts reads all before it gives any: nothing is gained by files in between.
    configuration.set(JobManagerOptions.SCHEDULER, JobManagerOptions.SchedulerType.Default);
    configuration.set(
        ExecutionOptions.BATCH_SHUFFLE_MODE, BatchShuffleMode.ALL_EXCHANGES_PIPELINED);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(
            Runtime.getRuntime().availableProcessors(), configuration);
    env.setRuntimeMode(RuntimeExecutionMode.BATCH);
    return env;
  }
}
