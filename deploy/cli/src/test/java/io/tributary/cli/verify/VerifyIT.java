package io.tributary.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.cli.TestLake;
import io.tributary.cli.TestLake.Outcome;
import io.tributary.embedded.EmbeddedMySql;
import io.tributary.embedded.Progress;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code verify} with a real server and real tables. */
class VerifyIT {

  @TempDir static Path directory;
  private static EmbeddedMySql mysql;

  @BeforeAll
  static void startServer() {
    mysql = EmbeddedMySql.start(directory.resolve("mysql"), Progress.NONE);
  }

  @AfterAll
  static void stopServer() {
    mysql.close();
  }

  @Test
  void equalTablesAreEqual() throws Exception {
    TestLake lake = orders("equal");
    lake.write(
        "equal.orders",
        lake.row("equal.orders", 1, "PAID", money("10.50"), "mon", "mon"),
        lake.row("equal.orders", 2, "NEW", null, "tue", "tue"));
    lake.write(
        "equal.lines", lake.row("equal.lines", "a", 1, "x"), lake.row("equal.lines", "A", 1, "y"));
    lake.write(
        "equal.notes",
        lake.row("equal.notes", 1, "kept", false),
        lake.row("equal.notes", 2, "gone", true));

    Outcome outcome = lake.run("verify");

    assertThat(outcome.out()).contains("Equal: 3 tables, 5 rows.");
    assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isEqualTo(0);
  }

  @Test
  void everyKindOfDifferenceIsFound() throws Exception {
    TestLake lake = orders("differ");
    lake.write(
        "differ.orders",
        lake.row("differ.orders", 1, "PAID", money("10.51"), "mon", "tue"),
        lake.row("differ.orders", 1, "PAID", money("10.50"), "mon", "sun"),
        lake.row("differ.orders", 7, "NEW", null, "tue", "tue"),
        lake.row("differ.orders", 3, "TEST", null, "tue", "tue"));
    lake.write("differ.lines", lake.row("differ.lines", "a", 1, "z"));
    lake.write("differ.notes", lake.row("differ.notes", 1, "kept", true));

    Outcome outcome = lake.run("verify", "--format", "json");

    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(1);
    JsonNode json = new ObjectMapper().readTree(outcome.out());
    assertThat(json.get("equal").asBoolean()).isFalse();
    JsonNode orders = json.get("tables").get(0);
    assertThat(orders.get("table").asText()).isEqualTo("differ.orders");
    assertThat(orders.get("source_rows").asLong()).isEqualTo(2);
    assertThat(orders.get("silver_rows").asLong()).isEqualTo(4);
    assertThat(orders.get("missing").asLong()).isEqualTo(1);
    assertThat(orders.get("extra").asLong()).isEqualTo(2);
    assertThat(orders.get("different").asLong()).isEqualTo(1);
    assertThat(orders.get("duplicate").asLong()).isEqualTo(1);
    assertThat(orders.get("differing_rows").asLong()).isEqualTo(5);
    assertThat(json.get("tables").get(1).get("missing").asLong()).isEqualTo(1);
    assertThat(json.get("tables").get(1).get("examples").get(1).toString())
        .contains("\"key\":\"code=a, line_no=1\"", "\"source\":\"x\",\"silver\":\"z\"");
    assertThat(json.get("tables").get(2).get("examples").get(0).toString())
        .contains("\"column\":\"_deleted\",\"source\":\"false\",\"silver\":\"true\"");

    Outcome text = lake.run("verify", "--tables", "differ.orders", "--show", "1");
    assertThat(text.out())
        .contains("Not equal: 5 rows differ in 1 table, 4 rows.", "missing: id=2", "and 1 more");
  }

  @Test
  void valuesWithoutAColumnMustBeRescued() throws Exception {
    TestLake.execute(
        mysql,
        "CREATE DATABASE later",
        "CREATE TABLE later.orders (id INT PRIMARY KEY, amount DECIMAL(5,2))");
    TestLake lake =
        new TestLake(directory.resolve("later"), mysql, "later\\..*", "- table: later.orders")
            .register(mysql);
    TestLake.execute(
        mysql,
        "ALTER TABLE later.orders ADD COLUMN channel VARCHAR(20), MODIFY amount DECIMAL(9,2)",
        "INSERT INTO later.orders VALUES (1, 1.50, 'web'), (2, 2, NULL), (3, 1234567.89, 'pos'),"
            + " (4, 4, 'lost')");
    lake.write(
        "later.orders",
        lake.rescued("later.orders", "{\"channel\":\"web\"}", 1, money("1.50", 5)),
        lake.rescued("later.orders", null, 2, money("2.00", 5)),
        lake.rescued("later.orders", "{\"amount\":\"1234567.89\",\"channel\":\"pos\"}", 3, null),
        lake.rescued("later.orders", null, 4, money("4.00", 5)));

    Outcome outcome = lake.run("verify");

    assertThat(outcome.out())
        .contains("Not equal: 1 row differ", "_rescued.channel: source 'lost', silver NULL");
    assertThat(outcome.exitCode()).isEqualTo(1);
  }

