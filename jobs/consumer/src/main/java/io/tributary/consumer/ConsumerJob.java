package io.tributary.consumer;

import io.tributary.common.config.ConfigException;
import io.tributary.common.config.JobArguments;
import io.tributary.common.config.LakeConfig;
import io.tributary.common.config.LakeConfigLoader;
import io.tributary.common.config.Problem;
import io.tributary.common.config.S3Config;
import io.tributary.common.job.JobEnvironment;
import io.tributary.common.storage.ObjectStore;
import io.tributary.common.storage.StorageAddress;
import io.tributary.common.table.HudiTable;
import io.tributary.common.table.RegisteredTable;
import io.tributary.common.table.TableRegistry;
import io.tributary.consumer.script.Script;
import io.tributary.consumer.script.ScriptFiles;
import io.tributary.hudi.HudiSettings;
import io.tributary.hudi.catalog.LakeAccess;
import io.tributary.hudi.catalog.LakeCatalogs;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Keeps the results of SQL scripts over silver tables up to date, all in one Flink job. */
public final class ConsumerJob {

  private static final String SCRIPTS = "scripts";
  private static final String POLL = "poll";
  private static final Duration DEFAULT_POLL = Duration.ofSeconds(10);

  private ConsumerJob() {}

  /**
   * @param args {@code --config lake.yaml}, {@code --scripts}: a directory, an {@code s3://} prefix
   *     or one file, and optionally {@code --poll seconds}, the time between looks at each silver
   *     table; or the same as runtime properties
   */
  public static void main(String[] args) throws Exception {
    JobArguments arguments = JobArguments.parse(args, SCRIPTS, POLL);
    LakeConfig config = LakeConfigLoader.load(arguments);
    config.requireSecrets(List.of());
    S3Config s3 = config.s3().orElse(null);
    Duration poll =
        arguments.get(POLL).map(Long::valueOf).map(Duration::ofSeconds).orElse(DEFAULT_POLL);
    StorageAddress silver = new StorageAddress(config.lakePaths().silver(), s3);
    StorageAddress consumer = new StorageAddress(config.lakePaths().consumer(), s3);
    StreamExecutionEnvironment env = JobEnvironment.create();
    List<HudiTable> results =
        define(
            env,
            ScriptFiles.read(arguments.require(SCRIPTS), s3),
            tables(silver),
            consumer.address(),
            LakeAccess.streaming(consumer.hadoopOptions(), poll, HudiSettings.defaults()));
    try (ObjectStore store = consumer.open()) {
      TableRegistry registry = new TableRegistry(store);
      for (HudiTable result : results) {
        registry.register(new RegisteredTable(result, null));
      }
    }
    env.execute("tributary-consumer");
  }

  private static List<HudiTable> tables(StorageAddress layer) throws IOException {
    try (ObjectStore store = layer.open()) {
      return new TableRegistry(store)
          .tables().values().stream().map(RegisteredTable::table).collect(Collectors.toList());
    }
  }

  /**
   * Adds every script's operators to the environment; runs nothing.
   *
   * @param env where the job will run
   * @param scripts one for each result, or for a few that belong together
   * @param silver the tables that scripts may read as {@code silver.<database>.<table>}
   * @param consumerPath address below which results lie
   * @param access how tables are read and results written: {@link LakeAccess#streaming}
   * @return the results' definitions
   * @throws ConfigException with every problem of every script
   */
  public static List<HudiTable> define(
      StreamExecutionEnvironment env,
      List<Script> scripts,
      List<HudiTable> silver,
      String consumerPath,
      LakeAccess access) {
    LakeCatalogs catalogs = new LakeCatalogs(silver, consumerPath, access);
    List<Problem> problems = new ArrayList<>();
    for (Script script : scripts) {
      problems.addAll(new ScriptTranslator(script, env, catalogs).translate());
    }
    if (!problems.isEmpty()) {
      throw new ConfigException("SQL", problems);
    }
    return catalogs.results();
  }
}
