package io.tributary.demo.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrafficPlanTest {

  private static final LocalDateTime START = LocalDateTime.of(2026, 11, 22, 12, 0);
  private static final int STEPS = 20_000;

  @Test
  void theSameSeedMakesTheSameStatements() {
    assertThat(steps(7, STEPS)).isEqualTo(steps(7, STEPS));
  }

  @Test
  void anotherSeedMakesOthers() {
    assertThat(steps(7, 100)).isNotEqualTo(steps(8, 100));
  }

  @Test
  void stepsAreDueInOrderAtTheRateAskedFor() {
    List<Step> steps = steps(7, STEPS);

    assertThat(steps).isSortedAccordingTo((a, b) -> Long.compare(a.dueMillis(), b.dueMillis()));
    long rows = steps.stream().mapToLong(Step::rows).sum();
    long lastDue = steps.get(steps.size() - 1).dueMillis();
    assertThat(rows * 1000.0 / lastDue).isBetween(480.0, 520.0);
  }

  @Test
  void isQuietAndThenBursts() {
    List<Step> steps = steps(7, STEPS);

    assertThat(steps).noneMatch(step -> step.dueMillis() > 24_000 && step.dueMillis() < 27_000);
    assertThat(steps).filteredOn(step -> step.dueMillis() == 27_000).hasSizeGreaterThan(200);
  }

  @Test
  void doesAllThatAnApplicationDoes() {
    List<Step> steps = steps(7, STEPS);

    assertThat(steps).filteredOn(step -> step instanceof Step.SchemaChange).hasSize(1);
    assertThat(steps).filteredOn(step -> step instanceof Step.LongTransactionOpened).isNotEmpty();
    assertThat(steps).filteredOn(step -> step instanceof Step.WaitingUpdate).isNotEmpty();
    assertThat(steps).anyMatch(step -> step instanceof Step.Transaction t && t.rolledBack());
    Set<ChangeKind> kinds = EnumSet.noneOf(ChangeKind.class);
    Set<PaymentsTable> tables = EnumSet.noneOf(PaymentsTable.class);
    for (Step step : steps) {
      if (step instanceof Step.Transaction transaction) {
        transaction.changes().forEach(change -> kinds.add(change.kind()));
        transaction.changes().forEach(change -> tables.add(change.table()));
      }
    }
    assertThat(kinds).containsExactlyInAnyOrder(ChangeKind.values());
    assertThat(tables).containsExactlyInAnyOrder(PaymentsTable.values());
  }

  @Test
  void aLongTransactionCommitsTwentyToFortySecondsLate() {
    long opened = -1;
    for (Step step : steps(7, STEPS)) {
      if (step instanceof Step.LongTransactionOpened) {
        opened = step.dueMillis();
      } else if (step instanceof Step.LongTransactionCommitted) {
        assertThat(step.dueMillis() - opened).isBetween(19_000L, 44_000L);
        opened = -1;
      }
    }
  }

  @Test
  void nobodyElseTouchesTheRowsThatALongTransactionHolds() {
    Set<Object> held = new java.util.HashSet<>();
    for (Step step : steps(7, STEPS)) {
      if (step instanceof Step.LongTransactionOpened opened) {
        opened.changes().forEach(change -> held.add(keyOf(change)));
      } else if (step instanceof Step.LongTransactionCommitted) {
        held.clear();
      } else if (step instanceof Step.Transaction transaction) {
        transaction.changes().forEach(change -> assertThat(held).doesNotContain(keyOf(change)));
      }
    }
  }

  private static Object keyOf(RowChange change) {
    List<Object> parameters = change.parameters();
    Object key =
        change.kind() == ChangeKind.INSERT
            ? parameters.get(0)
            : parameters.get(parameters.size() - 1);
    return change.table() + " " + key;
  }

  @Test
  void theSchemaIsNotChangedTwice() {
    KeySpace changed = new KeySpace(10, 100, 1000, 50, true);
    TrafficPlan plan = new TrafficPlan(7, changed, TrafficShape.full(500), START);

    for (int i = 0; i < STEPS; i++) {
      assertThat(plan.next()).isNotInstanceOf(Step.SchemaChange.class);
    }
  }

  @Test
  void aVolumeHasExactlyTheRowsAskedFor() {
    for (int rows : new int[] {Volume.FEWEST_ROWS, 1_000, 12_345, 200_000}) {
      Volume volume = Volume.of(7, rows);

      assertThat(volume.total()).isEqualTo(rows);
      for (PaymentsTable table : PaymentsTable.values()) {
        assertThat(volume.rows(table)).as("%s of %d", table, rows).isPositive();
      }
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Volume.of(7, 5))
        .withMessageContaining("100");
  }

  private static List<Step> steps(long seed, int count) {
    KeySpace keys = KeySpace.of(Volume.of(seed, 50_000));
    TrafficPlan plan = new TrafficPlan(seed, keys, TrafficShape.full(500), START);
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      steps.add(plan.next());
    }
    return steps;
  }
}
