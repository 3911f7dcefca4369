package io.tributary.demo.workload;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What will happen to the database, step by step, without end. The same seed, keys, shape and start
 * always give the same steps.
 */
public final class TrafficPlan implements Iterator<Step> {

  /** Rows that a long transaction updates. */
  private static final int LONG_UPDATES = 200;

  private static final long LONG_EVERY_MILLIS = 60_000;
  private static final int LONG_LASTS_FROM_MILLIS = 20_000;
  private static final int LONG_LASTS_TO_MILLIS = 40_000;
  private static final long WAITS_AFTER_MILLIS = 3_000;

  /** Of each cycle, the traffic is quiet for a while, and then makes up for it all at once. */
  private static final long CYCLE_MILLIS = 30_000;

  private static final long QUIET_FROM_MILLIS = 24_000;
  private static final long QUIET_TO_MILLIS = 27_000;

  private interface Scenario {
    List<RowChange> run(LocalDateTime now);
  }

  private record Weighted(int weight, Scenario scenario) {}

  private final SplittableRandom random;
  private final LocalDateTime start;
  private final int rate;
  private final Scenarios scenarios;
  private final List<Weighted> mix = new ArrayList<>();
  private final int mixTotal;

  private long rowsPlanned;
  private long schemaChangeAt;
  private long openLongAt;
  private long waitAt = Long.MAX_VALUE;
  private long commitLongAt = Long.MAX_VALUE;
  private int longTransactions;
  private int longRows;

  /**
   * A plan that begins now.
   *
   * @param keys the keys in the database
   * @param start the moment that due times count from; rows carry it as their time. UTC
   */
  public TrafficPlan(long seed, KeySpace keys, TrafficShape shape, LocalDateTime start) {
    this.random = new SplittableRandom(seed);
    this.start = start.truncatedTo(ChronoUnit.MILLIS);
    this.rate = shape.rate();
    this.scenarios = new Scenarios(seed, keys);
    this.schemaChangeAt =
        keys.ordersHaveChannel() ? Long.MAX_VALUE : millis(shape.schemaChangeAt());
    this.openLongAt = millis(shape.firstLongTransactionAt());
    fillMix();
    this.mixTotal = mix.stream().mapToInt(Weighted::weight).sum();
  }

  private void fillMix() {
    mix.add(new Weighted(280, scenarios::placeOrder));
    mix.add(new Weighted(380, scenarios::advanceOrder));
    mix.add(new Weighted(80, now -> scenarios.editOrder()));
    mix.add(new Weighted(10, scenarios::moveOrderInTime));
    mix.add(new Weighted(40, scenarios::newCustomer));
    mix.add(new Weighted(70, now -> scenarios.editCustomer()));
    mix.add(new Weighted(2, scenarios::newMerchant));
    mix.add(new Weighted(15, now -> scenarios.editMerchant()));
    mix.add(new Weighted(40, scenarios::refund));
    mix.add(new Weighted(15, now -> scenarios.editRefund()));
    mix.add(new Weighted(8, now -> scenarios.deleteRefund()));
    mix.add(new Weighted(8, now -> scenarios.renumberRefund()));
    mix.add(new Weighted(40, now -> scenarios.editLine()));
    mix.add(new Weighted(15, now -> scenarios.renumberLine()));
    mix.add(new Weighted(15, now -> scenarios.deleteOrder()));
    mix.add(new Weighted(8, scenarios::restoreOrder));
    mix.add(new Weighted(3, scenarios::bulk));
  }

  @Override
  public boolean hasNext() {
    return true;
  }

  @Override
  public Step next() {
    Step step = nextStep();
    rowsPlanned += step.rows();
    return step;
  }

  private Step nextStep() {
    long now = rowsPlanned * 1000 / rate;
    if (now >= schemaChangeAt && commitLongAt == Long.MAX_VALUE) {
      // Not while a transaction is open on the table: it would wait for it, and all others for it.
      schemaChangeAt = Long.MAX_VALUE;
      scenarios.ordersHaveChannel();
      return new Step.SchemaChange(
          due(now), "ALTER TABLE payments.orders ADD COLUMN channel VARCHAR(20) NULL");
    }
    if (now >= commitLongAt) {
      commitLongAt = Long.MAX_VALUE;
      longTransactions++;
      scenarios.longTransactionEnds();
      return new Step.LongTransactionCommitted(due(now), longRows);
    }
    if (now >= openLongAt) {
      openLongAt += LONG_EVERY_MILLIS;
      waitAt = now + WAITS_AFTER_MILLIS;
      commitLongAt = now + random.nextInt(LONG_LASTS_FROM_MILLIS, LONG_LASTS_TO_MILLIS);
      List<RowChange> changes =
          scenarios.longTransaction(longTransactions, LONG_UPDATES, timeOf(now));
      longRows = changes.size();
      return new Step.LongTransactionOpened(due(now), changes);
    }
    if (now >= waitAt) {
      waitAt = Long.MAX_VALUE;
      return new Step.WaitingUpdate(
          due(now), scenarios.updateInTheWay(longTransactions, LONG_UPDATES));
    }
    return transaction(now);
  }

  private Step transaction(long now) {
    boolean rolledBack = random.nextInt(60) == 0;
    List<RowChange> changes = new ArrayList<>();
    if (rolledBack) {
      changes.addAll(scenarios.newCustomer(timeOf(now)));
      changes.addAll(scenarios.editOrder());
      changes.addAll(scenarios.refund(timeOf(now)));
    } else {
      changes.addAll(pick().run(timeOf(now)));
    }
    return new Step.Transaction(due(now), List.copyOf(changes), rolledBack);
  }

  private Scenario pick() {
    int ticket = random.nextInt(mixTotal);
    for (Weighted candidate : mix) {
      ticket -= candidate.weight();
      if (ticket < 0) {
        return candidate.scenario();
      }
    }
    throw new AssertionError("The weights add up to " + mixTotal);
  }

  private LocalDateTime timeOf(long millis) {
    return start.plus(Duration.ofMillis(millis));
  }

  private static long due(long millis) {
    long inCycle = millis % CYCLE_MILLIS;
    return inCycle >= QUIET_FROM_MILLIS && inCycle < QUIET_TO_MILLIS
        ? millis - inCycle + QUIET_TO_MILLIS
        : millis;
  }

  private static long millis(Duration duration) {
    return duration == null ? Long.MAX_VALUE : duration.toMillis();
  }
}
