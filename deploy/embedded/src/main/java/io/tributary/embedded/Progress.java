package io.tributary.embedded;

/**
 * Told how far a slow step has come, for a progress bar or a line in a log. Called from the thread
 * that starts the server, a few times a second at most.
 */
@FunctionalInterface
public interface Progress {

  /** Tells nobody. */
  Progress NONE = (what, done, total) -> {};

  /**
   * A step has come so far.
   *
   * @param what the step in words, such as "Downloading MySQL 8.0.33"; the same for all calls of
   *     one step
   * @param done the bytes done, or 0 and 1 for a step that cannot be measured
   * @param total the bytes to do, or 1 for a step that cannot be measured; a step is over when
   *     {@code done == total}
   */
  void update(String what, long done, long total);
}
