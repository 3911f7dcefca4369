package io.tributary.demo.workload;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What the rows hold. A row is a function of the seed, its table and its number: whoever asks for
 * it, and in whatever order, gets the same one. Values stand in the order of {@link #columns}.
 */
final class Rows {

  private static final int LINES = 100;
  private static final int SHAPE = 101;
  private static final int MAX_LINES = 3;

  private static final LocalDate YOUNGEST = LocalDate.of(2008, 1, 1);

  private final long seed;
  private final long merchants;
  private final long customers;

  /**
   * @param seed of all rows
   * @param merchants orders belong to the merchants 1 to this
   * @param customers and are placed by the customers 1 to this
   */
  Rows(long seed, long merchants, long customers) {
    this.seed = seed;
    this.merchants = merchants;
    this.customers = customers;
  }

  /** The columns that an insert gives values for. */
  static List<String> columns(PaymentsTable table) {
    return switch (table) {
      case MERCHANTS ->
          List.of(
              "id", "name", "country", "category", "fee_rate", "settings", "created_at", "active");
      case CUSTOMERS -> List.of("id", "email", "full_name", "birth_date", "country", "created_at");
      case ORDERS ->
          List.of(
              "id",
              "merchant_id",
              "customer_id",
              "status",
              "amount",
              "currency",
              "note",
              "created_at");
      case ORDER_LINES -> List.of("order_id", "line_no", "sku", "quantity", "unit_price");
      case PAYMENTS ->
          List.of(
              "id",
              "order_id",
              "merchant_id",
              "status",
              "amount",
              "currency",
              "method",
              "captured_at",
              "created_at");
      case REFUNDS ->
          List.of("id", "payment_id", "merchant_id", "amount", "currency", "refunded_at", "reason");
    };
  }

  /** How many lines an order has: 1 to 3. */
  int linesOf(long order) {
    return 1 + (int) Long.remainderUnsigned(Mix.of(seed, LINES, order), MAX_LINES);
  }

  /** Whether an order of the initial load has a payment. */
  boolean isPaid(long order) {
    return Long.remainderUnsigned(Mix.of(seed, SHAPE, order), 100) < 92;
  }

  /** Whether that payment has been refunded. */
  boolean isRefunded(long order) {
    return Long.remainderUnsigned(Mix.of(seed, SHAPE, order), 100) < 6;
  }

  Object[] merchant(long id, LocalDateTime createdAt) {
    SplittableRandom random = Mix.random(seed, PaymentsTable.MERCHANTS.ordinal(), id);
    return new Object[] {
      id,
      Names.shop(random, id),
      Names.country(random),
      Names.pick(random, "GROCERY", "FASHION", "ELECTRONICS", "TRAVEL", "GAMES", "SERVICES"),
      BigDecimal.valueOf(random.nextInt(50, 400), 4),
      random.nextInt(10) < 3 ? null : settings(random),
      createdAt,
      random.nextInt(20) > 0
    };
  }

  Object[] customer(long id, LocalDateTime createdAt) {
    SplittableRandom random = Mix.random(seed, PaymentsTable.CUSTOMERS.ordinal(), id);
    return new Object[] {
      id,
      Names.email(random, id),
      random.nextInt(8) == 0 ? null : Names.person(random),
      random.nextInt(3) == 0 ? null : YOUNGEST.minusDays(random.nextInt(25_000)),
      Names.country(random),
      createdAt
    };
  }

  /** An order of the initial load: its way is behind it. */
  Object[] settledOrder(long id, LocalDateTime createdAt) {
    boolean shipped = isPaid(id);
    return order(id, shipped ? "SHIPPED" : "CANCELLED", createdAt);
  }

  Object[] order(long id, String status, LocalDateTime createdAt) {
    SplittableRandom random = Mix.random(seed, PaymentsTable.ORDERS.ordinal(), id);
    return new Object[] {
      id,
      merchantOf(id),
      random.nextInt(12) == 0 ? null : random.nextLong(1, customers + 1),
      status,
      amount(id),
      currency(id),
      random.nextInt(5) > 1 ? null : Names.note(random),
      createdAt
    };
  }

  Object[] line(long order, int line) {
    SplittableRandom random = random(order, line);
    int quantity = quantity(random);
    BigDecimal price = price(random);
    String sku = "SKU-" + Long.toString(random.nextLong(36L * 36 * 36 * 36), 36);
    return new Object[] {order, line, sku, quantity, price};
  }

  /** A payment of the initial load. */
  Object[] settledPayment(long order, LocalDateTime createdAt) {
    boolean failed = Long.remainderUnsigned(Mix.of(seed, SHAPE, order), 100) > 88;
    return failed
        ? payment(order, "FAILED", null, createdAt)
        : payment(order, "CAPTURED", createdAt.plusSeconds(2), createdAt);
  }

  Object[] payment(long order, String status, LocalDateTime capturedAt, LocalDateTime createdAt) {
    SplittableRandom random = Mix.random(seed, PaymentsTable.PAYMENTS.ordinal(), order);
    return new Object[] {
      PaymentId.of(order),
      order,
      merchantOf(order),
      status,
      amount(order),
      currency(order),
      Names.pick(random, "CARD", "CARD", "CARD", "WALLET", "TRANSFER"),
      capturedAt,
      createdAt
    };
  }

  Object[] refund(long id, long order, LocalDateTime refundedAt) {
    SplittableRandom random = Mix.random(seed, PaymentsTable.REFUNDS.ordinal(), id);
    return new Object[] {
      id,
      PaymentId.of(order),
      merchantOf(order),
      amount(order),
      currency(order),
      refundedAt,
      random.nextInt(4) == 0 ? null : Names.reason(random)
    };
  }

  private long merchantOf(long order) {
    // Squared: a few merchants have most of the orders.
    double share = random(order, -1).nextDouble();
    return 1 + (long) (share * share * merchants);
  }

  private String currency(long order) {
    return Names.currency(random(order, -2));
  }

  private BigDecimal amount(long order) {
    BigDecimal sum = BigDecimal.ZERO.setScale(2);
    for (int line = 1; line <= linesOf(order); line++) {
      SplittableRandom random = random(order, line);
      sum = sum.add(BigDecimal.valueOf(quantity(random)).multiply(price(random)));
    }
    return sum;
  }

  private SplittableRandom random(long order, int line) {
    return Mix.random(seed, PaymentsTable.ORDER_LINES.ordinal(), order * 1000 + line);
  }

  private static int quantity(SplittableRandom random) {
    return random.nextInt(6) > 0 ? 1 : random.nextInt(2, 20);
  }

  /** Free articles happen. */
  private static BigDecimal price(SplittableRandom random) {
    return BigDecimal.valueOf(random.nextInt(40) == 0 ? 0 : random.nextLong(99, 25_000), 2);
  }

  private static String settings(SplittableRandom random) {
    return "{\"payout\": {\"day\": \""
        + Names.pick(random, "MON", "WED", "FRI")
        + "\", \"minimum\": "
        + random.nextInt(10, 500)
        + "}, \"locales\": [\""
        + Names.pick(random, "de-DE", "fr-FR", "en-GB", "ja-JP")
        + "\"], \"motto\": \""
        + Names.pick(random, "Grüße aus Köln", "🍀", "fast & fair")
        + "\", \"trial\": "
        + random.nextBoolean()
        + "}";
  }
}
