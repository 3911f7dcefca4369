-- The same as sql/consumer/revenue_by_merchant_day.sql, for MySQL.
SELECT
  merchant_id,
  revenue_date,
  currency,
  CAST(SUM(captured) AS DECIMAL(20, 2))                 AS captured,
  CAST(SUM(refunded) AS DECIMAL(20, 2))                 AS refunded,
  CAST(SUM(captured) - SUM(refunded) AS DECIMAL(20, 2)) AS revenue,
  CAST(SUM(payments) AS SIGNED)                         AS payments,
  CAST(SUM(refunds) AS SIGNED)                          AS refunds
FROM (
  SELECT
    merchant_id,
    DATE(captured_at) AS revenue_date,
    currency,
    amount            AS captured,
    0.00              AS refunded,
    1                 AS payments,
    0                 AS refunds
  FROM payments.payments
  WHERE status = 'CAPTURED' AND captured_at IS NOT NULL
  UNION ALL
  SELECT merchant_id, DATE(refunded_at), currency, 0.00, amount, 0, 1
  FROM payments.refunds
) AS movements
GROUP BY merchant_id, revenue_date, currency
ORDER BY merchant_id, revenue_date, currency
