package io.tributary.demo.workload;

/**
 * How many rows each table begins with: so many that they make a given number together.
 *
 * @param orders each with its lines, mostly a payment, and now and then a refund
 */
public record Volume(
    int merchants, int customers, int orders, int lines, int payments, int refunds) {

  /** Fewer would leave tables empty. */
  public static final int FEWEST_ROWS = 100;

  private static final double CUSTOMERS = 0.15;

  /**
   * Divides {@code rows} among the tables.
   *
   * @throws IllegalArgumentException if they are fewer than {@link #FEWEST_ROWS}
   */
  public static Volume of(long seed, int rows) {
    if (rows < FEWEST_ROWS) {
      throw new IllegalArgumentException(
          "The payments database has at least " + FEWEST_ROWS + " rows, not " + rows);
    }
    int merchants = Math.max(3, Math.min(2000, rows / 1000));
    int customers = (int) (rows * CUSTOMERS);
    Rows shape = new Rows(seed, merchants, customers);
    int room = rows - merchants - customers;
    int orders = 0;
    int lines = 0;
    int payments = 0;
    int refunds = 0;
    while (true) {
      long order = orders + 1L;
      int moreLines = shape.linesOf(order);
      int morePayments = shape.isPaid(order) ? 1 : 0;
      int moreRefunds = shape.isRefunded(order) ? 1 : 0;
      if (1 + moreLines + morePayments + moreRefunds > room) {
        return new Volume(merchants, customers + room, orders, lines, payments, refunds);
      }
      room -= 1 + moreLines + morePayments + moreRefunds;
      orders++;
      lines += moreLines;
      payments += morePayments;
      refunds += moreRefunds;
    }
  }

  /** Rows of one table. */
  public int rows(PaymentsTable table) {
    return switch (table) {
      case MERCHANTS -> merchants;
      case CUSTOMERS -> customers;
      case ORDERS -> orders;
      case ORDER_LINES -> lines;
      case PAYMENTS -> payments;
      case REFUNDS -> refunds;
    };
  }

  /** Rows of all tables. */
  public int total() {
    return merchants + customers + orders + lines + payments + refunds;
  }
}
