package io.tributary.consumer;

import io.tributary.common.table.HudiTable;
import io.tributary.common.table.Metadata;
import io.tributary.consumer.script.Script;
import io.tributary.consumer.script.ScriptFiles;
import io.tributary.hudi.HudiSettings;
import io.tributary.hudi.HudiSink;
import io.tributary.hudi.catalog.LakeAccess;
import io.tributary.hudi.catalog.LakeCatalogs;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/** Silver tables to write to, and consumer jobs over them, on the test's cluster. */
final class TestLake {

  static final Duration PATIENCE = Duration.ofSeconds(Long.getLong("patience", 120));

  private final Path directory;
  private final Map<String, HudiTable> silver = new LinkedHashMap<>();
  private final Map<String, Feed> feeds = new LinkedHashMap<>();
  private List<HudiTable> results = List.of();
  private JobClient writer;
  private JobClient consumer;

  TestLake(Path directory) {
    this.directory = directory;
  }

  /**
   * Defines a silver table; the columns of the last part are metadata, and the partition.
   *
   * @param name with its database, or without for one of {@code payments}
   */
  HudiTable silver(
      String name, List<String> key, boolean partitioned, int buckets, Object... cols) {
    int dot = name.indexOf('.');
    String database = dot < 0 ? "payments" : name.substring(0, dot);
    String tableName = name.substring(dot + 1);
    HudiTable table =
        new HudiTable(
            database,
            tableName,
            directory
                .resolve("silver")
                .resolve(database)
                .resolve(tableName)
                .toUri()
                .toString()
                .replaceAll("/$", ""),
            Rows.type(partitioned, cols),
            key,
            partitioned ? Metadata.PARTITION : null,
            buckets);
    silver.put(name, table);
    return table;
  }

  List<HudiTable> silver() {
    return new ArrayList<>(silver.values());
  }

  /** Starts the job that writes the silver tables. */
  void startWriter(HudiSettings settings) throws Exception {
    StreamExecutionEnvironment env = environment("writer", null);
    for (Map.Entry<String, HudiTable> entry : silver.entrySet()) {
      HudiTable table = entry.getValue();
      Feed feed = new Feed();
      feeds.put(entry.getKey(), feed);
      HudiSink.append(
          env.addSource(feed, table.name(), InternalTypeInfo.of(table.rowType()))
              .uid("feed-" + entry.getKey())
              .setParallelism(1),
          table,
          Map.of(),
          settings,
          "silver-" + table.fullName());
    }
    writer = env.executeAsync("silver");
  }

  /** Writes rows as one delta commit. */
  void commit(String table, List<RowData> rows) throws InterruptedException {
    feeds.get(table).commit(rows);
  }

  /** Starts scripts, from a checkpoint if there is one. */
  void startConsumer(List<Script> scripts, int parallelism, String checkpoint) throws Exception {
    StreamExecutionEnvironment env = environment("consumer", checkpoint);
    env.setParallelism(parallelism);
    results =
        ConsumerJob.define(
            env,
            scripts,
            silver(),
            directory.resolve("consumer").toUri().toString().replaceAll("/$", ""),
            LakeAccess.streaming(Map.of(), Duration.ofMillis(100), HudiSettings.defaults()));
    consumer = env.executeAsync("consumer");
  }

  /** Kills the consumer; its newest complete checkpoint. */
  String killConsumer() throws Exception {
    Supplier<String> newest = () -> newestCheckpoint(consumer);
    await(() -> newest.get() != null, "a checkpoint");
    consumer.cancel().get();
    await(() -> consumer.getJobStatus().join().isGloballyTerminalState(), "the end of the job");
    return newest.get();
  }

  JobClient consumer() {
    return consumer;
  }

  void stop() throws Exception {
    for (JobClient job : new JobClient[] {consumer, writer}) {
      if (job != null && !job.getJobStatus().get().isGloballyTerminalState()) {
        job.cancel().get();
        await(() -> job.getJobStatus().join().isGloballyTerminalState(), "the end of the job");
      }
    }
  }

