package io.tributary.demo.workload;

import java.util.function.BooleanSupplier;

/**
 * What happens in one database. Used by one thread. Whatever it has left open, closing it commits:
 * afterwards the counts are exact.
 */
public interface Traffic extends AutoCloseable {

  /** Changes rows until told to stop; a step in progress is finished first. */
  void runUntil(BooleanSupplier stop) throws Exception;

  /**
   * Changes one row of each table in a last step: whoever has captured that has captured all that
   * was committed before.
   */
  void runLastStep() throws Exception;
}
