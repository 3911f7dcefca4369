-- The same as sql/consumer/customers_at_risk_by_merchant.sql, for MySQL, over a table customers_at_risk
-- made of what MongoDB holds.
SELECT
  payments.merchant_id,
  payments.currency,
  COUNT(DISTINCT orders.customer_id)                                                        AS customers,
  COUNT(DISTINCT CASE WHEN customers_at_risk.is_verified = 0 THEN orders.customer_id END) AS unverified,
  COUNT(*)                                                                                  AS payments,
  CAST(SUM(payments.amount) AS DECIMAL(20, 2))                                              AS exposure,
  MAX(customers_at_risk.score)                                                              AS highest_score
FROM payments.payments AS payments
JOIN payments.orders AS orders ON orders.id = payments.order_id
JOIN customers_at_risk ON customers_at_risk.customer_id = orders.customer_id
WHERE payments.status = 'CAPTURED'
GROUP BY payments.merchant_id, payments.currency
