package io.tributary.hudi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.apache.hudi.common.table.timeline.HoodieDefaultTimeline;
import org.apache.hudi.common.table.timeline.HoodieInstant;
import org.apache.hudi.common.table.timeline.HoodieTimeline;
import org.apache.hudi.common.util.Option;
import org.junit.jupiter.api.Test;

class InstantsTest {

  private static final HoodieTimeline IN_PROGRESS =
      new HoodieDefaultTimeline(
          Stream.of(
              new HoodieInstant(
                  HoodieInstant.State.INFLIGHT,
                  HoodieTimeline.DELTA_COMMIT_ACTION,
                  "20240101000001516")),
          instant -> Option.empty());

  @Test
  void hudiTakesAnInstantThatEndsWith999ForOneInProgress() {
    assertThat(IN_PROGRESS.containsInstant("20240101000000998")).isFalse();
    assertThat(IN_PROGRESS.containsInstant("20240101000000999"))
        .as("the reason for Instants; if Hudi has mended it, so may we")
        .isTrue();
  }

  @Test
  void instantsThatHudiMisjudgesAreNotUsed() {
    assertThat(Instants.isSafe("20240101000000999")).isFalse();
    assertThat(Instants.isSafe("20240101000000998")).isTrue();
  }

  @Test
  void instantsRise() {
    String previous = Instants.next();
    for (int i = 0; i < 2000; i++) {
      String next = Instants.next();
      assertThat(next).isGreaterThan(previous);
      assertThat(Instants.isSafe(next)).isTrue();
      previous = next;
    }
  }
}
