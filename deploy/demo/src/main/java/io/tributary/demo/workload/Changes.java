package io.tributary.demo.workload;

import static io.tributary.demo.workload.PaymentsTable.CUSTOMERS;
import static io.tributary.demo.workload.PaymentsTable.MERCHANTS;
import static io.tributary.demo.workload.PaymentsTable.ORDERS;
import static io.tributary.demo.workload.PaymentsTable.ORDER_LINES;
import static io.tributary.demo.workload.PaymentsTable.PAYMENTS;
import static io.tributary.demo.workload.PaymentsTable.REFUNDS;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The statements of the payments application. Each finds its rows by their primary key. */
final class Changes {

  private Changes() {}

  /** An insert of all of {@link Rows#columns}. */
  static String insertSql(PaymentsTable table) {
    List<String> columns = Rows.columns(table);
    return insertSql(table, columns);
  }

  private static String insertSql(PaymentsTable table, List<String> columns) {
    return "INSERT INTO "
        + table.qualifiedName()
        + " ("
        + String.join(", ", columns)
        + ") VALUES ("
        + String.join(", ", Collections.nCopies(columns.size(), "?"))
        + ")";
  }

  static RowChange insert(PaymentsTable table, Object... row) {
    return RowChange.of(table, ChangeKind.INSERT, insertSql(table), row);
  }

  /** An order, once orders have a channel. */
  static RowChange insertOrder(Object[] row, String channel) {
    List<String> columns = new ArrayList<>(Rows.columns(ORDERS));
    columns.add("channel");
    Object[] wider = Arrays.copyOf(row, row.length + 1);
    wider[row.length] = channel;
    return RowChange.of(ORDERS, ChangeKind.INSERT, insertSql(ORDERS, columns), wider);
  }

  static RowChange orderStatus(long order, String status) {
    return update(ORDERS, "SET status = ? WHERE id = ?", status, order);
  }

  static RowChange orderNote(long order, String note) {
    return update(ORDERS, "SET note = ? WHERE id = ?", note, order);
  }

  static RowChange orderChannel(long order, String channel) {
    return update(ORDERS, "SET channel = ? WHERE id = ?", channel, order);
  }

  /** In silver, the order leaves one partition for another. */
  static RowChange orderTime(long order, LocalDateTime createdAt) {
    return update(ORDERS, "SET created_at = ? WHERE id = ?", createdAt, order);
  }

  static RowChange paymentStatus(long order, String status) {
    return update(PAYMENTS, "SET status = ? WHERE id = ?", status, PaymentId.of(order));
  }

  static RowChange paymentCaptured(long order, LocalDateTime capturedAt) {
    return update(
        PAYMENTS,
        "SET status = 'CAPTURED', captured_at = ? WHERE id = ?",
        capturedAt,
        PaymentId.of(order));
  }

  static RowChange customerEmail(long customer, String email) {
    return update(CUSTOMERS, "SET email = ? WHERE id = ?", email, customer);
  }

  static RowChange customerName(long customer, String name) {
    return update(CUSTOMERS, "SET full_name = ? WHERE id = ?", name, customer);
  }

  static RowChange merchantFee(long merchant, BigDecimal rate) {
    return update(MERCHANTS, "SET fee_rate = ? WHERE id = ?", rate, merchant);
  }

  static RowChange merchantActive(long merchant, boolean active) {
    return update(MERCHANTS, "SET active = ? WHERE id = ?", active, merchant);
  }

  static RowChange merchantSettings(long merchant, int minimum) {
    return update(
        MERCHANTS,
        "SET settings = JSON_SET(COALESCE(settings, JSON_OBJECT()), '$.minimum', ?) WHERE id = ?",
        minimum,
        merchant);
  }

  static RowChange lineQuantity(long order, int line, int quantity) {
    return update(
        ORDER_LINES, "SET quantity = ? WHERE order_id = ? AND line_no = ?", quantity, order, line);
  }

  static RowChange lineNumber(long order, int line, int newLine) {
    return RowChange.of(
        ORDER_LINES,
        ChangeKind.KEY_CHANGE,
        "UPDATE payments.order_lines SET line_no = ? WHERE order_id = ? AND line_no = ?",
        newLine,
        order,
        line);
  }

  static RowChange refundReason(long refund, String reason) {
    return update(REFUNDS, "SET reason = ? WHERE id = ?", reason, refund);
  }

  static RowChange refundNumber(long refund, long newRefund) {
    return RowChange.of(
        REFUNDS,
        ChangeKind.KEY_CHANGE,
        "UPDATE payments.refunds SET id = ? WHERE id = ?",
        newRefund,
        refund);
  }

  static RowChange deleteRefund(long refund) {
    return delete(REFUNDS, "id = ?", refund);
  }

  static RowChange deleteOrder(long order) {
    return delete(ORDERS, "id = ?", order);
  }

  static RowChange deletePayment(long order) {
    return delete(PAYMENTS, "id = ?", PaymentId.of(order));
  }

  static RowChange deleteLines(long order, int lines) {
    return delete(ORDER_LINES, "order_id = ?", order).changing(lines);
  }

  private static RowChange update(PaymentsTable table, String setAndWhere, Object... parameters) {
    return RowChange.of(
        table,
        ChangeKind.UPDATE,
        "UPDATE " + table.qualifiedName() + " " + setAndWhere,
        parameters);
  }

  private static RowChange delete(PaymentsTable table, String where, Object... parameters) {
    return RowChange.of(
        table,
        ChangeKind.DELETE,
        "DELETE FROM " + table.qualifiedName() + " WHERE " + where,
        parameters);
  }
}
