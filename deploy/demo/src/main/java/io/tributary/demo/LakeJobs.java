package io.tributary.demo;

import io.tributary.demo.cluster.Checkpoints;
import io.tributary.demo.cluster.FlinkRest;
import io.tributary.demo.cluster.FlinkRestException;
import io.tributary.demo.cluster.JobRun;
import io.tributary.demo.cluster.JobStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lake's jobs on a cluster: submitted as an operator would, by jar and over REST. */
final class LakeJobs {

  private static final Logger LOG = LoggerFactory.getLogger(LakeJobs.class);

  private static final Duration START_PATIENCE = Duration.ofMinutes(3);
  private static final Duration CANCEL_PATIENCE = Duration.ofSeconds(15);
  private static final long POLL_NANOS = 200_000_000;

  private final FlinkRest flink;
  private final Path home;
  private final Path lakeFile;
  private final int parallelism;
  private final Map<LakeJob, String> ids = new EnumMap<>(LakeJob.class);

  LakeJobs(FlinkRest flink, Path home, Path lakeFile, int parallelism) {
    this.flink = flink;
    this.home = home;
    this.lakeFile = lakeFile;
    this.parallelism = parallelism;
  }

  /**
   * Uploads a job's jar, runs it, and waits until all its tasks run.
   *
   * @param savepoint where it begins; null for nowhere
   * @throws DemoException if it does not come to run: with the root cause
   */
  void start(LakeJob job, String savepoint) throws IOException, InterruptedException {
    int subtasks = job == LakeJob.CONSUMER ? 1 : parallelism;
    List<String> arguments = new ArrayList<>(List.of("--config", lakeFile.toString()));
    if (job == LakeJob.CONSUMER) {
      arguments.addAll(List.of("--scripts", home.resolve("sql/consumer").toString()));
    }
    try {
      String jar = flink.upload(job.jar(home));
      ids.put(job, flink.run(jar, new JobRun(arguments, subtasks, savepoint)));
    } catch (FlinkRestException e) {
      LOG.error("{} cannot be submitted: {}", job.jobName(), e.details());
      throw new DemoException(job.jobName() + " cannot be submitted: " + e.getMessage(), e);
    }
    awaitRunning(job);
  }

  private void awaitRunning(LakeJob job) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_PATIENCE.toNanos();
    for (JobStatus status = status(job); !status.allTasksRunning(); status = status(job)) {
      if (status.isTerminal() || System.nanoTime() > deadline) {
        throw new DemoException(
            job.jobName() + " is " + status.state() + " and does not run: " + rootCause(job));
      }
      LockSupport.parkNanos(POLL_NANOS);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  /**
   * One line about each job.
   *
   * @throws DemoException if a job has ended
   */
  String summary() throws IOException, InterruptedException {
    StringBuilder text = new StringBuilder();
    for (LakeJob job : ids.keySet()) {
      JobStatus status = status(job);
      if (status.isTerminal()) {
        throw new DemoException(
            job.jobName() + " has ended, it is " + status.state() + ": " + rootCause(job));
      }
      text.append(text.isEmpty() ? "" : ", ").append(job.moduleName()).append(' ');
      if (status.state().equals("RUNNING")) {
        text.append("running, ").append(checkpoints(job).completed()).append(" checkpoints");
      } else {
        text.append(status.state()).append(" after ").append(rootCause(job));
      }
    }
    return text.toString();
  }

  Checkpoints checkpoints(LakeJob job) throws IOException, InterruptedException {
    return ids.containsKey(job)
        ? flink.checkpoints(ids.get(job))
        : new Checkpoints(0, 0, null, 0, 0);
  }

  private JobStatus status(LakeJob job) throws IOException, InterruptedException {
    return flink.status(ids.get(job));
  }

  private String rootCause(LakeJob job) throws IOException, InterruptedException {
    String cause = flink.rootCause(ids.get(job));
    return cause == null ? "Flink does not say why; see its log" : cause;
  }

  /**
   * Stops the jobs that run, all at once, with savepoints as far as there is time.
   *
   * @return the savepoints' addresses by the jobs' module names; of a job without one, its latest
   *     checkpoint, if any
   */
  Map<String, String> stop(Duration patience) throws InterruptedException {
    Map<String, String> savepoints = new HashMap<>();
    ExecutorService threads = Executors.newFixedThreadPool(LakeJob.values().length);
    try {
      Map<LakeJob, Future<String>> stopping = new EnumMap<>(LakeJob.class);
      for (LakeJob job : ids.keySet()) {
        stopping.put(job, threads.submit(() -> savepoint(job, patience)));
      }
      for (Map.Entry<LakeJob, Future<String>> job : stopping.entrySet()) {
        String savepoint = resultOf(job.getKey(), job.getValue());
        if (savepoint != null) {
          savepoints.put(job.getKey().moduleName(), savepoint);
        }
      }
    } finally {
      threads.shutdownNow();
    }
    ids.clear();
    return savepoints;
  }

  private static String resultOf(LakeJob job, Future<String> stopped) throws InterruptedException {
    try {
      return stopped.get();
    } catch (ExecutionException e) {
      LOG.warn("{} could not be stopped", job.jobName(), e);
      return null;
    }
  }

  /**
   * Ends a job where it stands, without a savepoint, as a failure would.
   *
   * @return its latest checkpoint, to start it again from
   */
  String kill(LakeJob job) throws IOException, InterruptedException {
    String id = ids.remove(job);
    flink.cancel(id);
    while (!flink.status(id).isTerminal()) {
      LockSupport.parkNanos(POLL_NANOS);
    }
    return flink.checkpoints(id).latest();
  }

  private void awaitEnd(LakeJob job) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + CANCEL_PATIENCE.toNanos();
    while (!status(job).isTerminal() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private String savepoint(LakeJob job, Duration patience)
      throws IOException, InterruptedException {
    try {
      return flink.stopWithSavepoint(ids.get(job), patience);
    } catch (FlinkRestException | TimeoutException e) {
      LOG.warn("{} could not be stopped with a savepoint", job.jobName(), e);
      String checkpoint = checkpoints(job).latest();
      flink.cancel(ids.get(job));
      awaitEnd(job);
      return checkpoint;
    }
  }
}
