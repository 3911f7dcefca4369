package io.tributary.hudi.catalog;

import io.tributary.hudi.HudiSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** How tables are read and written: once as they are, or continuously. Immutable. */
public final class LakeAccess {

  private final Map<String, String> hadoopOptions;
  private final Duration poll;
  private final HudiSettings settings;

  private LakeAccess(Map<String, String> hadoopOptions, Duration poll, HudiSettings settings) {
    this.hadoopOptions = Map.copyOf(hadoopOptions);
    this.poll = poll;
    this.settings = settings;
  }

  /**
   * Reads tables as they are now, in a batch environment; writes none.
   *
   * @param hadoopOptions Hadoop's options, each with the prefix {@code hadoop.}
   */
  public static LakeAccess batch(Map<String, String> hadoopOptions) {
    return new LakeAccess(hadoopOptions, null, null);
  }

  /**
   * Reads tables and every change of them, in a streaming environment, and writes results.
   *
   * @param hadoopOptions Hadoop's options, each with the prefix {@code hadoop.}
   * @param poll how often to look whether a table has changed
   * @param settings how results are written
   */
  public static LakeAccess streaming(
      Map<String, String> hadoopOptions, Duration poll, HudiSettings settings) {
    if (poll.isNegative() || poll.isZero()) {
      throw new IllegalArgumentException("Cannot look for changes every " + poll);
    }
    return new LakeAccess(hadoopOptions, poll, Objects.requireNonNull(settings, "settings"));
  }

  Map<String, String> hadoopOptions() {
    return hadoopOptions;
  }

  /** Empty if tables are read as they are now. */
  Optional<Duration> poll() {
    return Optional.ofNullable(poll);
  }

  /** Empty if nothing may be written. */
  Optional<HudiSettings> settings() {
    return Optional.ofNullable(settings);
  }
}
