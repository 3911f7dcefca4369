package io.tributary.demo;

import io.tributary.demo.cluster.ClusterSettings;
import io.tributary.demo.cluster.FlinkCluster;
import io.tributary.demo.cluster.FlinkRest;
import io.tributary.demo.metrics.FreshnessProbe;
import io.tributary.demo.metrics.SilverTimeline;
import io.tributary.demo.metrics.TableMetricReporter;
import io.tributary.demo.metrics.TableMetricReporterFactory;
import io.tributary.demo.report.Report;
import io.tributary.demo.screen.Screen;
import io.tributary.demo.workload.TrafficShape;
import io.tributary.embedded.EmbeddedMongo;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.MemorySize;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A whole lake on one machine, from its servers to the verdict. Used by one thread. */
final class Demo implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Demo.class);

  private static final MemorySize ROCKSDB_MEMORY = MemorySize.ofMebiBytes(384);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(90);

  private final DemoOptions options;
  private final Workdir workdir;
  private final Screen screen;

  private SavedState state;
  private Servers servers;
  private Sources sources;
  private FlinkCluster cluster;
  private LakeJobs jobs;
  private TrafficRunner traffic;
  private LakeMonitor monitor;

  Demo(DemoOptions options, Workdir workdir, Screen screen) {
    this.options = options;
    this.workdir = workdir;
    this.screen = screen;
  }

  /**
   * Runs the demo.
   *
   * @return false if silver was verified and differs from the sources
   * @throws DemoException if something stands in the way
   */
  boolean run() throws IOException, SQLException, InterruptedException {
    SavedState earlier =
        options.resume()
            ? SavedState.read(workdir.state())
            : new SavedState(options.seed(), 0, EmbeddedMongo.realIsAvailable(), Map.of());
    requireMongo(earlier);
    state =
        new SavedState(
            earlier.seed(), earlier.runs() + 1, earlier.keepsDocuments(), earlier.savepoints());
    for (LakeJob job : options.jobs()) {
      job.jar(options.home()); // now rather than minutes later
    }
    ServerStart start = new ServerStart(screen, workdir);
    servers = start.run();
    sources = new Sources(servers);
    if (options.resume()) {
      sources.countRows();
    } else {
      start.load(sources, options.rows(), state.seed());
    }
    servers.writeLakeFile(workdir);
    startCluster();
    SilverTimeline timeline = new SilverTimeline(workdir.bucket(LakeFile.SILVER_BUCKET));
    FreshnessProbe probe = new FreshnessProbe(timeline::commits);
    monitor = new LakeMonitor(TableMetricReporter.REGISTRY, sources.counts(), probe);
    monitor.start();
    traffic = new TrafficRunner(sources, probe::committed);
    return follow(timeline);
  }

  private static void requireMongo(SavedState state) {
    if (state.keepsDocuments() && !EmbeddedMongo.realIsAvailable()) {
      throw new DemoException(
          "The earlier run had a real MongoDB, and there is none now: name its mongod in"
              + " TRIBUTARY_MONGOD, or leave out --resume.");
    }
  }

  private boolean follow(SilverTimeline timeline)
      throws IOException, SQLException, InterruptedException {
    Figures figures = new Figures(options, state.seed(), servers.s3(), jobs, monitor, timeline);
    LiveView live = new LiveView(screen, jobs, traffic, monitor, addresses());
    for (LakeJob job : options.jobs()) {
      screen.print("Submitting " + job.jobName());
      jobs.start(job, state.savepoints().get(job.moduleName()));
      if (job == LakeJob.BRONZE) {
        // The database does not stand still while it is copied.
        long rows = sources.counts().rows();
        traffic.start(trafficSeed(0), TrafficShape.plain(options.rate()));
        if (!options.resume()) {
          live.watchSnapshot(rows);
        }
      }
    }
    if (options.jobs().contains(LakeJob.SILVER)) {
      live.watchUntil(new CaughtUp(monitor, options.checkpointInterval()));
      figures.silverFollows();
    }
    traffic.stop();
    traffic.start(trafficSeed(1), TrafficShape.full(options.rate()));
    figures.changesBegin();
    live.watchFor(options.duration());
    traffic.stop();
    figures.changesEnd();
    Verification.Verdict verdict = null;
    try {
      if (options.untilSettled()) {
        verdict = verify(live);
      }
      return verdict == null || verdict.equal();
    } finally {
      summarize(figures.report(verdict));
    }
  }

  /** Each run, and each part of it, does something else. */
  private long trafficSeed(int part) {
    return state.seed() * 1_000_003 + state.runs() * 2L + part;
  }

  private void startCluster() throws IOException {
    screen.print("Starting Flink");
    cluster =
        FlinkCluster.start(
            new ClusterSettings(
                workdir.flink(),
                options.home().resolve("deploy/demo/target/plugins"),
                "s3://" + Servers.FLINK_BUCKET + "/checkpoints",
                "s3://" + Servers.FLINK_BUCKET + "/savepoints",
                options.checkpointInterval(),
                2 * options.parallelism() + 2,
                ROCKSDB_MEMORY,
                FreePort.orAny(options.port()),
                Map.of(
                    "s3.endpoint", servers.s3().endpoint(),
                    "s3.path.style.access", "true",
                    // Else S3A asks for the deletion of every parent directory after each file.
                    "s3.directory.marker.retention", "keep",
                    "s3.access-key", servers.s3().accessKey(),
                    "s3.secret-key", servers.s3().secretKey(),
                    "metrics.reporter.demo.factory.class",
                        TableMetricReporterFactory.class.getName())));
    jobs =
        new LakeJobs(
            new FlinkRest(cluster.address()),
            options.home(),
            workdir.lakeFile(),
            options.parallelism());
  }

  private String addresses() {
    return "Flink "
        + cluster.address()
        + "   S3 "
        + servers.s3().endpoint()
        + "   MySQL 127.0.0.1:"
        + servers.mysql().port()
        + "   "
        + (servers.mongo().isReal() ? "MongoDB " : "MongoDB emulator ")
        + servers.mongo().hosts()
        + "   "
        + workdir.lakeFile();
  }

  private Verification.Verdict verify(LiveView live)
      throws IOException, SQLException, InterruptedException {
    screen.print("The traffic has stopped; waiting for silver");
    Settlement settlement = new Settlement(live, jobs, traffic, monitor);
    if (!settlement.await(trafficSeed(1), options.settlePatience())) {
      screen.print("Silver has not settled in time: " + String.join("; ", monitor.unsettled()));
    }
    screen.freeze();
    screen.print("Comparing silver with the sources, row by row");
    return new Verification(options.home(), workdir.logs().resolve("verify.log"))
        .run(workdir.lakeFile());
  }

  private void summarize(Report report) throws IOException {
    screen.freeze();
    Summary.lines(report).forEach(screen::print);
    if (options.report() != null) {
      report.write(options.report());
      screen.print("Report: " + options.report());
    }
  }

  /** Says why the demo ends early. */
  void reportFailure(Exception failure, boolean interrupted) {
    screen.freeze();
    if (interrupted) {
      screen.print("Stopping; Ctrl-C again to stop at once");
      return;
    }
    LOG.error("The demo has failed", failure);
    boolean isExplained = failure instanceof DemoException;
    screen.print(isExplained ? failure.getMessage() : "The demo has failed: " + failure);
    screen.print("Logs: " + workdir.logs());
  }

  /** Ends the traffic, the jobs, with savepoints, and the servers; each as far as it was begun. */
  @Override
  public void close() {
    if (traffic != null) {
      attempt("the traffic", traffic::stop);
    }
    if (jobs != null) {
      attempt("the jobs", this::stopJobs);
    }
    if (monitor != null) {
      monitor.close();
    }
    if (cluster != null) {
      attempt("Flink", cluster::close);
    }
    if (sources != null) {
      sources.close();
    }
    if (servers != null) {
      attempt("the servers", servers::close);
    }
  }

  private void stopJobs() throws IOException, InterruptedException {
    screen.print("Stopping the jobs with savepoints");
    Map<String, String> savepoints = jobs.stop(STOP_PATIENCE);
    if (!savepoints.isEmpty()) {
      new SavedState(state.seed(), state.runs(), state.keepsDocuments(), savepoints)
          .write(workdir.state());
    }
  }

  private interface Ending {
    void run() throws Exception;
  }

  private void attempt(String what, Ending ending) {
    try {
      ending.run();
    } catch (Exception e) {
      LOG.warn("Ending {} went wrong", what, e);
      screen.print("Ending " + what + " went wrong: " + e.getMessage());
    }
  }
}
