package io.tributary.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tributary.demo.cluster.ClusterSettings;
import io.tributary.demo.cluster.FlinkCluster;
import io.tributary.demo.cluster.FlinkRest;
import io.tributary.demo.crm.CrmCollection;
import io.tributary.demo.metrics.FreshnessProbe;
import io.tributary.demo.metrics.SilverTimeline;
import io.tributary.demo.metrics.TableMetricReporter;
import io.tributary.demo.metrics.TableMetricReporterFactory;
import io.tributary.demo.workload.ChangeCounts;
import io.tributary.demo.workload.PaymentsTable;
import io.tributary.demo.workload.TrafficShape;
import io.tributary.embedded.Progress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.configuration.MemorySize;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise of the whole: whatever is killed, bronze has every event once, silver every row once
 * and right, and the aggregates are those of the source.
 */
class LakeIT {

  private static final Path HOME = Path.of("..", "..").toAbsolutePath().normalize();
  private static final long SEED = Long.getLong("seed", 20261122);

  /** Keeps the zeros of 0.00, as MySQL does. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final int ROWS = 4_000;
  private static final int RATE = 120;

  @TempDir Path directory;
  private Workdir workdir;
  private Servers servers;
  private FlinkCluster cluster;
  private LakeJobs jobs;
  private LakeMonitor monitor;
  private TrafficRunner traffic;
  private Sources sources;
  private final Map<String, Long> loaded = new TreeMap<>();

  @BeforeEach
  void start() throws Exception {
    System.out.println("seed " + SEED + "; -Dseed=" + SEED + " runs the same changes again");
    workdir = Workdir.take(directory.resolve("lake"), false);
    servers = Servers.start(workdir, Progress.NONE);
    System.out.println(servers.mongo().description());
    sources = new Sources(servers);
    sources.load(SEED, ROWS);
    loaded.putAll(Sources.volume(SEED, ROWS));
    servers.writeLakeFile(workdir);
    cluster =
        FlinkCluster.start(
            new ClusterSettings(
                workdir.flink(),
                HOME.resolve("deploy/demo/target/plugins"),
                "s3://" + Servers.FLINK_BUCKET + "/checkpoints",
                "s3://" + Servers.FLINK_BUCKET + "/savepoints",
                Duration.ofSeconds(3),
                6,
                MemorySize.ofMebiBytes(256),
                0,
                Map.of(
                    "s3.endpoint", servers.s3().endpoint(),
                    "s3.path.style.access", "true",
                    "s3.directory.marker.retention", "keep",
                    "s3.access-key", servers.s3().accessKey(),
                    "s3.secret-key", servers.s3().secretKey(),
                    "metrics.reporter.demo.factory.class",
                        TableMetricReporterFactory.class.getName())));
    jobs = new LakeJobs(new FlinkRest(cluster.address()), HOME, workdir.lakeFile(), 2);
    SilverTimeline timeline = new SilverTimeline(workdir.bucket(LakeFile.SILVER_BUCKET));
    FreshnessProbe probe = new FreshnessProbe(timeline::commits);
    monitor = new LakeMonitor(TableMetricReporter.REGISTRY, sources.counts(), probe);
    monitor.start();
    traffic = new TrafficRunner(sources, probe::committed);
  }

  @AfterEach
  void stop() throws Exception {
    traffic.stop();
    monitor.close();
    cluster.close();
    sources.close();
    servers.close();
    workdir.close();
  }

  @Test
  void killsLoseNothingAndDoubleNothing() throws Exception {
    jobs.start(LakeJob.BRONZE, null);
    Await.until("a first checkpoint of bronze", () -> checkpoints(LakeJob.BRONZE) >= 1);
    killAndRestore(LakeJob.BRONZE);
    jobs.start(LakeJob.SILVER, null);
    jobs.start(LakeJob.CONSUMER, null);
    Await.until("the snapshot in silver", this::silverHasAllRows);

    traffic.start(SEED, new TrafficShape(RATE, Duration.ofSeconds(10), Duration.ofSeconds(5)));
    for (LakeJob job : List.of(LakeJob.SILVER, LakeJob.BRONZE, LakeJob.CONSUMER, LakeJob.SILVER)) {
      long seen = checkpoints(job);
      Await.until("another checkpoint of " + job, () -> checkpoints(job) > seen + 1);
      killAndRestore(job);
    }
    traffic.stop();
    traffic.requireHealthy();
    traffic.runLastStep(SEED);
    Await.until("silver to settle", () -> monitor.unsettled().isEmpty());
    long seen = checkpoints(LakeJob.SILVER);
    Await.until("a last checkpoint of silver", () -> checkpoints(LakeJob.SILVER) > seen + 1);

    Verification.Verdict verdict =
        new Verification(HOME, workdir.logs().resolve("verify.log")).run(workdir.lakeFile());
    assertThat(verdict.tables()).containsOnlyKeys(sources.counts().tables());
    assertThat(verdict.tables().values()).allMatch(table -> table.differingRows() == 0);
    assertThat(verdict.equal()).isTrue();
    assertThat(sources.counts().tables())
        .allMatch(table -> failedCompactions(table) == 0, "without failed compactions");
    assertBronzeIsExact();
    assertConsumerEqualsSources("payments.revenue_by_merchant_day");
    assertConsumerEqualsSources("payments.payment_funnel_by_hour");
    assertConsumerEqualsSources("crm.customers_at_risk_by_merchant");
  }

  private long checkpoints(LakeJob job) throws Exception {
    return jobs.checkpoints(job).completed();
  }

  private void killAndRestore(LakeJob job) throws Exception {
    String checkpoint = jobs.kill(job);
    assertThat(checkpoint).as("checkpoint of " + job).isNotNull();
    jobs.start(job, checkpoint);
  }

  private static long failedCompactions(String table) {
    return TableMetricReporter.REGISTRY.sum(LakeJob.SILVER.jobName(), table, "failedCompactions");
  }

  private boolean silverHasAllRows() {
    return monitor.tables().stream().allMatch(table -> table.silverRows() == table.sourceRows());
  }

  /** The generator has counted what it committed. */
  private void assertBronzeIsExact() throws Exception {
    JsonNode rows =
        query(
            unionOfTables(
                table ->
                    "SELECT '%1$s' AS t, op, COUNT(*) AS events FROM bronze.%1$s GROUP BY op"
                        .formatted(table)));
    Map<String, Long> events = new TreeMap<>();
    rows.forEach(
        row ->
            events.put(
                row.path("t").asText() + " " + row.path("op").asText(),
                row.path("events").asLong()));
    Map<String, Long> expected = new TreeMap<>();
    for (String table : sources.counts().tables()) {
      ChangeCounts.Of changes = sources.counts().of(table);
      expected.put(table + " r", loaded.get(table));
      expected.put(table + " c", changes.inserts());
      expected.put(table + " u", changes.updates());
      expected.put(table + " d", changes.deletes());
    }
    expected.values().removeIf(count -> count == 0);
    assertThat(events).isEqualTo(expected);

    // The key tells apart the two halves of a change of the key, which share a seq.
    JsonNode doubled =
        query(
            unionOfTables(
                table ->
                    "SELECT '%1$s' AS t, seq FROM bronze.%1$s GROUP BY seq, op, %2$s HAVING COUNT(*) > 1"
                        .formatted(table, key(table))));
    assertThat(doubled).as("events that bronze has twice").isEmpty();
  }

