package io.tributary.demo;

import io.tributary.demo.metrics.Distribution;
import io.tributary.demo.metrics.SilverTimeline;
import io.tributary.demo.metrics.TableStatus;
import io.tributary.demo.report.Report;
import io.tributary.demo.report.Requests;
import io.tributary.demo.report.Versions;
import io.tributary.embedded.EmbeddedS3;
import io.tributary.embedded.S3RequestCounts;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects a run's figures, told of its turning points. */
final class Figures {

  private static final double NANOS = 1e9;

  private final DemoOptions options;
  private final long seed;
  private final EmbeddedS3 s3;
  private final LakeJobs jobs;
  private final LakeMonitor monitor;
  private final SilverTimeline timeline;

  private final long began = System.nanoTime();
  private Double silverFollowsAfter;
  private long changesBegan;
  private long changesEnded;
  private long eventsBefore;
  private long eventsAfter;
  private final Map<String, Counted> before = new LinkedHashMap<>();
  private final Map<String, Counted> after = new LinkedHashMap<>();

  /** Requests so far, and what they were made for. */
  private record Counted(S3RequestCounts requests, long per) {}

  Figures(
      DemoOptions options,
      long seed,
      EmbeddedS3 s3,
      LakeJobs jobs,
      LakeMonitor monitor,
      SilverTimeline timeline) {
    this.options = options;
    this.seed = seed;
    this.s3 = s3;
    this.jobs = jobs;
    this.monitor = monitor;
    this.timeline = timeline;
    for (TableStatus table : monitor.tables()) {
      s3.requests().watch(prefix(table.table()));
    }
  }

  private static String prefix(String table) {
    return LakeFile.SILVER_BUCKET + "/" + table.replace('.', '/');
  }

  /** Silver has the snapshot, and has caught up with the changes. */
  void silverFollows() {
    silverFollowsAfter = Report.round((System.nanoTime() - began) / NANOS);
  }

  /** From now on changes are measured. */
  void changesBegin() throws IOException, InterruptedException {
    count(before);
    eventsBefore = monitor.events();
    changesBegan = System.nanoTime();
    monitor.probe().startMeasuring();
  }

  /** The traffic has stopped. */
  void changesEnd() throws IOException, InterruptedException {
    monitor.probe().stopMeasuring();
    changesEnded = System.nanoTime();
    eventsAfter = monitor.events();
    count(after);
  }

  private void count(Map<String, Counted> into) throws IOException, InterruptedException {
    long bronze = jobs.checkpoints(LakeJob.BRONZE).completed();
    long silver = jobs.checkpoints(LakeJob.SILVER).completed();
    into.put("bronze", counted(LakeFile.BRONZE_BUCKET, bronze));
    into.put("silver", counted(LakeFile.SILVER_BUCKET, silver));
    long consumer = jobs.checkpoints(LakeJob.CONSUMER).completed();
    into.put("consumer", counted(LakeFile.CONSUMER_BUCKET, consumer));
    into.put("flink", counted(Servers.FLINK_BUCKET, bronze + silver + consumer));
    for (TableStatus status : monitor.tables()) {
      String table = status.table();
      into.put("silver " + table, counted(prefix(table), timeline.commits(table).size()));
    }
  }

  private Counted counted(String prefix, long per) {
    return new Counted(s3.requests().countsUnder(prefix), per);
  }

  /**
   * All figures.
   *
   * @param verdict null if nothing was verified
   */
  Report report(Verification.Verdict verdict) {
    Map<String, Report.Table> tables = new LinkedHashMap<>();
    for (TableStatus status : monitor.tables()) {
      tables.put(status.table(), table(status, verdict));
    }
    Map<String, Requests> requests = new LinkedHashMap<>();
    after.forEach(
        (name, counted) -> {
          Counted earlier = before.get(name);
          requests.put(
              name,
              Requests.of(
                  counted.requests().since(earlier.requests()), counted.per() - earlier.per()));
        });
    LakeMonitor.Snapshot snapshot = monitor.snapshot();
    return new Report(
        Versions.all(),
        reportedOptions(),
        verdict == null ? null : verdict.equal(),
        tables,
        snapshot.rows() == 0 ? null : Report.Throughput.of(snapshot.rows(), snapshot.seconds()),
        silverFollowsAfter,
        Report.Throughput.of(eventsAfter - eventsBefore, (changesEnded - changesBegan) / NANOS),
        freshness(),
        requests);
  }

  private Report.Options reportedOptions() {
    return new Report.Options(
        options.rows(),
        options.rate(),
        seed,
        options.duration() == null ? null : options.duration().toSeconds(),
        options.checkpointInterval().toMillis() / 1000.0);
  }

  private static Report.Table table(TableStatus status, Verification.Verdict verdict) {
    Verification.OfTable verified = verdict == null ? null : verdict.tables().get(status.table());
    return new Report.Table(
        verified == null ? status.sourceRows() : verified.sourceRows(),
        verified == null ? status.silverRows() : verified.silverRows(),
        verified == null ? null : verified.differingRows(),
        new Report.Events(
            status.snapshotRows(),
            status.inserts(),
            status.updates(),
            status.deletes(),
            status.schemaChanges()));
  }

  private Report.Freshness freshness() {
    Distribution measured = monitor.probe().measured();
    return measured.count() == 0
        ? new Report.Freshness(0, null, null, null)
        : new Report.Freshness(
            measured.count(),
            measured.percentile(50) / 1000.0,
            measured.percentile(95) / 1000.0,
            measured.percentile(100) / 1000.0);
  }
}
