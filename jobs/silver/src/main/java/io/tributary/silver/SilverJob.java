package io.tributary.silver;

import io.tributary.common.bronze.BronzePaths;
import io.tributary.common.config.JobArguments;
import io.tributary.common.config.LakeConfig;
import io.tributary.common.config.LakeConfigLoader;
import io.tributary.common.deadletter.DeadLetterQueue;
import io.tributary.common.job.JobEnvironment;
import io.tributary.common.schema.SchemaHistory;
import io.tributary.common.schema.TableId;
import io.tributary.common.schema.TableSchema;
import io.tributary.common.storage.ObjectStore;
import io.tributary.common.storage.StorageAddress;
import io.tributary.common.table.TableRegistry;
import io.tributary.hudi.HudiSettings;
import io.tributary.hudi.HudiSink;
import io.tributary.silver.clean.CleanedTable;
import io.tributary.silver.clean.Cleaning;
import io.tributary.silver.clean.SilverTable;
import io.tributary.silver.clean.SilverTables;
import io.tributary.silver.latest.KeyText;
import io.tributary.silver.latest.LatestWins;
import io.tributary.silver.source.CommitLogSource;
import io.tributary.silver.source.SourceRow;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;

/** Keeps silver's tables equal to their sources: the current row of every key. */
public final class SilverJob {

  private static final String POLL = "poll";
  private static final Duration DEFAULT_POLL = Duration.ofSeconds(2);

  private SilverJob() {}

  /**
   * @param args {@code --config lake.yaml} and optionally {@code --poll seconds}, the time between
   *     looks at each source's commit log; or the same as runtime properties
   */
  public static void main(String[] args) throws Exception {
    JobArguments arguments = JobArguments.parse(args, POLL);
    LakeConfig config = LakeConfigLoader.load(arguments);
    config.requireSecrets(List.of());
    Duration poll =
        arguments.get(POLL).map(Long::valueOf).map(Duration::ofSeconds).orElse(DEFAULT_POLL);
    StreamExecutionEnvironment env = JobEnvironment.create();
    StorageAddress silver = address(config, config.lakePaths().silver());
    StreamTableEnvironment tables = tableEnvironment(env);
    List<SilverTable> silverTables;
    try (ObjectStore store = silver.open()) {
      TableRegistry registry = new TableRegistry(store);
      silverTables = SilverTables.resolve(tables, config, sourceSchemas(config), registry.tables());
      for (SilverTable table : silverTables) {
        registry.register(table.registration());
      }
    }
    Map<String, List<SilverTable>> bySource =
        silverTables.stream()
            .collect(Collectors.groupingBy(SilverTable::source, TreeMap::new, Collectors.toList()));
    bySource.forEach(
        (source, ofSource) -> {
          StorageAddress bronze =
              address(config, BronzePaths.source(config.lakePaths().bronze(), source));
          define(
              tables,
              env,
              source,
              new CommitLogSource(
                  bronze,
                  ofSource.stream().map(SilverTable::input).collect(Collectors.toList()),
                  poll),
              ofSource,
              new DeadLetterQueue(bronze, config.deadLettersPerMinute()),
              (table, rows) ->
                  HudiSink.append(
                      rows,
                      table.table(),
                      silver.hadoopOptions(),
                      HudiSettings.defaults(),
                      "silver-" + table.table().fullName()));
        });
    env.execute("tributary-silver");
  }

  /**
   * The job's graph for one source: its commit log, cleaning, latest-wins, a sink for each table.
   */
  static void define(
      StreamTableEnvironment tableEnvironment,
      StreamExecutionEnvironment env,
      String source,
      Source<SourceRow, ?, ?> commitLog,
      List<SilverTable> tables,
      DeadLetterQueue deadLetters,
      BiConsumer<SilverTable, DataStream<RowData>> sink) {
    DataStream<SourceRow> rows =
        env.fromSource(commitLog, WatermarkStrategy.noWatermarks(), "commit-log-" + source)
            .uid("silver-" + source + "-source");
    for (CleanedTable cleaned :
        Cleaning.append(tableEnvironment, rows, tables, source, deadLetters)) {
      SilverTable table = cleaned.table();
      String name = table.table().fullName();
      sink.accept(
          table,
          cleaned
              .rows()
              .keyBy(new KeyText(table.table()))
              .connect(cleaned.truncations().broadcast(LatestWins.TRUNCATIONS))
              .process(
                  new LatestWins(table.table(), table.softDeletes()),
                  InternalTypeInfo.of(table.table().rowType()))
              .uid("silver-" + name + "-latest-wins")
              .name("latest-wins-" + name));
    }
  }

  static StreamTableEnvironment tableEnvironment(StreamExecutionEnvironment env) {
    StreamTableEnvironment tables = StreamTableEnvironment.create(env);
    tables.getConfig().setLocalTimeZone(ZoneOffset.UTC);
    return tables;
  }

  private static Map<TableId, TableSchema> sourceSchemas(LakeConfig config) throws IOException {
    Map<TableId, TableSchema> schemas = new TreeMap<>();
    for (String source : config.sources().keySet()) {
      try (ObjectStore store =
          address(config, BronzePaths.source(config.lakePaths().bronze(), source)).open()) {
        schemas.putAll(new SchemaHistory(store).latest());
      }
    }
    return schemas;
  }

  private static StorageAddress address(LakeConfig config, String address) {
    return new StorageAddress(address, config.s3().orElse(null));
  }
}
