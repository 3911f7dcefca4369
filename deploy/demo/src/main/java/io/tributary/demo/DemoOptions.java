package io.tributary.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What the demo has been asked to do.
 *
 * @param home the directory that the project is built in
 * @param rows the payments database begins with
 * @param rate row changes a second
 * @param duration of the traffic once silver follows; null for until Ctrl-C
 * @param untilSettled whether to stop the traffic after that, wait for silver and verify it
 * @param report file for the figures; null for none
 * @param resume whether to carry on where the last run has stopped
 * @param jobs which of the lake's jobs to run
 * @param port of Flink's web UI; 0 for any that is free
 */
record DemoOptions(
    Path home,
    int rows,
    int rate,
    long seed,
    Duration duration,
    boolean untilSettled,
    Duration settlePatience,
    Path workdir,
    Path report,
    boolean resume,
    List<LakeJob> jobs,
    int parallelism,
    Duration checkpointInterval,
    int port) {}
