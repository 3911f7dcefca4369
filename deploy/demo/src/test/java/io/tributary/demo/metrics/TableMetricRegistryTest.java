package io.tributary.demo.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class TableMetricRegistryTest {

  private final TableMetricRegistry registry = new TableMetricRegistry();

  @Test
  void addsUpSubtasksOfOneTableAndJob() {
    registry.add(key("tributary-bronze", "db.a", 0), () -> 3);
    registry.add(key("tributary-bronze", "db.a", 1), () -> 4);
    registry.add(key("tributary-bronze", "db.b", 0), () -> 100);
    registry.add(key("tributary-silver", "db.a", 0), () -> 1000);

    assertThat(registry.sum("tributary-bronze", "db.a", "inserts")).isEqualTo(7);
    assertThat(registry.max("tributary-bronze", "db.a", "inserts")).isEqualTo(4);
    assertThat(registry.has("tributary-silver", "db.b", "inserts")).isFalse();
    assertThat(registry.max("tributary-silver", "db.b", "inserts")).isZero();
  }

  @Test
  void readsValuesWhenAsked() {
    AtomicLong value = new AtomicLong(1);
    registry.add(key("j", "db.a", 0), value::get);
    value.set(9);

    assertThat(registry.sum("j", "db.a", "inserts")).isEqualTo(9);
  }

  @Test
  void keepsTheLastValueOfATaskUntilAnotherTakesItsPlace() {
    AtomicLong value = new AtomicLong(5);
    LongSupplier first = value::get;
    registry.add(key("j", "db.a", 0), first);
    registry.remove(key("j", "db.a", 0), first);
    value.set(6);
    assertThat(registry.sum("j", "db.a", "inserts")).isEqualTo(5);

    registry.add(key("j", "db.a", 0), () -> 50);
    registry.remove(key("j", "db.a", 0), first);
    assertThat(registry.sum("j", "db.a", "inserts")).isEqualTo(50);
  }

  private static MetricKey key(String job, String table, int subtask) {
    return new MetricKey(job, table, "inserts", "operator", subtask);
  }
}
