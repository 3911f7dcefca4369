package io.tributary.demo.cluster;

import java.io.IOException;

/** Flink has refused a request, or a job has failed; the message is the root cause. */
public final class FlinkRestException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String details;

  FlinkRestException(String message, String details) {
    super(message);
    this.details = details;
  }

  /** All that Flink says, stack traces included. */
  public String details() {
    return details;
  }
}
