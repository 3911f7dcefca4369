-- Orders by status and day; partitioned by day, like the orders themselves.
CREATE TABLE payments.orders_by_day (
  status STRING,
  orders BIGINT,
  amount DECIMAL(20, 2),
  order_day STRING,
  PRIMARY KEY (status, order_day) NOT ENFORCED
) PARTITIONED BY (order_day) WITH ('buckets' = '1');

INSERT INTO payments.orders_by_day
SELECT status, COUNT(*), CAST(SUM(amount) AS DECIMAL(20, 2)), DATE_FORMAT(created_at, 'yyyy-MM-dd')
FROM silver.payments.orders
GROUP BY status, DATE_FORMAT(created_at, 'yyyy-MM-dd');