  private String unionOfTables(Function<String, String> select) {
    return sources.counts().tables().stream()
        .map(table -> "(" + select.apply(table) + ")")
        .collect(Collectors.joining(" UNION ALL "));
  }

  private static String key(String table) {
    if (CrmCollection.names().contains(table)) {
      return "key";
    }
    return table.equals(PaymentsTable.ORDER_LINES.qualifiedName())
        ? "COALESCE(after.order_id, before.order_id), COALESCE(after.line_no, before.line_no)"
        : "COALESCE(after.id, before.id)";
  }

  private void assertConsumerEqualsSources(String result) throws Exception {
    List<String> expected = new ArrayList<>();
    String sql =
        new String(
            LakeIT.class
                .getResourceAsStream("/mysql/" + result.replaceFirst(".*\\.", "") + ".sql")
                .readAllBytes(),
            StandardCharsets.UTF_8);
    List<String> columns = new ArrayList<>();
    try (Connection connection = servers.login().connect();
        Statement statement = connection.createStatement()) {
      CustomersAtRisk.copy(sources.crm(), connection);
      ResultSet rows = statement.executeQuery(sql);
      int count = rows.getMetaData().getColumnCount();
      for (int i = 1; i <= count; i++) {
        columns.add(rows.getMetaData().getColumnLabel(i));
      }
      while (rows.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
          values.add(text(rows.getString(i)));
        }
        expected.add(String.join("|", values));
      }
    }
    expected.sort(null);
    Await.until(
        result + " to equal the sources'",
        () -> {
          List<String> actual = new ArrayList<>();
          query("SELECT * FROM consumer." + result)
              .forEach(
                  row -> {
                    List<String> values = new ArrayList<>();
                    columns.forEach(column -> values.add(text(row.path(column).asText())));
                    actual.add(String.join("|", values));
                  });
          actual.sort(null);
          return actual.equals(expected);
        });
  }

  /** Times in one form: 2026-11-22T18:00 and 2026-11-22 18:00:00.000 are the same. */
  private static String text(String value) {
    return value
        .replace('T', ' ')
        .replaceFirst("^(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d)(:00(\\.0+)?)?Z?$", "$1");
  }

  private JsonNode query(String sql) throws Exception {
    LakeCommand.Result result =
        new LakeCommand(HOME, workdir.logs().resolve("query.log"))
            .run("query", "--format", "json", "--config", workdir.lakeFile().toString(), sql);
    assertThat(result.exitCode()).as("exit code of: " + sql).isZero();
    return JSON.readTree(result.output());
  }
}
