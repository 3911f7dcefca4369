package io.tributary.hudi;

import org.apache.hudi.common.table.timeline.HoodieActiveTimeline;

/**
 * Times by which Hudi names commits and compactions.
 *
 * <p>None ends with 999 milliseconds. Of such a one Hudi 0.14 supposes that its milliseconds may
 * have been made up, and also looks for the second it lies in; not finding it among the instants in
 * progress, but before the first of them, it takes the commit for one in progress. Its readers then
 * pass over the commit's log blocks, and its compaction drops them, without a word: one commit in a
 * thousand.
 */
final class Instants {

  private static final String MADE_UP_MILLISECONDS = "999";

  private Instants() {}

  /** A new instant, later than all that this JVM has made. */
  static String next() {
    String instant = HoodieActiveTimeline.createNewInstantTime();
    while (!isSafe(instant)) {
      instant = HoodieActiveTimeline.createNewInstantTime();
    }
    return instant;
  }

  /** Whether Hudi's readers find out rightly if a commit of this instant is in progress. */
  static boolean isSafe(String instant) {
    return !instant.endsWith(MADE_UP_MILLISECONDS);
  }
}
