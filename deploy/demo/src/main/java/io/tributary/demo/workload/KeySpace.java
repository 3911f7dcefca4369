package io.tributary.demo.workload;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The keys in use: each table's are 1 to a greatest one, with gaps where rows have been deleted.
 *
 * @param ordersHaveChannel whether the column that the traffic adds is there already
 */
public record KeySpace(
    long merchants, long customers, long orders, long refunds, boolean ordersHaveChannel) {

  /** What the initial load leaves. */
  public static KeySpace of(Volume volume) {
    return new KeySpace(
        volume.merchants(), volume.customers(), volume.orders(), volume.refunds(), false);
  }

  /** What a database that has had traffic holds. */
  public static KeySpace read(Connection connection) throws SQLException {
    return new KeySpace(
        number(connection, "SELECT MAX(id) FROM payments.merchants"),
        number(connection, "SELECT MAX(id) FROM payments.customers"),
        number(connection, "SELECT MAX(id) FROM payments.orders"),
        number(connection, "SELECT MAX(id) FROM payments.refunds"),
        number(
                connection,
                "SELECT COUNT(*) FROM information_schema.columns WHERE table_schema = 'payments'"
                    + " AND table_name = 'orders' AND column_name = 'channel'")
            > 0);
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getLong(1);
    }
  }
}
