package io.tributary.demo.workload;

import java.util.Arrays;
import java.util.List;
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

  /** The names of all, with their database. */
  public static List<String> names() {
    return Arrays.stream(values()).map(PaymentsTable::qualifiedName).toList();
  }

  /** The name in MySQL, such as {@code order_lines}. */
  public String tableName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name with its database, such as {@code payments.order_lines}. */
  public String qualifiedName() {
    return DATABASE + "." + tableName();
  }
}
