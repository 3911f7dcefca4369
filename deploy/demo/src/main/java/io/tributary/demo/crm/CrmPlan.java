package io.tributary.demo.crm;

import io.tributary.demo.crm.CrmStep.Mode;
import io.tributary.demo.crm.CrmStep.Writes;
import io.tributary.demo.workload.Mix;
import io.tributary.demo.workload.TrafficShape;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What will happen to the CRM's collections, step by step, without end. The same seed, keys, shape
 * and start always give the same steps.
 */
public final class CrmPlan implements Iterator<CrmStep> {

  /** A CRM has so much less to do than a payments system. */
  private static final int RATE_SHARE = 5;

  private static final int KIND = 304;

  private interface Scenario {
    List<Writes> run(Instant now);
  }

  private interface SingleWrite {
    Writes run(Instant now);
  }

  private record Weighted(int weight, Mode mode, Scenario scenario) {}

  private final SplittableRandom random;
  private final Instant start;
  private final int rate;
  private final CrmScenarios scenarios;
  private final List<Weighted> mix = new ArrayList<>();
  private final int mixTotal;
  private long documentsPlanned;

  /**
   * A plan that begins now.
   *
   * @param keys the keys in the database
   * @param shape of the traffic in the payments database: here a fifth as many documents change
   * @param start the moment that due times count from; documents carry it as their time
   */
  public CrmPlan(long seed, CrmKeys keys, TrafficShape shape, Instant start) {
    this.random = Mix.random(seed, KIND, 0);
    this.start = start.truncatedTo(ChronoUnit.MILLIS);
    this.rate = Math.max(1, shape.rate() / RATE_SHARE);
    this.scenarios = new CrmScenarios(random.nextLong(), keys);
    fillMix();
    this.mixTotal = mix.stream().mapToInt(Weighted::weight).sum();
  }

  private void fillMix() {
    add(60, scenarios::newCustomer);
    add(280, scenarios::editCustomer);
    add(180, now -> scenarios.earnPoints());
    add(60, now -> scenarios.addTag());
    add(120, scenarios::talk);
    add(30, scenarios::replaceCustomer);
    add(15, now -> scenarios.deleteCustomer());
    add(12, scenarios::restoreCustomer);
    add(3, now -> scenarios.campaign());
    add(180, scenarios::newEvent);
    add(4, scenarios::importEvents);
    add(100, now -> scenarios.rescore());
    add(60, scenarios::resolve);
    add(10, scenarios::redate);
    add(25, now -> scenarios.deleteEvent());
    add(3, now -> scenarios.forgetEvents());
    mix.add(new Weighted(30, Mode.TRANSACTION, scenarios::review));
    mix.add(new Weighted(6, Mode.ROLLED_BACK, scenarios::review));
  }

  private void add(int weight, SingleWrite write) {
    mix.add(new Weighted(weight, Mode.ONE_BY_ONE, now -> List.of(write.run(now))));
  }

  @Override
  public boolean hasNext() {
    return true;
  }

  @Override
  public CrmStep next() {
    long due = documentsPlanned * 1000 / rate;
    Weighted picked = pick();
    CrmStep step = new CrmStep(due, picked.mode(), picked.scenario().run(start.plusMillis(due)));
    documentsPlanned += step.documents();
    return step;
  }

  private Weighted pick() {
    int ticket = random.nextInt(mixTotal);
    for (Weighted candidate : mix) {
      ticket -= candidate.weight();
      if (ticket < 0) {
        return candidate;
      }
    }
    throw new AssertionError("The weights add up to " + mixTotal);
  }
}
