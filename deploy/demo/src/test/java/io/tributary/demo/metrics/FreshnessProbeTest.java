package io.tributary.demo.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreshnessProbeTest {

  private static final String ORDERS = "payments.orders";

  private final List<Long> commits = new ArrayList<>();
  private final FreshnessProbe probe = new FreshnessProbe(table -> commits);

  @Test
  void measuresFromTheCommitInTheSourceToTheCommitInSilver() {
    probe.startMeasuring();
    probe.poll(ORDERS, 0, 4_000);
    probe.committed(ORDERS, 5_200, 5_250);
    probe.poll(ORDERS, 0, 12_000);

    // Silver's checkpoint is complete; its commit in Hudi follows.
    probe.poll(ORDERS, 5_000, 12_250);
    assertThat(probe.measured().count()).isZero();
    assertThat(probe.isCurrent(ORDERS)).isFalse();
    assertThat(probe.freshnessMillis(ORDERS, 12_250)).isEqualTo(7_000);

    commits.add(12_900L);
    probe.poll(ORDERS, 5_000, 13_000);
    assertThat(probe.measured().count()).isEqualTo(1);
    assertThat(probe.measured().percentile(50)).isEqualTo(12_900 - 5_250);
    assertThat(probe.isCurrent(ORDERS)).isTrue();
    assertThat(probe.freshnessMillis(ORDERS, 99_000)).isZero();
  }

  @Test
  void doesNotTakeAnEarlierCommitForTheOneThatCounts() {
    probe.startMeasuring();
    commits.add(3_000L);
    probe.poll(ORDERS, 0, 4_000);
    probe.committed(ORDERS, 5_000, 5_000);
    probe.poll(ORDERS, 5_000, 5_250);

    assertThat(probe.measured().count()).isZero();
  }

  @Test
  void countsTheFirstCommitOfEachSecond() {
    probe.startMeasuring();
    probe.poll(ORDERS, 0, 4_000);
    probe.committed(ORDERS, 5_100, 5_100);
    probe.committed(ORDERS, 5_900, 5_900);
    probe.committed(ORDERS, 6_000, 6_000);
    probe.committed(ORDERS, 7_000, 7_000);
    commits.add(10_000L);
    probe.poll(ORDERS, 6_000, 10_100);

    assertThat(probe.measured().count()).isEqualTo(2);
    assertThat(probe.measured().percentile(0)).isEqualTo(4_000);
    assertThat(probe.measured().percentile(100)).isEqualTo(4_900);
    assertThat(probe.freshnessMillis(ORDERS, 11_000)).isEqualTo(4_000);
  }

  @Test
  void whatIsNotMeasuredStillHasToArrive() {
    probe.poll(ORDERS, 0, 4_000);
    probe.committed(ORDERS, 5_000, 5_000);
    assertThat(probe.isCurrent(ORDERS)).isFalse();
    commits.add(6_000L);
    probe.poll(ORDERS, 5_000, 6_100);

    assertThat(probe.isCurrent(ORDERS)).isTrue();
    assertThat(probe.measured().count()).isZero();
  }

  @Test
  void tablesStandAlone() {
    probe.committed(ORDERS, 5_000, 5_000);

    assertThat(probe.isCurrent("payments.refunds")).isTrue();
    assertThat(probe.isCurrent(ORDERS)).isFalse();
  }

  @Test
  void percentilesAreValuesThatOccurred() {
    Distribution numbers = new Distribution(List.of(5L, 1L, 4L, 2L, 3L));

    assertThat(numbers.percentile(50)).isEqualTo(3);
    assertThat(numbers.percentile(95)).isEqualTo(5);
    assertThat(numbers.percentile(20)).isEqualTo(1);
  }
}
