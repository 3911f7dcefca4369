package io.tributary.demo.workload;

import static io.tributary.demo.workload.PaymentsTable.CUSTOMERS;
import static io.tributary.demo.workload.PaymentsTable.MERCHANTS;
import static io.tributary.demo.workload.PaymentsTable.ORDERS;
import static io.tributary.demo.workload.PaymentsTable.ORDER_LINES;
import static io.tributary.demo.workload.PaymentsTable.PAYMENTS;
import static io.tributary.demo.workload.PaymentsTable.REFUNDS;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What merchants and customers do, as statements. Knows which keys it has given out and which
 * orders are on their way, and nothing of what the database answers; so the same seed always does
 * the same. A row it picks may be gone: then the statement changes nothing.
 */
final class Scenarios {

  private static final int RESERVED_OF = 50;
  private static final int MOST_OPEN_ORDERS = 500;
  private static final int MOVED_LINES = 100;

  /** An order on its way: how many steps of it are done. */
  private record OpenOrder(long id, int stage) {}

  private final SplittableRandom random;
  private final Rows rows;
  private final long firstOrders;
  private final Deque<OpenOrder> open = new ArrayDeque<>();
  private final Deque<Long> deleted = new ArrayDeque<>();

  private long merchants;
  private long customers;
  private long orders;
  private long refunds;
  private boolean ordersHaveChannel;

  /** Refunds that an open long transaction has inserted: nobody else may wait for them. */
  private long firstLockedRefund = Long.MAX_VALUE;

  private long lastLockedRefund = Long.MIN_VALUE;

  Scenarios(long seed, KeySpace keys) {
    this.random = new SplittableRandom(seed);
    this.rows = new Rows(seed, keys.merchants(), keys.customers());
    this.firstOrders = keys.orders();
    this.merchants = keys.merchants();
    this.customers = keys.customers();
    this.orders = keys.orders();
    this.refunds = keys.refunds();
    this.ordersHaveChannel = keys.ordersHaveChannel();
  }

  /** From now on orders are written with a channel. */
  void ordersHaveChannel() {
    ordersHaveChannel = true;
  }

  /** An order of the first ones that only long transactions touch: nobody else waits for it. */
  long reservedOrder(int number) {
    long reserved = Math.max(1, firstOrders / RESERVED_OF);
    return Math.min(firstOrders, 1 + (number % reserved) * RESERVED_OF);
  }

  List<RowChange> placeOrder(LocalDateTime now) {
    long order = ++orders;
    open.addLast(new OpenOrder(order, 0));
    if (open.size() > MOST_OPEN_ORDERS) {
      open.removeFirst();
    }
    return order(order, now);
  }

  private List<RowChange> order(long order, LocalDateTime now) {
    List<RowChange> changes = new ArrayList<>();
    Object[] row = rows.order(order, "CREATED", now);
    changes.add(
        ordersHaveChannel
            ? Changes.insertOrder(row, Names.pick(random, "WEB", "APP", "POS", null))
            : Changes.insert(ORDERS, row));
    for (int line = 1; line <= rows.linesOf(order); line++) {
      changes.add(Changes.insert(ORDER_LINES, rows.line(order, line)));
    }
    changes.add(Changes.insert(PAYMENTS, rows.payment(order, "INITIATED", null, now)));
    return changes;
  }

  /**
   * CREATED, INITIATED; AUTHORIZED; PAID, CAPTURED; SHIPPED. Or else CANCELLED, FAILED or VOIDED.
   */
  List<RowChange> advanceOrder(LocalDateTime now) {
    OpenOrder next = open.pollFirst();
    if (next == null) {
      return placeOrder(now);
    }
    long order = next.id();
    boolean fails = random.nextInt(12) == 0;
    if (next.stage() == 2) {
      return List.of(Changes.orderStatus(order, "SHIPPED"));
    }
    if (fails) {
      return List.of(
          Changes.paymentStatus(order, next.stage() == 0 ? "FAILED" : "VOIDED"),
          Changes.orderStatus(order, "CANCELLED"));
    }
    open.addLast(new OpenOrder(order, next.stage() + 1));
    return next.stage() == 0
        ? List.of(Changes.paymentStatus(order, "AUTHORIZED"))
        : List.of(Changes.paymentCaptured(order, now), Changes.orderStatus(order, "PAID"));
  }

  List<RowChange> editOrder() {
    long order = someOrder();
    if (ordersHaveChannel && random.nextBoolean()) {
      return List.of(Changes.orderChannel(order, Names.pick(random, "WEB", "APP", "POS")));
    }
    return List.of(Changes.orderNote(order, random.nextInt(6) == 0 ? null : Names.note(random)));
  }

  List<RowChange> moveOrderInTime(LocalDateTime now) {
    return List.of(Changes.orderTime(someOrder(), now.minusDays(random.nextInt(70))));
  }

  List<RowChange> newCustomer(LocalDateTime now) {
    return List.of(Changes.insert(CUSTOMERS, rows.customer(++customers, now)));
  }

