package io.tributary.common.commitlog;

import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Name of a manifest: {@code run-checkpoint-part.json}, each a number of fixed width, so that names
 * compare as they were written.
 *
 * <p>The part tells apart several manifests of one checkpoint: files that are delivered late or
 * again must not hide behind a name that readers have passed.
 *
 * <p>What others than the run's own writer insert is named {@code
 * run-checkpoint-part.r<number>-<random>.json}: that stands after the manifest it follows, and
 * before whatever the writer comes to write next, without knowing of it.
 */
final class ManifestName {

  private static final int RUN_DIGITS = 10;

  private static final Pattern NAME =
      Pattern.compile("(\\d{10}-\\d{12,}-\\d{3,})(?:\\.r(\\d{6})-[0-9a-f]{8})?\\.json");

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
      throw foreign(name);
    }
    return Long.parseLong(name.substring(0, end));
  }

  private static IllegalArgumentException foreign(String name) {
    return new IllegalArgumentException(
        "'"
            + name
            + "' does not belong in the commit log: manifests are named run-checkpoint-part.json");
  }

  /**
   * A name for what is inserted right after a manifest.
   *
   * @param name the manifest's name; empty for the beginning of the log
   * @throws IllegalArgumentException if it is no manifest's name
   */
  static String insertedAfter(String name) {
    if (name.isEmpty()) {
      return insertedAfter(new ManifestName(0, 0, 0).toString());
    }
    Matcher parts = NAME.matcher(name);
    if (!parts.matches()) {
      throw foreign(name);
    }
    int number = parts.group(2) == null ? 1 : Integer.parseInt(parts.group(2)) + 1;
    return String.format(
        Locale.ROOT,
        "%s.r%06d-%08x.json",
        parts.group(1),
        number,
        ThreadLocalRandom.current().nextInt());
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
