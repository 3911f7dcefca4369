-- The same as sql/consumer/payment_funnel_by_hour.sql, for MySQL.
SELECT
  CAST(DATE_FORMAT(created_at, '%Y-%m-%d %H:00:00') AS DATETIME(3)) AS created_hour,
  CAST(status AS CHAR)                                              AS status,
  COUNT(*)                                                          AS payments,
  COUNT(DISTINCT order_id)                                          AS orders,
  COUNT(DISTINCT merchant_id)                                       AS merchants
FROM payments.payments
GROUP BY 1, 2
ORDER BY 1, 2
