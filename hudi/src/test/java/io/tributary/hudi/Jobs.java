package io.tributary.hudi;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;

/** Waiting for running jobs, and finding their checkpoints. */
final class Jobs {

  private static final long PATIENCE = 90_000_000_000L;

  /** What a test waits for. */
  interface Condition {
    boolean holds() throws Exception;
  }

  private Jobs() {}

  /** Waits while the job runs; fails if it ends before or takes too long. */
  static void await(JobClient job, Condition condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE;
    while (!condition.holds()) {
      if (job.getJobStatus().get().isTerminalState()) {
        job.getJobExecutionResult().get();
        throw new AssertionError("The job has ended");
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("Waited too long");
      }
      Thread.sleep(20);
    }
  }

  /** Cancels a job and waits until it has come to an end. */
  static void cancel(JobClient job) throws Exception {
    CompletableFuture<?> end = job.getJobExecutionResult();
    job.cancel().get();
    end.handle((result, failure) -> null).get();
  }

  /** Waits until a job that has been told to stop has come to an end. */
  static void awaitEnd(JobClient job) throws Exception {
    job.getJobExecutionResult().handle((result, failure) -> null).get();
  }

  /** Completed retained checkpoints below a directory, oldest first. */
  static List<String> checkpoints(Path directory) throws Exception {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.getFileName().toString().equals("_metadata"))
          .map(Path::getParent)
          .sorted(Comparator.comparing(Jobs::number))
          .map(path -> path.toUri().toString())
          .collect(Collectors.toList());
    }
  }

  private static int number(Path checkpoint) {
    return Integer.parseInt(checkpoint.getFileName().toString().substring("chk-".length()));
  }
}
