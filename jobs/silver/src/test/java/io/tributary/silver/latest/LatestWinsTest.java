package io.tributary.silver.latest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.change.Op;
import io.tributary.common.testing.Seed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatestWinsTest {

  private static final int FIRST = 1;

  /** The life of a row: every way in which it can come, move, leave and come back. */
  private static final List<CleanedRow> LIFE =
      List.of(
          new CleanedRow(Op.INSERT, 10, "mon", true),
          new CleanedRow(Op.UPDATE, 20, "mon", true),
          new CleanedRow(Op.UPDATE, 30, "tue", true),
          new CleanedRow(Op.UPDATE, 40, "wed", false),
          new CleanedRow(Op.UPDATE, 50, "mon", true),
          new CleanedRow(Op.DELETE, 60, "mon", true),
          new CleanedRow(Op.INSERT, 70, "tue", true));

  private final List<LatestWinsRun> runs = new ArrayList<>();

  @AfterEach
  void closeRuns() throws Exception {
    for (LatestWinsRun run : runs) {
      run.close();
    }
  }

  @ParameterizedTest(name = "soft deletes: {0}")
  @ValueSource(booleans = {false, true})
  void everyOrderEndsAsTheSourcesLogDoes(boolean soft) throws Exception {
    LatestWinsRun run = run(soft);
    ModelTable table = new ModelTable();
    int[] id = {0};
    for (int length = 1; length <= LIFE.size(); length++) {
      List<CleanedRow> events = LIFE.subList(0, length);
      String expected = rowAfter(events, soft);
      assertThat(inOrder(events, soft)).isEqualTo(expected);
      permutations(
          new ArrayList<>(events),
          0,
          order -> {
            id[0]++;
            order.forEach(event -> run.process(event.of(id[0])).forEach(table::apply));
            assertThat(table.row(id[0])).as(order.toString()).isEqualTo(expected);
          });
    }
    assertThat(id[0]).isEqualTo(1 + 2 + 6 + 24 + 120 + 720 + 5_040);
  }

  @ParameterizedTest(name = "soft deletes: {0}")
  @ValueSource(booleans = {false, true})
  void eventsThatComeAgainChangeNothing(boolean soft) throws Exception {
    LatestWinsRun run = run(soft);
    ModelTable table = new ModelTable();
    int[] id = {0};
    List<CleanedRow> events = LIFE.subList(0, 6);
    permutations(
        new ArrayList<>(events),
        0,
        order -> {
          id[0]++;
          for (int i = 0; i < order.size(); i++) {
            run.process(order.get(i).of(id[0])).forEach(table::apply);
            String before = table.row(id[0]);
            for (CleanedRow again : order.subList(0, i + 1)) {
              assertThat(run.process(again.of(id[0]))).as(again + " again").isEmpty();
            }
            assertThat(table.row(id[0])).isEqualTo(before);
          }
          assertThat(table.row(id[0])).isEqualTo(rowAfter(events, soft));
        });
  }

  @Test
  void aRowThatMovesLeavesItsOldPartitionFirst() throws Exception {
    LatestWinsRun run = run(false);
    run.process(LIFE.get(1).of(FIRST));

    List<RowData> changes = run.process(LIFE.get(2).of(FIRST));

    assertThat(changes)
        .extracting(RowData::getRowKind)
        .containsExactly(RowKind.DELETE, RowKind.UPDATE_AFTER);
    assertThat(changes)
        .extracting(change -> change.getString(CleanedRow.PARTITION).toString())
        .containsExactly("mon", "tue");
  }

  @Test
  void aDeleteNamesTheVersionThatItRemoves() throws Exception {
    LatestWinsRun run = run(false);
    run.process(LIFE.get(0).of(FIRST));

    List<RowData> changes = run.process(new CleanedRow(Op.DELETE, 60, "fri", true).of(FIRST));

    assertThat(changes).hasSize(1);
    assertThat(changes.get(0).getString(CleanedRow.PARTITION)).hasToString("mon");
    assertThat(changes.get(0).getString(CleanedRow.ROW_SEQ)).hasToString(LIFE.get(0).seq());
  }

  @Test
  void aDeletedRowStaysMarkedWhereDeletesAreSoft() throws Exception {
    LatestWinsRun run = run(true);
    ModelTable table = new ModelTable();
    run.process(LIFE.get(4).of(FIRST)).forEach(table::apply);

    run.process(LIFE.get(5).of(FIRST)).forEach(table::apply);
    assertThat(table.row(FIRST)).isEqualTo("status-60d@mon deleted");

    run.process(LIFE.get(6).of(FIRST)).forEach(table::apply);
    assertThat(table.row(FIRST)).isEqualTo("status-70c@tue");
  }

  @Test
  void aRowThatNeverMetTheConditionIsNotMarkedDeletedEither() throws Exception {
    LatestWinsRun run = run(true);

    assertThat(run.process(new CleanedRow(Op.INSERT, 10, "mon", false).of(FIRST))).isEmpty();
    assertThat(run.process(new CleanedRow(Op.DELETE, 20, "mon", false).of(FIRST))).isEmpty();
  }

  /** MySQL writes an update of the primary key as a delete and an insert at one position. */
  @ParameterizedTest(name = "soft deletes: {0}")
  @ValueSource(booleans = {false, true})
  void aRowWhosePrimaryKeyChangesIsNotLostUnderAnotherKey(boolean soft) throws Exception {
    List<CleanedRow> events =
        List.of(
            new CleanedRow(Op.INSERT, 10, "mon", true),
            new CleanedRow(Op.DELETE, 20, "mon", true),
            new CleanedRow(Op.INSERT, 20, "tue", true),
            new CleanedRow(Op.DELETE, 20, "mon", true));
    LatestWinsRun run = run(soft);
    ModelTable table = new ModelTable();
    int[] id = {0};
    permutations(
        new ArrayList<>(events),
        0,
        order -> {
          id[0]++;
          order.forEach(event -> run.process(event.of(id[0])).forEach(table::apply));
          assertThat(table.row(id[0])).as(order.toString()).isEqualTo("status-20c@tue");
        });
  }

  @ParameterizedTest(name = "soft deletes: {0}")
  @ValueSource(booleans = {false, true})
  void manyRowsEndAsTheSourceHasThemWhateverFailsOnTheWay(boolean soft) throws Exception {
    Random random = Seed.random();
    int keys = 40;
    Map<Integer, List<CleanedRow>> histories = new TreeMap<>();
    List<int[]> deliveries = new ArrayList<>();
    for (int id = 0; id < keys; id++) {
      histories.put(id, history(random));
      for (int event = 0; event < histories.get(id).size(); event++) {
        for (int copies = 1 + random.nextInt(3); copies > 0; copies--) {
          deliveries.add(new int[] {id, event});
        }
      }
    }
    Collections.shuffle(deliveries, random);

    List<LatestWinsRun> subtasks = List.of(run(soft));
    ModelTable table = new ModelTable();
    for (int[] delivery : deliveries) {
      if (random.nextInt(deliveries.size() / 8) == 0) {
        subtasks = LatestWinsRun.restart(subtasks, 1 + random.nextInt(3), soft);
        runs.addAll(subtasks);
        assertThat(subtasks.stream().mapToLong(LatestWinsRun::rows).sum())
            .as("rows counted after a restart with " + subtasks.size() + " subtasks")
            .isEqualTo(table.rows().size());
      }
      RowData row = histories.get(delivery[0]).get(delivery[1]).of(delivery[0]);
      LatestWinsRun.of(row, subtasks).process(row).forEach(table::apply);
    }

    histories.forEach((id, events) -> assertThat(table.row(id)).isEqualTo(rowAfter(events, soft)));
    assertThat(subtasks.stream().mapToLong(LatestWinsRun::rows).sum())
        .isEqualTo(table.rows().size());
  }

  /** Wherever the truncation comes among the events: it removes just those before it. */
  @ParameterizedTest(name = "soft deletes: {0}")
  @ValueSource(booleans = {false, true})
  void whereTheTableWasEmptiedIsAMatterOfTheLogNotOfArrival(boolean soft) throws Exception {
    List<CleanedRow> events = LIFE.subList(0, 5);
    String emptied = new CleanedRow(Op.TRUNCATE, 35, "", true).seq();
    List<CleanedRow> later = events.subList(3, 5);
    for (int at = 0; at <= events.size(); at++) {
      int when = at;
      permutations(
          new ArrayList<>(events),
          0,
          order -> {
            try (LatestWinsRun run = LatestWinsRun.start(soft)) {
              ModelTable table = new ModelTable();
              for (int i = 0; i <= order.size(); i++) {
                if (i == when) {
                  run.truncate(emptied).forEach(table::apply);
                  run.truncate(emptied).forEach(table::apply);
                }
                if (i < order.size()) {
                  run.process(order.get(i).of(FIRST)).forEach(table::apply);
                }
              }
              assertThat(table.row(FIRST)).as(order + " " + when).isEqualTo(rowAfter(later, soft));
              assertThat(run.rows()).isEqualTo(1);
            } catch (Exception e) {
              throw new AssertionError(e);
            }
          });
    }
  }

  @Test
  void anEmptiedTableHasNoRowsInAnyPartition() throws Exception {
    LatestWinsRun run = run(false);
    ModelTable table = new ModelTable();
    for (int id = 1; id <= 100; id++) {
      run.process(LIFE.get(id % 3).of(id)).forEach(table::apply);
    }
    List<RowData> changes = run.truncate(LIFE.get(5).seq());

    assertThat(changes).hasSize(100).allMatch(change -> change.getRowKind() == RowKind.DELETE);
    changes.forEach(table::apply);
    for (int id = 1; id <= 100; id++) {
      assertThat(table.row(id)).isNull();
    }
    assertThat(run.rows()).isZero();
  }

  @Test
  void rowsDroppedAndRescuedAreCounted() throws Exception {
    LatestWinsRun run = run(false);
    run.process(LIFE.get(1).of(1));
    run.process(LIFE.get(1).of(2));
    run.process(LIFE.get(0).of(2));
    run.process(LIFE.get(5).of(2));
    run.process(LIFE.get(5).of(3));
    run.process(LatestWinsRun.rescued(LIFE.get(0).of(4)));

    assertThat(run.rows()).isEqualTo(2);
    assertThat(run.counter("dropped")).isEqualTo(1);
    assertThat(run.counter("rescued")).isEqualTo(1);
  }

  @Test
  void metricsAreWhereTheManagedServiceLooksForThem() throws Exception {
    LatestWinsRun run = run(false);

    assertThat(run.metricScope("rows")).contains("kinesisanalytics", "table", "shop.orders");
  }

  @Test
  void aChangeCountsAsReadableWhenTheCheckpointBehindItIsComplete() throws Exception {
    LatestWinsRun run = run(false);
    run.process(LIFE.get(0).of(1));
    assertThat(run.gauge("newest_source_ts_ms")).isZero();

    run.checkpoint(1);
    run.process(LIFE.get(1).of(1));
    assertThat(run.gauge("newest_source_ts_ms")).isZero();

    run.complete(1);
    assertThat(run.gauge("newest_source_ts_ms")).isEqualTo(10);

    run.checkpoint(2);
    run.checkpoint(3);
    run.complete(3);
    assertThat(run.gauge("newest_source_ts_ms")).isEqualTo(20);
  }

  private LatestWinsRun run(boolean soft) throws Exception {
    LatestWinsRun run = LatestWinsRun.start(soft);
    runs.add(run);
    return run;
  }

  /** What is true of the source: only its newest event says what a table must have. */
  private static String rowAfter(List<CleanedRow> events, boolean soft) {
    CleanedRow last = events.get(events.size() - 1);
    boolean deleted = last.op == Op.DELETE;
    return last.kept && (soft || !deleted)
        ? last.status() + "@" + last.partition + (deleted ? " deleted" : "")
        : null;
  }

  private String inOrder(List<CleanedRow> events, boolean soft) throws Exception {
    LatestWinsRun run = run(soft);
    ModelTable table = new ModelTable();
    events.forEach(event -> run.process(event.of(FIRST)).forEach(table::apply));
    return table.row(FIRST);
  }

  /** Snapshot, inserts, updates and deletes as a source can have them. */
  private static List<CleanedRow> history(Random random) {
    List<CleanedRow> events = new ArrayList<>();
    boolean exists = random.nextBoolean();
    String partition = "mon";
    boolean kept = true;
    if (exists) {
      events.add(new CleanedRow(Op.SNAPSHOT, 1, partition, kept));
    }
    for (int i = 1 + random.nextInt(12); i > 0; i--) {
      Op op = !exists ? Op.INSERT : random.nextInt(4) == 0 ? Op.DELETE : Op.UPDATE;
      if (op != Op.DELETE) {
        partition = List.of("mon", "tue", "wed").get(random.nextInt(3));
        kept = random.nextInt(4) > 0;
      }
      events.add(new CleanedRow(op, 10L * (events.size() + 1), partition, kept));
      exists = op != Op.DELETE;
    }
    return events;
  }

  private static <T> void permutations(List<T> items, int from, Consumer<List<T>> use) {
    if (from == items.size()) {
      use.accept(items);
      return;
    }
    for (int i = from; i < items.size(); i++) {
      Collections.swap(items, from, i);
      permutations(items, from + 1, use);
      Collections.swap(items, from, i);
    }
  }
}
