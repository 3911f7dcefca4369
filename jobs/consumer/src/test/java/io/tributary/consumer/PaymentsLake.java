package io.tributary.consumer;

import static org.apache.flink.table.api.DataTypes.BIGINT;
import static org.apache.flink.table.api.DataTypes.DECIMAL;
import static org.apache.flink.table.api.DataTypes.STRING;
import static org.apache.flink.table.api.DataTypes.TIMESTAMP;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;

/** Payments, refunds and orders that change at random, and what the results are to be. */
final class PaymentsLake {

  private static final String[] STATUSES = {"INITIATED", "AUTHORIZED", "CAPTURED", "FAILED"};
  private static final String[] ORDER_STATUSES = {"CREATED", "PAID", "SHIPPED", "CANCELLED"};
  private static final String[] CURRENCIES = {"EUR", "USD"};
  private static final LocalDateTime START = LocalDateTime.of(2026, 11, 20, 22, 0);

  private final Random random;
  private final TestLake lake;
  private final CrmTables crm;
  private final Map<String, Object[]> payments = new TreeMap<>();
  private final Map<Long, Object[]> refunds = new TreeMap<>();
  private final Map<Long, Object[]> orders = new TreeMap<>();

  PaymentsLake(Path directory, long seed) {
    random = new Random(seed);
    lake = new TestLake(directory);
    lake.silver(
        "payments",
        List.of("id"),
        false,
        2,
        "id",
        STRING().notNull(),
        "order_id",
        BIGINT(),
        "merchant_id",
        BIGINT(),
        "status",
        STRING(),
        "amount",
        DECIMAL(12, 2),
        "currency",
        STRING(),
        "method",
        STRING(),
        "captured_at",
        TIMESTAMP(3),
        "created_at",
        TIMESTAMP(3),
        "updated_at",
        TIMESTAMP(6));
    lake.silver(
        "refunds",
        List.of("id"),
        false,
        1,
        "id",
        BIGINT().notNull(),
        "payment_id",
        STRING(),
        "merchant_id",
        BIGINT(),
        "amount",
        DECIMAL(12, 2),
        "currency",
        STRING(),
        "refunded_at",
        TIMESTAMP(3),
        "reason",
        STRING());
    lake.silver(
        "orders",
        List.of("id"),
        true,
        2,
        "id",
        BIGINT().notNull(),
        "merchant_id",
        BIGINT(),
        "customer_id",
        BIGINT(),
        "status",
        STRING(),
        "amount",
        DECIMAL(12, 2),
        "currency",
        STRING(),
        "note",
        STRING(),
        "created_at",
        TIMESTAMP(3),
        "updated_at",
        TIMESTAMP(6));
    crm = new CrmTables(lake, random);
  }

  TestLake lake() {
    return lake;
  }

  /** Changes some rows of every table and commits them. */
  void change(int rows) throws InterruptedException {
    changePayments(rows);
    changeRefunds(rows / 2 + 1);
    changeOrders(rows);
    crm.change(rows / 4 + 1);
  }

