package io.tributary.demo;

import static com.mongodb.client.model.Filters.gte;

import io.tributary.demo.crm.CrmCollection;
import io.tributary.demo.crm.CrmDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.bson.Document;
import org.bson.types.Decimal128;

/** The customers at risk as MongoDB has them, for queries of MySQL to join. */
final class CustomersAtRisk {

  private static final int AT_RISK = 80;

  private CustomersAtRisk() {}

  /** Makes a temporary table, which the binlog does not see and the connection's end removes. */
  static void copy(CrmDatabase crm, Connection connection) throws SQLException {
    Map<Long, BigDecimal> scores = new HashMap<>();
    for (Document event : crm.collection(CrmCollection.RISK_EVENTS).find(gte("score", AT_RISK))) {
      scores.merge(event.getLong("customer_id"), number(event.get("score")), BigDecimal::max);
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("USE payments");
      statement.execute(
          "CREATE TEMPORARY TABLE customers_at_risk (customer_id BIGINT PRIMARY KEY,"
              + " score DECIMAL(5, 2), is_verified BOOLEAN)");
    }
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO customers_at_risk VALUES (?, ?, ?)")) {
      for (Document customer : crm.collection(CrmCollection.CUSTOMERS).find()) {
        long id = customer.getLong("_id");
        if (scores.containsKey(id)) {
          insert.setLong(1, id);
          insert.setBigDecimal(2, scores.get(id));
          insert.setBoolean(
              3, "VERIFIED".equals(customer.get("kyc", Document.class).getString("status")));
          insert.addBatch();
        }
      }
      insert.executeBatch();
    }
  }

  private static BigDecimal number(Object score) {
    return score instanceof Decimal128 decimal
        ? decimal.bigDecimalValue()
        : new BigDecimal(score.toString());
  }
}
