-- Payment funnel: how far the payments begun in each hour have come.
--
-- Every payment is counted once, in the hour it was created (UTC), under the status it has now. As
-- payments move on, they leave one row and join another; a status that no payment of the hour has
-- any more has no row.

CREATE TABLE payments.payment_funnel_by_hour (
  created_hour TIMESTAMP(3),
  status       STRING,
  payments     BIGINT,          -- payments with this status
  orders       BIGINT,          -- different orders they belong to
  merchants    BIGINT,          -- different merchants they were made to
  PRIMARY KEY (created_hour, status) NOT ENFORCED
);

INSERT INTO payments.payment_funnel_by_hour
SELECT
  FLOOR(created_at TO HOUR),
  status,
  COUNT(*),
  COUNT(DISTINCT order_id),
  COUNT(DISTINCT merchant_id)
FROM silver.payments.payments
GROUP BY FLOOR(created_at TO HOUR), status;
