package io.tributary.bronze;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.bronze.sink.BronzeSink;
import io.tributary.common.commitlog.CommitLogReader;
import io.tributary.common.commitlog.CommittedFile;
import io.tributary.common.schema.SchemaHistory;
import io.tributary.common.storage.ObjectStore;
import io.tributary.common.storage.StorageAddress;
import io.tributary.common.testing.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job's graph on a cluster of its own, with a source that fails. */
class BronzeSinkTest {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final long EVENTS = 1_000;
  private static final int READERS = 2;
  private static final int EVENTS_PER_CHECKPOINT = 60;

  @TempDir Path directory;

  private StorageAddress root;
  private BronzeFiles bronze;

  @BeforeEach
  void locate() {
    root = new StorageAddress(directory.toUri() + "bronze/src", null);
    bronze = new BronzeFiles(root);
  }

  @Test
  void everyEventIsThereOnceWhateverFails() throws Exception {
    Random random = Seed.random();
    Faults faults = new Faults();
    faults.at("event " + random.nextInt((int) EVENTS));
    faults.at("event " + random.nextInt((int) EVENTS));
    faults.at("checkpoint " + (2 + random.nextInt(6)) + " of reader " + random.nextInt(READERS));
    faults.at(
        "end of checkpoint " + (2 + random.nextInt(6)) + " of reader " + random.nextInt(READERS));
    long cancelAfter = EVENTS / 4 + random.nextInt((int) EVENTS / 2);

    JobClient job = start(faults, null);
    await(job, () -> rowsNamed() >= cancelAfter);
    job.cancel().get();
    job = start(faults, newestCheckpoint());
    awaitEverything(job);
    job.cancel().get();

    assertEveryEventOnce();
    assertThat(filesOnDisk()).containsExactlyInAnyOrderElementsOf(bronze.files().keySet());
  }

  @Test
  void aStoppedCaptureLeavesNothingBehindAndGoesOnFromThere() throws Exception {
    JobClient job = start(new Faults(), null);
    await(job, () -> rowsNamed() >= EVENTS / 3);
    String savepoint =
        job.stopWithSavepoint(
                false, directory.resolve("savepoints").toString(), SavepointFormatType.CANONICAL)
            .get();
    assertThat(filesOnDisk()).containsExactlyInAnyOrderElementsOf(bronze.files().keySet());
    List<String> before = manifests();

    job = start(new Faults(), savepoint);
    awaitEverything(job);
    job.cancel().get();

    assertEveryEventOnce();
    assertThat(manifests().subList(0, before.size())).isEqualTo(before);
    assertThat(filesOnDisk()).containsExactlyInAnyOrderElementsOf(bronze.files().keySet());
  }

  @Test
  void aSilentSourceAddsNothingToTheLog() throws Exception {
    JobClient job = start(new Faults(), null);
    awaitEverything(job);
    long checkpoints = newestCheckpointId();
    List<String> manifests = manifests();
    await(job, () -> newestCheckpointId() >= checkpoints + 5);
    job.cancel().get();

    assertThat(manifests()).isEqualTo(manifests);
    for (String name : manifests) {
      try (ObjectStore store = root.open()) {
        assertThat(new CommitLogReader(store).read(name).files()).isNotEmpty();
      }
    }
  }

  private JobClient start(Faults faults, String restoreFrom) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.resolve("checkpoints").toUri() + "");
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    configuration.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 100);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
    if (restoreFrom != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, restoreFrom);
    }
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(READERS, configuration);
    env.getConfig().enableObjectReuse();
    BronzeJob.define(
        env,
        "src",
        new ScriptedSource(Shop::event, EVENTS, READERS, EVENTS_PER_CHECKPOINT, faults),
        new BronzeSink("src", root, 100));
    return env.executeAsync("bronze");
  }

  private void awaitEverything(JobClient job) throws Exception {
    await(job, () -> rowsNamed() >= EVENTS - 1);
  }

  private void assertEveryEventOnce() throws IOException {
    assertThat(numbers())
        .containsExactlyElementsOf(
            LongStream.range(0, EVENTS).filter(Shop::isRow).boxed().collect(Collectors.toList()));
    try (ObjectStore store = root.open()) {
      assertThat(new SchemaHistory(store).latest().values()).containsExactly(Shop.WIDER_ORDERS);
    }
  }

  /** Numbers of all events that the commit log leads to, in order. */
  private List<Long> numbers() throws IOException {
    List<Long> numbers = new ArrayList<>();
    for (String table : List.of("shop.orders", "shop.notes")) {
      for (Map<String, Object> event : bronze.events(table)) {
        Map<?, ?> position = (Map<?, ?>) event.get("source");
        numbers.add((Long) position.get("pos"));
      }
    }
    numbers.sort(Comparator.naturalOrder());
    return numbers;
  }

  /** Rows of the files that the commit log names. */
  private long rowsNamed() throws IOException {
    return bronze.files().values().stream().mapToLong(CommittedFile::rows).sum();
  }

  private List<String> manifests() throws IOException {
    try (ObjectStore store = root.open()) {
      return new CommitLogReader(store).namesAfter(CommitLogReader.START, 1_000);
    }
  }

  /** Files that readers may see; what is unfinished begins with a dot. */
  private List<String> filesOnDisk() throws IOException {
    Path source = directory.resolve("bronze/src");
    try (Stream<Path> files = Files.walk(source)) {
      return files
          .filter(file -> file.toString().endsWith(".parquet"))
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .map(file -> source.relativize(file).toString())
          .collect(Collectors.toList());
    }
  }

  private String newestCheckpoint() throws IOException {
    return completed().max(Comparator.comparingLong(BronzeSinkTest::id)).orElseThrow() + "";
  }

  private long newestCheckpointId() throws IOException {
    return completed().mapToLong(BronzeSinkTest::id).max().orElse(0);
  }

  private Stream<Path> completed() throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("checkpoints"))) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .map(Path::getParent)
          .collect(Collectors.toList())
          .stream();
    }
  }

  private static long id(Path checkpoint) {
    return Long.parseLong(checkpoint.getFileName().toString().substring("chk-".length()));
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(JobClient job, Condition condition) throws Exception {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!condition.holds()) {
      assertThat(job.getJobStatus().get().isTerminalState()).as("job has ended").isFalse();
      assertThat(Instant.now()).as("condition not met in " + PATIENCE).isBefore(deadline);
      LockSupport.parkNanos(20_000_000L);
    }
  }
}
