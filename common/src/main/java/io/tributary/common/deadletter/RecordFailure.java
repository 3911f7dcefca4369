package io.tributary.common.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;

/** Tells a record that cannot be processed from a job that cannot. */
public final class RecordFailure {

  /** Where Flink's own exceptions are: of cancelled tasks, of lost connections between them. */
  private static final String FLINK_RUNTIME = "org.apache.flink.runtime.";

  private RecordFailure() {}

  /**
   * Whether a failure comes from the record at hand, so that trying it again would end the same:
   * neither from storage nor the network, nor from the end of the job.
   */
  public static boolean isOfRecord(RuntimeException failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      boolean ofStorage = each instanceof IOException && !(each instanceof JsonProcessingException);
      if (ofStorage
          || each instanceof Error
          || each instanceof InterruptedException
          || each.getClass().getName().startsWith(FLINK_RUNTIME)) {
        return false;
      }
    }
    return !Thread.currentThread().isInterrupted();
  }
}
