package io.tributary.demo.workload;

import java.util.Locale;

/** The tables of the payments database, in the order in which they are filled. */
public enum PaymentsTable {
  MERCHANTS,
  CUSTOMERS,
  ORDERS,
  ORDER_LINES,
  PAYMENTS,
  REFUNDS;

  /** The database of all of them. */
  public static final String DATABASE = "payments";

  /** The name in MySQL, such as {@code order_lines}. */
  public String tableName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name with its database, such as {@code payments.order_lines}. */
  public String qualifiedName() {
    return DATABASE + "." + tableName();
  }
}
