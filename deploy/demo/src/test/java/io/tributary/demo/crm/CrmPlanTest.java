package io.tributary.demo.crm;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.WriteModel;
import io.tributary.demo.crm.CrmStep.Mode;
import io.tributary.demo.workload.TrafficShape;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class CrmPlanTest {

  private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
  private static final int STEPS = 20_000;

  @Test
  void theSameSeedMakesTheSameWrites() {
    assertThat(texts(7, STEPS)).isEqualTo(texts(7, STEPS));
  }

  @Test
  void anotherSeedMakesOthers() {
    assertThat(texts(7, 100)).isNotEqualTo(texts(8, 100));
  }

  @Test
  void stepsAreDueInOrderAndChangeAFifthAsManyDocumentsAsRowsChange() {
    List<CrmStep> steps = steps(7, STEPS);

    assertThat(steps).isSortedAccordingTo((a, b) -> Long.compare(a.dueMillis(), b.dueMillis()));
    long documents = steps.stream().mapToLong(CrmStep::documents).sum();
    long lastDue = steps.get(steps.size() - 1).dueMillis();
    assertThat(documents * 1000.0 / lastDue).isBetween(98.0, 102.0);
  }

  @Test
  void writesInEveryWay() {
    Set<Mode> modes = EnumSet.noneOf(Mode.class);
    Set<String> writes = new TreeSet<>();
    for (CrmStep step : steps(7, STEPS)) {
      modes.add(step.mode());
      for (CrmStep.Writes each : step.writes()) {
        for (WriteModel<Document> model : each.models()) {
          writes.add(each.collection() + " " + model.getClass().getSimpleName());
        }
      }
    }
    assertThat(modes).containsExactlyInAnyOrder(Mode.values());
    assertThat(writes)
        .containsExactly(
            "CUSTOMERS DeleteOneModel",
            "CUSTOMERS InsertOneModel",
            "CUSTOMERS ReplaceOneModel",
            "CUSTOMERS UpdateManyModel",
            "CUSTOMERS UpdateOneModel",
            "RISK_EVENTS DeleteManyModel",
            "RISK_EVENTS DeleteOneModel",
            "RISK_EVENTS InsertOneModel",
            "RISK_EVENTS UpdateOneModel");
  }

  @Test
  void aFieldHasValuesOfManyTypes() {
    Set<String> types = new TreeSet<>();
    for (CrmStep step : steps(7, STEPS)) {
      for (CrmStep.Writes each : step.writes()) {
        for (WriteModel<Document> model : each.models()) {
          if (model instanceof InsertOneModel<Document> insert
              && each.collection() == CrmCollection.RISK_EVENTS) {
            Object score = insert.getDocument().get("score");
            types.add(score == null ? "null" : score.getClass().getSimpleName());
          }
        }
      }
    }
    assertThat(types).containsExactly("Decimal128", "Double", "Integer", "String", "null");
  }

  @Test
  void keysOfRiskEventsSortAsTheyAreNumbered() {
    assertThat(LongStream.range(1, 1000).mapToObj(RiskEventId::of).toList()).isSorted();
    assertThat(RiskEventId.number(RiskEventId.of(12_345))).isEqualTo(12_345);
  }

  private static List<String> texts(long seed, int count) {
    return steps(seed, count).stream().map(CrmStep::toString).toList();
  }

  private static List<CrmStep> steps(long seed, int count) {
    CrmPlan plan = new CrmPlan(seed, new CrmKeys(10_000, 5_000), TrafficShape.full(500), START);
    List<CrmStep> steps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      steps.add(plan.next());
    }
    return steps;
  }
}
