package io.tributary.demo.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.streaming.api.environment.ExecutionCheckpointingOptions;

/**
 * How a local cluster is set up.
 *
 * @param directory takes uploaded jars, temporary files and logs
 * @param plugins a directory with one directory of jars for each plugin; null for none
 * @param checkpoints address of the directory for checkpoints, such as {@code
 *     s3://flink/checkpoints}
 * @param savepoints address of the directory for savepoints
 * @param slots how many parallel subtasks of all jobs together fit in
 * @param managedMemory what RocksDB may take beside the heap, for all slots together
 * @param restPort the port of the REST interface and the web UI; 0 for any that is free
 * @param more options by their names in Flink's configuration: the file system's, reporters'
 */
public record ClusterSettings(
    Path directory,
    Path plugins,
    String checkpoints,
    String savepoints,
    Duration checkpointInterval,
    int slots,
    MemorySize managedMemory,
    int restPort,
    Map<String, String> more) {

  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration MIN_PAUSE = Duration.ofSeconds(2);
  private static final Duration CHECKPOINT_TIMEOUT = Duration.ofMinutes(5);
  private static final MemorySize NETWORK_MEMORY = MemorySize.ofMebiBytes(128);

  /** Heartbeats of one process to itself are late only when the machine is busy. */
  private static final Duration HEARTBEAT_TIMEOUT = Duration.ofMinutes(3);

  Configuration toConfiguration() {
    Configuration flink = new Configuration();
    flink.set(RestOptions.ADDRESS, LOOPBACK);
    flink.set(RestOptions.BIND_ADDRESS, LOOPBACK);
    flink.set(RestOptions.BIND_PORT, Integer.toString(restPort));
    flink.set(RestOptions.PORT, restPort);
    flink.set(JobManagerOptions.BIND_HOST, LOOPBACK);
    flink.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
    flink.set(TaskManagerOptions.HOST, LOOPBACK);
    flink.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, HEARTBEAT_TIMEOUT);
    setDirectories(flink);
    setCheckpoints(flink);
    flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, managedMemory);
    flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK_MEMORY);
    flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK_MEMORY);
    flink.set(CoreOptions.CLASSLOADER_RESOLVE_ORDER, "child-first");
    // Threads of Hadoop's and the AWS SDK's file systems outlive the job that started them.
    flink.set(CoreOptions.CHECK_LEAKED_CLASSLOADER, false);
    more.forEach(flink::setString);
    return flink;
  }

  private void setDirectories(Configuration flink) {
    flink.set(WebOptions.SUBMIT_ENABLE, true);
    flink.set(WebOptions.CANCEL_ENABLE, true);
    flink.set(WebOptions.UPLOAD_DIR, directory.resolve("jars").toString());
    flink.set(WebOptions.TMP_DIR, directory.resolve("web").toString());
    flink.set(WebOptions.LOG_PATH, log().toString());
    flink.set(CoreOptions.TMP_DIRS, directory.resolve("tmp").toString());
    flink.set(CoreOptions.FLINK_LOG_DIR, log().getParent().toString());
  }

  private void setCheckpoints(Configuration flink) {
    flink.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    flink.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    flink.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints);
    flink.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, savepoints);
    flink.set(ExecutionCheckpointingOptions.CHECKPOINTING_INTERVAL, checkpointInterval);
    Duration pause = MIN_PAUSE.compareTo(checkpointInterval) < 0 ? MIN_PAUSE : Duration.ZERO;
    flink.set(ExecutionCheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, pause);
    flink.set(ExecutionCheckpointingOptions.CHECKPOINTING_TIMEOUT, CHECKPOINT_TIMEOUT);
    flink.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
  }

  /** The file that the JVM logs to, for the web UI to show. */
  public Path log() {
    return directory.resolve("log").resolve("flink.log");
  }
}
