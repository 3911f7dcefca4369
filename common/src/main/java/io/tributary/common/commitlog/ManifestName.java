package io.tributary.common.commitlog;

import java.util.Locale;

/**
 * Name of a manifest: {@code run-checkpoint-part.json}, each a number of fixed width, so that names
 * compare as they were written.
 *
 * <p>The part tells apart several manifests of one checkpoint: files that are delivered late or
 * again must not hide behind a name that readers have passed.
 */
final class ManifestName {

  private static final int RUN_DIGITS = 10;

  private final long run;
  private final long checkpoint;
  private final int part;

  ManifestName(long run, long checkpoint, int part) {
    this.run = run;
    this.checkpoint = checkpoint;
    this.part = part;
  }

  /** The least name that a manifest of the run can have; no manifest has it. */
  static String first(long run) {
    return String.format(Locale.ROOT, "%0" + RUN_DIGITS + "d", run);
  }

  /**
   * @throws IllegalArgumentException if it is no manifest's name
   */
  static long runOf(String name) {
    int end = name.indexOf('-');
    if (end != RUN_DIGITS || !name.endsWith(".json")) {
      throw new IllegalArgumentException(
          "'"
              + name
              + "' does not belong in the commit log: manifests are named"
              + " run-checkpoint-part.json");
    }
    return Long.parseLong(name.substring(0, end));
  }

  /** The name of the next manifest of the same run, for files of a checkpoint. */
  ManifestName next(long nextCheckpoint) {
    return nextCheckpoint > checkpoint
        ? new ManifestName(run, nextCheckpoint, 0)
        : new ManifestName(run, checkpoint, part + 1);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s-%012d-%03d.json", first(run), checkpoint, part);
  }
}