  List<RowChange> editCustomer() {
    long customer = random.nextLong(1, customers + 1);
    return switch (random.nextInt(3)) {
      case 0 -> List.of(Changes.customerName(customer, null));
      case 1 -> List.of(Changes.customerName(customer, Names.person(random)));
      default -> List.of(Changes.customerEmail(customer, Names.email(random, customer)));
    };
  }

  List<RowChange> newMerchant(LocalDateTime now) {
    return List.of(Changes.insert(MERCHANTS, rows.merchant(++merchants, now)));
  }

  List<RowChange> editMerchant() {
    long merchant = random.nextLong(1, merchants + 1);
    return switch (random.nextInt(3)) {
      case 0 ->
          List.of(Changes.merchantFee(merchant, BigDecimal.valueOf(random.nextInt(50, 400), 4)));
      case 1 -> List.of(Changes.merchantActive(merchant, random.nextInt(4) > 0));
      default -> List.of(Changes.merchantSettings(merchant, random.nextInt(1000)));
    };
  }

  List<RowChange> refund(LocalDateTime now) {
    return List.of(Changes.insert(REFUNDS, rows.refund(++refunds, someOrder(), now)));
  }

  List<RowChange> editRefund() {
    return List.of(Changes.refundReason(someRefund(), Names.reason(random)));
  }

  List<RowChange> deleteRefund() {
    return List.of(Changes.deleteRefund(someRefund()));
  }

  List<RowChange> renumberRefund() {
    return List.of(Changes.refundNumber(someRefund(), ++refunds));
  }

  List<RowChange> editLine() {
    long order = someOrder();
    int line = random.nextInt(1, rows.linesOf(order) + 1);
    return List.of(Changes.lineQuantity(order, line, random.nextInt(1, 30)));
  }

  List<RowChange> renumberLine() {
    long order = someOrder();
    int line = random.nextInt(1, rows.linesOf(order) + 1);
    return List.of(Changes.lineNumber(order, line, line + MOVED_LINES));
  }

  List<RowChange> deleteOrder() {
    long order = someOrder();
    deleted.addLast(order);
    return List.of(
        Changes.deleteLines(order, rows.linesOf(order)),
        Changes.deletePayment(order),
        Changes.deleteOrder(order));
  }

  /** The same keys come to life again. */
  List<RowChange> restoreOrder(LocalDateTime now) {
    Long order = deleted.pollFirst();
    if (order == null) {
      return deleteOrder();
    }
    List<RowChange> changes = new ArrayList<>(deleteAll(order));
    changes.addAll(order(order, now));
    return changes;
  }

  /** Many rows in one transaction. */
  List<RowChange> bulk(LocalDateTime now) {
    List<RowChange> changes = new ArrayList<>();
    int many = random.nextInt(50, 250);
    boolean inserts = random.nextBoolean();
    for (int i = 0; i < many; i++) {
      changes.addAll(inserts ? newCustomer(now) : editOrder());
    }
    return changes;
  }

  /** What a long transaction does before it goes quiet: reserved orders, and refunds of them. */
  List<RowChange> longTransaction(int number, int updates, LocalDateTime now) {
    List<RowChange> changes = new ArrayList<>();
    firstLockedRefund = refunds + 1;
    for (int i = 0; i < updates; i++) {
      long order = reservedOrder(number * updates + i);
      changes.add(Changes.orderNote(order, "reconciled in batch " + number + ", " + i));
      if (i % 5 == 0) {
        changes.add(Changes.insert(REFUNDS, rows.refund(++refunds, order, now)));
      }
    }
    lastLockedRefund = refunds;
    return changes;
  }

  void longTransactionEnds() {
    firstLockedRefund = Long.MAX_VALUE;
    lastLockedRefund = Long.MIN_VALUE;
  }

  /** An update of a row that {@link #longTransaction} of this number has locked. */
  RowChange updateInTheWay(int number, int updates) {
    return Changes.orderStatus(
        reservedOrder(number * updates), number % 2 == 0 ? "CANCELLED" : "SHIPPED");
  }

  private List<RowChange> deleteAll(long order) {
    // It may have been picked for deletion twice, and restored in between.
    return List.of(
        Changes.deleteLines(order, 0), Changes.deletePayment(order), Changes.deleteOrder(order));
  }

  /** Mostly a recent one, and never a reserved one. */
  private long someOrder() {
    long recent = Math.max(1, orders - orders / 10);
    long order = random.nextInt(5) > 0 ? random.nextLong(recent, orders + 1) : anyOrder();
    return order <= firstOrders && order % RESERVED_OF == 1 ? order + 1 : order;
  }

  private long anyOrder() {
    return random.nextLong(1, orders + 1);
  }

  private long someRefund() {
    long refund = random.nextLong(1, refunds + 2);
    return refund >= firstLockedRefund && refund <= lastLockedRefund
        ? firstLockedRefund - 1
        : refund;
  }
}
