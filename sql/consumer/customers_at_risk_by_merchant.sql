-- Exposure: what each merchant took from customers at risk, in each currency.
--
-- A customer is at risk who is in the CRM and has a risk event there with a score of 80 or more,
-- whenever it occurred. The captured payments of such customers' orders count; a merchant who has
-- none in a currency has no row for it. When an event is scored anew or goes, when the customer does,
-- or when a payment is captured, the sums follow.

CREATE TABLE crm.customers_at_risk_by_merchant (
  merchant_id   BIGINT,
  currency      STRING,
  customers     BIGINT,          -- different customers at risk who paid this merchant
  unverified    BIGINT,          -- those of them whose identity has not been verified
  payments      BIGINT,          -- number of payments captured from them
  exposure      DECIMAL(20, 2),  -- sum of these payments
  highest_score DECIMAL(5, 2),   -- of any of these customers
  PRIMARY KEY (merchant_id, currency) NOT ENFORCED
);

CREATE TEMPORARY VIEW customers_at_risk AS
SELECT
  customers._id                                       AS customer_id,
  customers.kyc_status IS NOT DISTINCT FROM 'VERIFIED' AS is_verified,
  events.score
FROM (
  SELECT customer_id, MAX(score) AS score
  FROM silver.crm.risk_events
  WHERE score >= 80
  GROUP BY customer_id
) AS events
JOIN silver.crm.customers AS customers ON customers._id = events.customer_id;

CREATE TEMPORARY VIEW captured_payments AS
SELECT
  payments.id,
  payments.merchant_id,
  payments.currency,
  payments.amount,
  orders.customer_id
FROM silver.payments.payments AS payments
JOIN silver.payments.orders AS orders ON orders.id = payments.order_id
WHERE payments.status = 'CAPTURED';

INSERT INTO crm.customers_at_risk_by_merchant
SELECT
  payments.merchant_id,
  payments.currency,
  COUNT(DISTINCT payments.customer_id),
  COUNT(DISTINCT payments.customer_id) FILTER (WHERE NOT customers.is_verified),
  COUNT(*),
  CAST(SUM(payments.amount) AS DECIMAL(20, 2)),
  MAX(customers.score)
FROM captured_payments AS payments
JOIN customers_at_risk AS customers ON customers.customer_id = payments.customer_id
GROUP BY payments.merchant_id, payments.currency;
