package io.tributary.demo;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits until silver has everything that a source holds that has come to rest. */
final class Settlement {

  private final LiveView live;
  private final LakeJobs jobs;
  private final TrafficRunner traffic;
  private final LakeMonitor monitor;

  Settlement(LiveView live, LakeJobs jobs, TrafficRunner traffic, LakeMonitor monitor) {
    this.live = live;
    this.jobs = jobs;
    this.traffic = traffic;
    this.monitor = monitor;
  }

  /**
   * Commits a last change of each table, in a second of its own, and waits until silver has it and
   * as many rows as the source; and then for one more checkpoint, by which whatever was still on
   * its way has arrived.
   *
   * @return false if that takes longer than {@code patience}
   */
  boolean await(long seed, Duration patience)
      throws IOException, SQLException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    BooleanSupplier late = () -> System.nanoTime() > deadline;
    long nextSecond = (System.currentTimeMillis() / 1000 + 2) * 1000;
    live.watchUntil(() -> System.currentTimeMillis() >= nextSecond);
    traffic.runLastStep(seed);
    live.watchUntil(() -> monitor.unsettled().isEmpty() || late.getAsBoolean());
    long seen = jobs.checkpoints(LakeJob.SILVER).completed();
    CheckpointWatch watch = new CheckpointWatch(jobs, seen);
    live.watchUntil(() -> watch.another() || late.getAsBoolean());
    return monitor.unsettled().isEmpty();
  }

  /** Looks for a checkpoint of silver beyond those seen. */
  private record CheckpointWatch(LakeJobs jobs, long seen) {
    boolean another() {
      try {
        return jobs.checkpoints(LakeJob.SILVER).completed() > seen;
      } catch (IOException e) {
        return false; // Flink was busy: next time.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return true;
      }
    }
  }
}