  @Test
  void datesThatNoCalendarHasMustBeRescued() throws Exception {
    TestLake.execute(
        mysql,
        "CREATE DATABASE dates",
        "CREATE TABLE dates.days (id INT PRIMARY KEY, day DATE, moment DATETIME(3),"
            + " seen TIMESTAMP NULL)",
        "SET SESSION sql_mode = 'ALLOW_INVALID_DATES'",
        "INSERT INTO dates.days VALUES (1, '2024-02-31', '0000-00-00', '0000-00-00'),"
            + " (2, '0000-01-01', NULL, NULL), (3, '2024-00-00', NULL, NULL)");
    TestLake lake =
        new TestLake(directory.resolve("dates"), mysql, "dates\\..*", "- table: dates.days")
            .register(mysql);
    lake.write(
        "dates.days",
        lake.rescued(
            "dates.days",
            "{\"day\":\"2024-02-31\",\"moment\":\"0000-00-00 00:00:00.000\","
                + "\"seen\":\"0000-00-00 00:00:00\"}",
            1,
            null,
            null,
            null),
        lake.rescued("dates.days", "{\"day\":\"0000-01-01\"}", 2, null, null, null),
        lake.rescued("dates.days", null, 3, null, null, null));

    Outcome outcome = lake.run("verify");

    assertThat(outcome.out())
        .contains(
            "Not equal: 1 row differ", "id=3", "_rescued.day: source '2024-00-00', silver NULL");
    assertThat(outcome.exitCode()).isEqualTo(1);
  }

  @Test
  void everyTypeIsComparedExactly() throws Exception {
    TestLake.execute(
        mysql,
        new String(
                VerifyIT.class.getResourceAsStream("/types.sql").readAllBytes(),
                StandardCharsets.UTF_8)
            .split(";\\s*\n"));
    TestLake.execute(mysql, "UPDATE types.every SET single_f = 16777215 WHERE id = 1");
    TestLake lake =
        new TestLake(directory.resolve("types"), mysql, "types\\..*", "- table: types.every")
            .register(mysql);
    lake.write("types.every", everyType(lake));

    Outcome outcome = lake.run("verify");

    assertThat(outcome.out()).contains("Equal: 1 table, 3 rows.");
    assertThat(outcome.exitCode()).isEqualTo(0);
  }

  @Test
  void whatCannotBeComparedIsSaid() throws Exception {
    TestLake.execute(mysql, "CREATE DATABASE early", "CREATE TABLE early.t (id INT PRIMARY KEY)");
    TestLake lake =
        new TestLake(directory.resolve("early"), mysql, "early\\..*", "- table: early.t");

    assertThat(lake.run("verify"))
        .satisfies(outcome -> assertThat(outcome.exitCode()).isEqualTo(2))
        .satisfies(outcome -> assertThat(outcome.out()).contains("silver has no such table yet"));
    assertThat(lake.run("verify", "--tables", "early.u").err()).contains("early.u is no table");

    lake.register(mysql);
    TestLake.execute(mysql, "INSERT INTO early.t VALUES (1)");
    assertThat(lake.run("verify"))
        .satisfies(outcome -> assertThat(outcome.exitCode()).isEqualTo(1))
        .satisfies(outcome -> assertThat(outcome.out()).contains("missing: id=1"));
    TestLake.execute(mysql, "DROP TABLE early.t");
    assertThat(lake.run("verify"))
        .satisfies(outcome -> assertThat(outcome.exitCode()).isEqualTo(2))
        .satisfies(outcome -> assertThat(outcome.out()).contains("no such table any more"));
  }

