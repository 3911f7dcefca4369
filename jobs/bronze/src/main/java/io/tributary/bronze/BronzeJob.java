package io.tributary.bronze;

import io.tributary.bronze.mysql.MySqlCapture;
import io.tributary.bronze.sink.BronzeSink;
import io.tributary.common.bronze.BronzePaths;
import io.tributary.common.config.JobArguments;
import io.tributary.common.config.LakeConfig;
import io.tributary.common.config.LakeConfigLoader;
import io.tributary.common.config.MySqlSourceConfig;
import io.tributary.common.job.JobEnvironment;
import io.tributary.common.schema.SchemaHistory;
import io.tributary.common.storage.ObjectStore;
import io.tributary.common.storage.StorageAddress;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Captures the sources of a lake into bronze: each one's snapshot, then its changes. */
public final class BronzeJob {

  private BronzeJob() {}

  /**
   * @param args {@code --config lake.yaml}, or the same as runtime properties
   */
  public static void main(String[] args) throws Exception {
    LakeConfig config = LakeConfigLoader.load(JobArguments.parse(args));
    StreamExecutionEnvironment env = JobEnvironment.create();
    for (MySqlSourceConfig source : config.sources().values()) {
      StorageAddress root =
          new StorageAddress(
              BronzePaths.source(config.lakePaths().bronze(), source.name()),
              config.s3().orElse(null));
      MySqlCapture capture = MySqlCapture.begin(source);
      try (ObjectStore store = root.open()) {
        capture.recordSchemas(new SchemaHistory(store));
      }
      define(env, source.name(), capture.source(), new BronzeSink(source.name(), root));
    }
    env.execute("tributary-bronze");
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
