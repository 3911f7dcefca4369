package io.tributary.consumer;

import static org.apache.flink.table.api.DataTypes.ARRAY;
import static org.apache.flink.table.api.DataTypes.BIGINT;
import static org.apache.flink.table.api.DataTypes.DECIMAL;
import static org.apache.flink.table.api.DataTypes.STRING;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;

/** Customers and risk events that change at random. */
final class CrmTables {

  /** Customers that orders may be of. */
  static final int CUSTOMERS = 8;

  private static final String[] STATUSES = {"VERIFIED", "PENDING", null};
  private static final BigDecimal AT_RISK = BigDecimal.valueOf(80);

  private final TestLake lake;
  private final Random random;
  private final Map<Long, Object[]> customers = new TreeMap<>();
  private final Map<String, Object[]> events = new TreeMap<>();

  CrmTables(TestLake lake, Random random) {
    this.lake = lake;
    this.random = random;
    lake.silver(
        "crm.customers",
        List.of("_id"),
        false,
        1,
        "_id",
        BIGINT().notNull(),
        "kyc_status",
        STRING(),
        "tags",
        ARRAY(STRING()));
    lake.silver(
        "crm.risk_events",
        List.of("_id"),
        true,
        1,
        "_id",
        STRING().notNull(),
        "customer_id",
        BIGINT(),
        "score",
        DECIMAL(12, 2));
  }

  /** Changes some rows of both tables and commits them. */
  void change(int rows) throws InterruptedException {
    List<RowData> customerChanges = new ArrayList<>();
    List<RowData> eventChanges = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      long id = random.nextInt(CUSTOMERS);
      if (customers.containsKey(id) && random.nextInt(4) == 0) {
        customerChanges.add(Rows.row(RowKind.DELETE, customers.remove(id)));
      } else {
        Object[] customer = {id, STATUSES[random.nextInt(STATUSES.length)], null};
        customers.put(id, customer);
        customerChanges.add(Rows.row(RowKind.INSERT, customer));
      }
      String event = "event-" + random.nextInt(15);
      if (events.containsKey(event) && random.nextInt(4) == 0) {
        eventChanges.add(Rows.inPartition(RowKind.DELETE, "2026-11", events.remove(event)));
      } else {
        Object[] scored = {event, (long) random.nextInt(CUSTOMERS), score()};
        events.put(event, scored);
        eventChanges.add(Rows.inPartition(RowKind.INSERT, "2026-11", scored));
      }
    }
    lake.commit("crm.customers", customerChanges);
    lake.commit("crm.risk_events", eventChanges);
  }

  private BigDecimal score() {
    return random.nextInt(5) == 0 ? null : BigDecimal.valueOf(7_000 + random.nextInt(3_000), 2);
  }

  void deleteEverything() throws InterruptedException {
    lake.commit(
        "crm.customers",
        customers.values().stream()
            .map(row -> Rows.row(RowKind.DELETE, row))
            .collect(Collectors.toList()));
    lake.commit(
        "crm.risk_events",
        events.values().stream()
            .map(row -> Rows.inPartition(RowKind.DELETE, "2026-11", row))
            .collect(Collectors.toList()));
    customers.clear();
    events.clear();
  }

  /**
   * What {@code customers_at_risk_by_merchant} is to be.
   *
   * @param payments with their order, merchant, status, amount and currency at 1 to 5
   * @param orders with their customer at 2, null for none, by their ids
   */
  List<String> customersAtRisk(Collection<Object[]> payments, Map<Long, Object[]> orders) {
    Map<Long, BigDecimal> scores = new TreeMap<>();
    for (Object[] event : events.values()) {
      BigDecimal score = (BigDecimal) event[2];
      if (score != null && score.compareTo(AT_RISK) >= 0 && customers.containsKey(event[1])) {
        scores.merge((Long) event[1], score, BigDecimal::max);
      }
    }
    Map<String, List<Object[]>> groups = new TreeMap<>();
    for (Object[] payment : payments) {
      Object[] order = orders.get(payment[1]);
      if (payment[3].equals("CAPTURED")
          && order != null
          && order[2] != null
          && scores.containsKey(order[2])) {
        groups
            .computeIfAbsent(payment[2] + "|" + payment[5], group -> new ArrayList<>())
            .add(new Object[] {order[2], payment[4]});
      }
    }
    return groups.entrySet().stream()
        .map(group -> group.getKey() + "|" + aggregate(group.getValue(), scores))
        .sorted()
        .collect(Collectors.toList());
  }

  /**
   * @param payments each with customer and amount
   */
  private String aggregate(List<Object[]> payments, Map<Long, BigDecimal> scores) {
    Set<Object> all = new HashSet<>();
    Set<Object> unverified = new HashSet<>();
    BigDecimal exposure = new BigDecimal("0.00");
    BigDecimal highest = AT_RISK;
    for (Object[] payment : payments) {
      all.add(payment[0]);
      if (!"VERIFIED".equals(customers.get(payment[0])[1])) {
        unverified.add(payment[0]);
      }
      exposure = exposure.add((BigDecimal) payment[1]);
      highest = highest.max(scores.get(payment[0]));
    }
    return all.size()
        + "|"
        + unverified.size()
        + "|"
        + payments.size()
        + "|"
        + exposure
        + "|"
        + highest.setScale(2);
  }
}