  /** A lake of three tables, with rows in the source. */
  private static TestLake orders(String database) throws Exception {
    TestLake.execute(
        mysql,
        "CREATE DATABASE " + database,
        "CREATE TABLE "
            + database
            + ".orders (id INT PRIMARY KEY, status VARCHAR(20), amount DECIMAL(12,2),"
            + " placed VARCHAR(10))",
        "CREATE TABLE "
            + database
            + ".lines (code VARCHAR(5) COLLATE utf8mb4_0900_as_cs, line_no INT, text VARCHAR(20),"
            + " PRIMARY KEY (code, line_no))",
        "CREATE TABLE " + database + ".notes (id INT PRIMARY KEY, text VARCHAR(20))",
        "INSERT INTO "
            + database
            + ".orders VALUES (1, ' paid', 10.50, 'mon'), (2, 'new', NULL, 'tue'),"
            + " (3, 'TEST', 1, 'mon')",
        "INSERT INTO " + database + ".lines VALUES ('a', 1, 'x'), ('A', 1, 'y')",
        "INSERT INTO " + database + ".notes VALUES (1, 'kept')");
    return new TestLake(
            directory.resolve(database),
            mysql,
            database + "\\..*",
            """
            - table: %1$s.orders
              partition_by: placed
              columns: {status: "UPPER(TRIM(status))"}
              where: status <> 'TEST'
            - table: %1$s.lines
            - table: %1$s.notes
              delete: soft
            """
                .formatted(database))
        .register(mysql);
  }

  private static RowData[] everyType(TestLake lake) {
    return new RowData[] {
      lake.row(
          "types.every",
          1,
          -128,
          255,
          1,
          -32768,
          65535,
          -8388608,
          16777215,
          4294967295L,
          Long.MIN_VALUE,
          decimal("18446744073709551615", 20, 0),
          decimal("-1234567890.12", 12, 2),
          decimal("123456789012345678901234567890.12345678", 38, 8),
          "12345678901234567890123456789012345.123456789012345678901234567890",
          decimal("42", 10, 0),
          16777215f,
          -2.25e100,
          true,
          0b1000000001L,
          decimal("18446744073709551615", 20, 0),
          date("2024-02-29"),
          time("2024-02-29T12:34:56"),
          time("2024-02-29T12:34:56.789"),
          time("1000-01-01T00:00:00.000001"),
          time("2024-02-29T12:34:56.123456"),
          "-838:59:58.500000",
          "25:00:01",
          2024,
          "abc",
          "Grüße 😀",
          "long text",
          "café",
          new byte[] {1, 2, 3, 4},
          new byte[] {0, (byte) 0xff},
          new byte[] {(byte) 0xde, (byte) 0xad, (byte) 0xbe, (byte) 0xef},
          "b",
          "x,z",
          "{\"k\":[1,2.5,\"z\"]}",
          point(1, 2),
          2),
      lake.row(
          "types.every",
          2,
          0,
          0,
          0,
          0,
          0,
          0,
          0,
          0L,
          0L,
          decimal("0", 20, 0),
          decimal("0", 12, 2),
          decimal("0", 38, 8),
          "0." + "0".repeat(30),
          decimal("0", 10, 0),
          0f,
          0d,
          false,
          0L,
          decimal("0", 20, 0),
          date("1970-01-01"),
          time("1970-01-01T00:00:00"),
          time("1970-01-01T00:00:00"),
          time("1970-01-01T00:00:00"),
          time("1970-01-01T00:00:01"),
          "00:00:00.000000",
          "00:00:00",
          1970,
          "",
          "",
          "",
          "",
          new byte[4],
          new byte[0],
          new byte[0],
          "a",
          "",
          "null",
          point(0, 0),
          4),
      lake.row("types.every", nulls(40, 3, 6))
    };
  }

  /** Nulls, but for the id and what the database generates of it. */
  private static Object[] nulls(int columns, int first, int last) {
    Object[] values = new Object[columns];
    values[0] = first;
    values[columns - 1] = last;
    return values;
  }

  private static DecimalData money(String text) {
    return money(text, 12);
  }

  private static DecimalData money(String text, int precision) {
    return decimal(text, precision, 2);
  }

  private static DecimalData decimal(String text, int precision, int scale) {
    return DecimalData.fromBigDecimal(new BigDecimal(text), precision, scale);
  }

  private static int date(String text) {
    return (int) LocalDate.parse(text).toEpochDay();
  }

  private static TimestampData time(String text) {
    return TimestampData.fromLocalDateTime(LocalDateTime.parse(text));
  }

  /** As MySQL stores it: SRID, byte order, type, coordinates. */
  private static byte[] point(double x, double y) {
    return ByteBuffer.allocate(25)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(0)
        .put((byte) 1)
        .putInt(1)
        .putDouble(x)
        .putDouble(y)
        .array();
  }
}
