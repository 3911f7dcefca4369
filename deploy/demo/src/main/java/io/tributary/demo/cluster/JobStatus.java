package io.tributary.demo.cluster;

/**
 * What a job is doing.
 *
 * @param state in Flink's words: CREATED, RUNNING, RESTARTING, FAILED, FINISHED, …
 * @param allTasksRunning whether every task has begun to process data
 */
public record JobStatus(String name, String state, boolean allTasksRunning) {

  /** Whether it has ended, and will not begin again by itself. */
  public boolean isTerminal() {
    return switch (state) {
      case "FAILED", "FINISHED", "CANCELED", "SUSPENDED" -> true;
      default -> false;
    };
  }
}
