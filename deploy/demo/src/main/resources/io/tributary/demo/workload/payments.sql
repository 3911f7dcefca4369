-- A payments provider's database: merchants sell to customers, orders are paid, payments refunded.
-- The types and shapes are those that make capture hard: composite and text keys, keys that change,
-- decimals, fractional seconds in UTC and in local time, enums, unsigned integers, JSON, and NULLs.

CREATE DATABASE payments CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

CREATE TABLE payments.merchants (
  id         BIGINT        NOT NULL,
  name       VARCHAR(120)  NOT NULL,
  country    CHAR(2)       NOT NULL,
  category   ENUM('GROCERY','FASHION','ELECTRONICS','TRAVEL','GAMES','SERVICES') NOT NULL,
  fee_rate   DECIMAL(6,4)  NOT NULL,
  settings   JSON          NULL,
  created_at TIMESTAMP(3)  NOT NULL,
  active     BOOLEAN       NOT NULL DEFAULT TRUE,
  PRIMARY KEY (id),
  KEY merchants_by_country (country)
);

CREATE TABLE payments.customers (
  id         BIGINT        NOT NULL,
  email      VARCHAR(190)  NOT NULL,
  full_name  VARCHAR(120)  NULL,
  birth_date DATE          NULL,
  country    CHAR(2)       NOT NULL,
  created_at DATETIME(3)   NOT NULL,
  updated_at DATETIME(6)   NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  PRIMARY KEY (id),
  KEY customers_by_email (email)
);

CREATE TABLE payments.orders (
  id          BIGINT        NOT NULL,
  merchant_id BIGINT        NOT NULL,
  customer_id BIGINT        NULL,
  status      ENUM('CREATED','PAID','SHIPPED','CANCELLED') NOT NULL DEFAULT 'CREATED',
  amount      DECIMAL(12,2) NOT NULL,
  currency    CHAR(3)       NOT NULL,
  note        VARCHAR(500)  NULL,
  created_at  DATETIME(3)   NOT NULL,
  updated_at  DATETIME(6)   NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  PRIMARY KEY (id),
  KEY orders_by_merchant (merchant_id, created_at)
);

CREATE TABLE payments.order_lines (
  order_id   BIGINT        NOT NULL,
  line_no    INT           NOT NULL,
  sku        VARCHAR(40)   NOT NULL,
  quantity   INT UNSIGNED  NOT NULL,
  unit_price DECIMAL(12,2) NOT NULL,
  PRIMARY KEY (order_id, line_no)
);

CREATE TABLE payments.payments (
  id          CHAR(26)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  order_id    BIGINT        NOT NULL,
  merchant_id BIGINT        NOT NULL,
  status      ENUM('INITIATED','AUTHORIZED','CAPTURED','FAILED','VOIDED') NOT NULL,
  amount      DECIMAL(12,2) NOT NULL,
  currency    CHAR(3)       NOT NULL,
  method      ENUM('CARD','WALLET','TRANSFER') NOT NULL,
  captured_at DATETIME(3)   NULL,
  created_at  DATETIME(3)   NOT NULL,
  updated_at  DATETIME(6)   NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  PRIMARY KEY (id),
  KEY payments_by_order (order_id)
);

CREATE TABLE payments.refunds (
  id          BIGINT        NOT NULL,
  payment_id  CHAR(26)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  merchant_id BIGINT        NOT NULL,
  amount      DECIMAL(12,2) NOT NULL,
  currency    CHAR(3)       NOT NULL,
  refunded_at DATETIME(3)   NOT NULL,
  reason      VARCHAR(200)  NULL,
  PRIMARY KEY (id),
  KEY refunds_by_payment (payment_id)
);
