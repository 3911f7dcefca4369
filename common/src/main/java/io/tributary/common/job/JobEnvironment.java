package io.tributary.common.job;

import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The execution environment that every job begins with. */
public final class JobEnvironment {

  private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(2);
  private static final Duration CALM = Duration.ofMinutes(10);

  private JobEnvironment() {}

  /**
   * Sets only what is the job's own. Checkpointing, state backend and parallelism are the
   * platform's; the restart strategy is, too, on Managed Service for Apache Flink, which overrules
   * this one.
   */
  public static StreamExecutionEnvironment create() {
    Configuration configuration = new Configuration();
    // A database may be away for hours: never give up, but ask ever less often.
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, FIRST_DELAY);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, LONGEST_DELAY);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD, CALM);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    // Rows pass between chained operators as they are. None alters a row that it has passed on.
    env.getConfig().enableObjectReuse();
    return env;
  }
}
