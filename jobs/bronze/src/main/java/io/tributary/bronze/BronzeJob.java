package io.tributary.bronze;

import io.tributary.bronze.mongodb.MongoDbCapture;
import io.tributary.bronze.mysql.MySqlCapture;
import io.tributary.bronze.preflight.PreflightReport;
import io.tributary.bronze.sink.BronzeSink;
import io.tributary.common.bronze.BronzePaths;
import io.tributary.common.config.JobArguments;
import io.tributary.common.config.LakeConfig;
import io.tributary.common.config.LakeConfigLoader;
import io.tributary.common.config.MongoDbSourceConfig;
import io.tributary.common.config.MySqlSourceConfig;
import io.tributary.common.config.SourceConfig;
import io.tributary.common.job.JobEnvironment;
import io.tributary.common.schema.SchemaHistory;
import io.tributary.common.storage.ObjectStore;
import io.tributary.common.storage.StorageAddress;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Captures the sources of a lake into bronze: each one's snapshot, then its changes. */
public final class BronzeJob {

  private static final Logger LOG = LoggerFactory.getLogger(BronzeJob.class);

  private BronzeJob() {}

  /**
   * @param args {@code --config lake.yaml}, or the same as runtime properties
   */
  public static void main(String[] args) throws Exception {
    LakeConfig config = LakeConfigLoader.load(JobArguments.parse(args));
    config.requireSecrets(config.sources().keySet());
    preflight(config);
    StreamExecutionEnvironment env = JobEnvironment.create();
    for (SourceConfig source : config.sources().values()) {
      StorageAddress root =
          new StorageAddress(
              BronzePaths.source(config.lakePaths().bronze(), source.name()),
              config.s3().orElse(null));
      SourceCapture capture = begin(config, source);
      try (ObjectStore store = root.open()) {
        capture.recordSchemas(new SchemaHistory(store));
      }
      define(
          env,
          source.name(),
          capture.source(),
          new BronzeSink(source.name(), root, config.deadLettersPerMinute()));
    }
    env.execute("tributary-bronze");
  }

  /** Refuses to start where a source could not be captured whole and right. */
  private static void preflight(LakeConfig config) {
    List<PreflightReport> reports =
        config.sources().values().stream()
            .map(source -> preflight(config, source))
            .collect(Collectors.toList());
    if (reports.stream().anyMatch(PreflightReport::hasErrors)) {
      throw new IllegalStateException(
          reports.stream().map(PreflightReport::toString).collect(Collectors.joining("\n")));
    }
    reports.stream()
        .filter(report -> !report.warnings().isEmpty())
        .forEach(report -> LOG.warn("{}", report));
  }

  private static PreflightReport preflight(LakeConfig config, SourceConfig source) {
    return source instanceof MySqlSourceConfig
        ? MySqlCapture.preflight((MySqlSourceConfig) source, keyed(config, source.name()))
        : MongoDbCapture.preflight((MongoDbSourceConfig) source);
  }

  private static SourceCapture begin(LakeConfig config, SourceConfig source) throws Exception {
    return source instanceof MySqlSourceConfig
        ? MySqlCapture.begin((MySqlSourceConfig) source, config.tablesOf(source.name()))
        : MongoDbCapture.begin((MongoDbSourceConfig) source);
  }

  private static BiPredicate<String, String> keyed(LakeConfig config, String source) {
    return (database, table) ->
        config.tablesOf(source).stream()
            .anyMatch(
                each ->
                    each.database().equals(database)
                        && each.table().equals(table)
                        && each.key().isPresent());
  }

  /** The job's graph for one source. Source and sink are chained: events are not serialized. */
  static void define(
      StreamExecutionEnvironment env,
      String name,
      Source<Captured, ?, ?> source,
      Sink<Captured> sink) {
    env.fromSource(source, WatermarkStrategy.noWatermarks(), "capture-" + name)
        .uid("bronze-" + name + "-source")
        .sinkTo(sink)
        .name("bronze-" + name)
        .uid("bronze-" + name + "-sink");
  }
}
