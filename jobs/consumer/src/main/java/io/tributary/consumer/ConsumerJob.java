package io.tributary.consumer;

import io.tributary.common.config.ConfigException;
import io.tributary.common.config.Problem;
import io.tributary.common.table.HudiTable;
import io.tributary.consumer.script.Script;
import io.tributary.hudi.catalog.LakeAccess;
import io.tributary.hudi.catalog.LakeCatalogs;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Keeps the results of SQL scripts over silver tables up to date, all in one Flink job. */
public final class ConsumerJob {

  private ConsumerJob() {}

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