  private StreamExecutionEnvironment environment(String name, String checkpoint) {
    Configuration conf = new Configuration();
    conf.set(CoreOptions.DEFAULT_PARALLELISM, 1);
    conf.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    conf.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.resolve("ck-" + name).toUri() + "");
    conf.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    conf.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    conf.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 10);
    conf.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(50));
    if (checkpoint != null) {
      conf.set(StateRecoveryOptions.SAVEPOINT_PATH, checkpoint);
    }
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(conf);
    env.enableCheckpointing(300);
    env.getCheckpointConfig().setMinPauseBetweenCheckpoints(150);
    env.getConfig().enableObjectReuse();
    return env;
  }

  private String newestCheckpoint(JobClient job) {
    Path root = directory.resolve("ck-consumer").resolve(job.getJobID().toHexString());
    if (!Files.isDirectory(root)) {
      return null;
    }
    try (Stream<Path> checkpoints = Files.list(root)) {
      return checkpoints
          .filter(path -> Files.exists(path.resolve("_metadata")))
          .max(
              Comparator.comparing(
                  path -> Integer.valueOf(path.getFileName().toString().substring(4))))
          .map(path -> path.toUri().toString())
          .orElse(null);
    } catch (IOException e) {
      return null;
    }
  }

  /** The rows of a result, as text, sorted. */
  List<String> result(String name) throws Exception {
    return query(
        results.stream().filter(result -> result.name().equals(name)).findFirst().orElseThrow(),
        "*");
  }

  /** Columns of a table as it is now, as text, sorted. */
  List<String> query(HudiTable table, String columns) throws Exception {
    TableEnvironment tables =
        TableEnvironment.create(EnvironmentSettings.newInstance().inBatchMode().build());
    tables.getConfig().set("parallelism.default", "1");
    new LakeCatalogs(List.of(table), "file:///none", LakeAccess.batch(Map.of())).register(tables);
    List<String> rows = new ArrayList<>();
    try (CloseableIterator<Row> found =
        tables
            .executeSql(
                "SELECT " + columns + " FROM silver." + table.database() + "." + table.name())
            .collect()) {
      found.forEachRemaining(row -> rows.add(text(row)));
    }
    return rows.stream().sorted().collect(Collectors.toList());
  }

  private static String text(Row row) {
    return java.util.stream.IntStream.range(0, row.getArity())
        .mapToObj(i -> String.valueOf(row.getField(i)))
        .collect(Collectors.joining("|"));
  }

  /** Waits until a result is what it should be; fails with the difference. */
  void awaitResult(String name, List<String> expected) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    List<String> found = List.of();
    while (System.nanoTime() < deadline) {
      requireRunning();
      found = result(name);
      if (found.equals(expected)) {
        return;
      }
    }
    TreeSet<String> missing = new TreeSet<>(expected);
    missing.removeAll(found);
    TreeSet<String> unexpected = new TreeSet<>(found);
    unexpected.removeAll(expected);
    throw new AssertionError(
        name + ": missing " + missing + ", unexpected " + unexpected + ", found " + found.size());
  }

  private void requireRunning() throws Exception {
    for (JobClient job : new JobClient[] {writer, consumer}) {
      if (job != null && job.getJobStatus().get().isGloballyTerminalState()) {
        job.getJobExecutionResult().get();
        throw new AssertionError("The job has ended: " + job.getJobStatus().get());
      }
    }
  }

  /**
   * Removes what compactions have replaced, as the cleaner does when readers are too late; also
   * what the newest commit has written, which the cleaner would spare.
   *
   * @param since when the reader was stopped
   * @return how many log files written since then were among it
   */
  long clean(String table, Instant since) throws IOException {
    Path root = Path.of(URI.create(silver.get(table).path()));
    Map<String, String> newest = new HashMap<>();
    List<Path> logs = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = file.getFileName().toString();
        if (file.toString().contains("/.hoodie/")) {
          continue;
        } else if (name.endsWith(".parquet") && Files.size(file) > 0) {
          String[] parts = name.substring(0, name.length() - ".parquet".length()).split("_");
          newest.merge(
              file.getParent() + "/" + parts[0], parts[2], BinaryOperator.maxBy(String::compareTo));
        } else if (name.contains(".log.") && !name.endsWith(".crc")) {
          logs.add(file);
        }
      }
    }
    long unread = 0;
    for (Path log : logs) {
      String[] parts = log.getFileName().toString().substring(1).split("[_.]");
      String compacted = newest.get(log.getParent() + "/" + parts[0]);
      if (compacted != null && parts[1].compareTo(compacted) < 0) {
        unread += Files.getLastModifiedTime(log).toInstant().isAfter(since) ? 1 : 0;
        Files.delete(log);
      }
    }
    return unread;
  }

  /** How many delta commits a result has. */
  long commits(String result) throws IOException {
    try (Stream<Path> files =
        Files.list(directory.resolve("consumer/payments").resolve(result).resolve(".hoodie"))) {
      return files.filter(file -> file.toString().endsWith(".deltacommit")).count();
    }
  }

  interface Condition {
    boolean holds() throws Exception;
  }

  static void await(Condition condition, String what) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("Waited in vain for " + what);
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  /** The project's own scripts. */
  static Script projectScript(String name) {
    return ScriptFiles.read("../../sql/consumer/" + name + ".sql", null).get(0);
  }
}
