-- Revenue: what each merchant took on each day, in each currency.
--
-- A payment counts on the day it was captured, a refund on the day it was made, so that a day that
-- is past changes only if one of its own payments or refunds does. Days are UTC. A merchant who
-- neither took nor gave back anything on a day has no row for it.

CREATE TABLE payments.revenue_by_merchant_day (
  merchant_id  BIGINT,
  revenue_date DATE,
  currency     STRING,
  captured     DECIMAL(20, 2),  -- sum of the payments captured on the day
  refunded     DECIMAL(20, 2),  -- sum of the refunds made on the day
  revenue      DECIMAL(20, 2),  -- captured less refunded: negative if more was given back
  payments     BIGINT,          -- number of payments captured
  refunds      BIGINT,          -- number of refunds made
  PRIMARY KEY (merchant_id, revenue_date, currency) NOT ENFORCED
);

CREATE TEMPORARY VIEW movements AS
SELECT
  merchant_id,
  CAST(captured_at AS DATE) AS revenue_date,
  currency,
  amount                    AS captured,
  CAST(0 AS DECIMAL(12, 2)) AS refunded,
  1                         AS payments,
  0                         AS refunds
FROM silver.payments.payments
WHERE status = 'CAPTURED' AND captured_at IS NOT NULL
UNION ALL
SELECT
  merchant_id,
  CAST(refunded_at AS DATE),
  currency,
  CAST(0 AS DECIMAL(12, 2)),
  amount,
  0,
  1
FROM silver.payments.refunds;

INSERT INTO payments.revenue_by_merchant_day
SELECT
  merchant_id,
  revenue_date,
  currency,
  CAST(SUM(captured) AS DECIMAL(20, 2)),
  CAST(SUM(refunded) AS DECIMAL(20, 2)),
  CAST(SUM(captured) - SUM(refunded) AS DECIMAL(20, 2)),
  CAST(SUM(payments) AS BIGINT),
  CAST(SUM(refunds) AS BIGINT)
FROM movements
GROUP BY merchant_id, revenue_date, currency;