  void changePayments(int rows) throws InterruptedException {
    List<RowData> changes = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      // Colons and commas in a key are a reader's business, too.
      String id = "pay:" + random.nextInt(30) + ",x";
      if (payments.containsKey(id) && random.nextInt(4) == 0) {
        changes.add(Rows.row(RowKind.DELETE, payments.remove(id)));
      } else {
        String status = STATUSES[random.nextInt(STATUSES.length)];
        Object[] payment = {
          id,
          (long) random.nextInt(12),
          (long) random.nextInt(3),
          status,
          amount(),
          currency(),
          "CARD",
          status.equals("CAPTURED") ? time() : null,
          time(),
          time()
        };
        changes.add(
            Rows.row(payments.containsKey(id) ? RowKind.UPDATE_AFTER : RowKind.INSERT, payment));
        payments.put(id, payment);
      }
    }
    lake.commit("payments", changes);
  }

  void changeRefunds(int rows) throws InterruptedException {
    List<RowData> changes = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      long id = random.nextInt(15);
      if (refunds.containsKey(id) && random.nextInt(3) == 0) {
        changes.add(Rows.row(RowKind.DELETE, refunds.remove(id)));
      } else {
        Object[] refund = {
          id, "pay:1,x", (long) random.nextInt(3), amount(), currency(), time(), "late"
        };
        changes.add(
            Rows.row(refunds.containsKey(id) ? RowKind.UPDATE_AFTER : RowKind.INSERT, refund));
        refunds.put(id, refund);
      }
    }
    lake.commit("refunds", changes);
  }

  /** Half of the changes move an order to another partition: a delete there and an upsert here. */
  void changeOrders(int rows) throws InterruptedException {
    List<RowData> changes = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      long id = random.nextInt(25);
      Object[] before = orders.get(id);
      if (before != null && random.nextInt(5) == 0) {
        changes.add(Rows.inPartition(RowKind.DELETE, day(before), orders.remove(id)));
        continue;
      }
      Object[] order = {
        id,
        (long) random.nextInt(3),
        random.nextInt(6) == 0 ? null : (long) random.nextInt(CrmTables.CUSTOMERS),
        ORDER_STATUSES[random.nextInt(4)],
        amount(),
        currency(),
        "note",
        time(),
        time()
      };
      if (before != null && !day(before).equals(day(order))) {
        changes.add(Rows.inPartition(RowKind.DELETE, day(before), before));
      }
      changes.add(Rows.inPartition(RowKind.INSERT, day(order), order));
      orders.put(id, order);
    }
    lake.commit("orders", changes);
  }

  void deleteEverything() throws InterruptedException {
    lake.commit("payments", deletes(payments.values()));
    lake.commit("refunds", deletes(refunds.values()));
    lake.commit(
        "orders",
        orders.values().stream()
            .map(order -> Rows.inPartition(RowKind.DELETE, day(order), order))
            .collect(Collectors.toList()));
    crm.deleteEverything();
    payments.clear();
    refunds.clear();
    orders.clear();
  }

  private static List<RowData> deletes(Iterable<Object[]> rows) {
    List<RowData> deletes = new ArrayList<>();
    rows.forEach(row -> deletes.add(Rows.row(RowKind.DELETE, row)));
    return deletes;
  }

  private BigDecimal amount() {
    return BigDecimal.valueOf(random.nextInt(100_000), 2);
  }

  private String currency() {
    return CURRENCIES[random.nextInt(CURRENCIES.length)];
  }

  private LocalDateTime time() {
    return START.plusMinutes(random.nextInt(60 * 30));
  }

  private static String day(Object[] order) {
    return ((LocalDateTime) order[7]).toLocalDate().toString();
  }

  /** Waits until all results are what the tables make them. */
  void awaitResults() throws Exception {
    awaitRevenue();
    lake.awaitResult("payment_funnel_by_hour", funnel());
    lake.awaitResult("orders_by_day", ordersByDay());
    lake.awaitResult(
        "customers_at_risk_by_merchant", crm.customersAtRisk(payments.values(), orders));
  }

  void awaitRevenue() throws Exception {
    lake.awaitResult("revenue_by_merchant_day", revenue());
  }

  private List<String> revenue() {
    Map<String, BigDecimal[]> groups = new TreeMap<>();
    for (Object[] payment : payments.values()) {
      if (payment[3].equals("CAPTURED")) {
        add(groups, payment[2], payment[7], payment[5], (BigDecimal) payment[4], 0);
      }
    }
    for (Object[] refund : refunds.values()) {
      add(groups, refund[2], refund[5], refund[4], (BigDecimal) refund[3], 1);
    }
    return groups.entrySet().stream()
        .map(
            group -> {
              BigDecimal[] sums = group.getValue();
              return group.getKey()
                  + "|"
                  + sums[0]
                  + "|"
                  + sums[1]
                  + "|"
                  + sums[0].subtract(sums[1])
                  + "|"
                  + sums[2]
                  + "|"
                  + sums[3];
            })
        .sorted()
        .collect(Collectors.toList());
  }

  private static void add(
      Map<String, BigDecimal[]> groups,
      Object merchant,
      Object time,
      Object currency,
      BigDecimal amount,
      int column) {
    BigDecimal zero = new BigDecimal("0.00");
    BigDecimal[] sums =
        groups.computeIfAbsent(
            merchant + "|" + ((LocalDateTime) time).toLocalDate() + "|" + currency,
            group -> new BigDecimal[] {zero, zero, BigDecimal.ZERO, BigDecimal.ZERO});
    sums[column] = sums[column].add(amount);
    sums[2 + column] = sums[2 + column].add(BigDecimal.ONE);
  }

  private List<String> funnel() {
    Map<String, List<Object[]>> groups =
        payments.values().stream()
            .collect(
                Collectors.groupingBy(
                    payment ->
                        ((LocalDateTime) payment[8]).truncatedTo(ChronoUnit.HOURS)
                            + "|"
                            + payment[3]));
    return groups.entrySet().stream()
        .map(
            group -> {
              Set<Object> orderIds = new HashSet<>();
              Set<Object> merchants = new HashSet<>();
              group.getValue().forEach(payment -> orderIds.add(payment[1]));
              group.getValue().forEach(payment -> merchants.add(payment[2]));
              return group.getKey()
                  + "|"
                  + group.getValue().size()
                  + "|"
                  + orderIds.size()
                  + "|"
                  + merchants.size();
            })
        .sorted()
        .collect(Collectors.toList());
  }

  private List<String> ordersByDay() {
    Map<String, BigDecimal> sums = new TreeMap<>();
    Map<String, Integer> counts = new TreeMap<>();
    for (Object[] order : orders.values()) {
      String group = order[3] + "|%s|%s|" + day(order);
      sums.merge(group, (BigDecimal) order[4], BigDecimal::add);
      counts.merge(group, 1, Integer::sum);
    }
    return sums.entrySet().stream()
        .map(group -> String.format(group.getKey(), counts.get(group.getKey()), group.getValue()))
        .sorted()
        .collect(Collectors.toList());
  }
}
