package io.tributary.bronze.mysql.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.debezium.relational.Column;
import io.debezium.relational.CustomConverterRegistry;
import io.debezium.relational.Table;
import io.debezium.relational.TableId;
import java.math.BigDecimal;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values of rows as the log and as queries have them: Debezium is given the same. */
class ExactValuesTest {

  private static final TableId TABLE = new TableId("d", null, "t");

  @Test
  void unsignedNumbersHaveNoSign() {
    assertSame("TINYINT UNSIGNED", -1, "255", 255L);
    assertSame("SMALLINT UNSIGNED", -1, "65535", 65_535L);
    assertSame("MEDIUMINT UNSIGNED", -1, "16777215", 16_777_215L);
    assertSame("INTEGER UNSIGNED", -1, "4294967295", 4_294_967_295L);
    assertSame("INT ZEROFILL", 42, "0000000042", 42L);
    assertSame(
        "BIGINT UNSIGNED", -1L, "18446744073709551615", new BigDecimal(Long.toUnsignedString(-1)));
    assertSame("TINYINT", -1, "-1", -1L);
    assertSame("YEAR", 0, "0000", 0L);
  }

  @Test
  void bitsAreNumbers() {
    BitSet bits = BitSet.valueOf(new long[] {513});
    assertThat(convert(column("BIT", 1), bits)).isEqualTo(true);
    assertThat(convert(column("BIT", 10), bits)).isEqualTo(513L);
    assertThat(convert(column("BIT", 10), new byte[] {2, 1})).isEqualTo(513L);
    assertThat(convert(column("BIT", 64), BitSet.valueOf(new long[] {-1})))
        .isEqualTo(new BigDecimal("18446744073709551615"));
    assertThat(convert(column("BIT", 1), new byte[] {0})).isEqualTo(false);
  }

  @Test
  void numbersKeepTheirDigits() {
    assertSame("FLOAT", 0.1f, "0.10000000149011612", 0.1f);
    assertSame("DOUBLE", -0.0, "-0", -0.0);
    assertThat(convert(column("DECIMAL", 65), new BigDecimal("1E-30")))
        .isEqualTo("0.000000000000000000000000000001");
    assertThat(convert(column("DECIMAL", 12), "1.50")).isEqualTo(new BigDecimal("1.50"));
  }

  @Test
  void binaryOfFixedLengthHasIt() {
    assertThat(convert(column("BINARY", 3), new byte[] {1})).isEqualTo(new byte[] {1, 0, 0});
    assertThat(convert(column("VARBINARY", 3), new byte[] {1})).isEqualTo(new byte[] {1});
  }

  @Test
  void textIsLeftToDebezium() {
    for (String type : List.of("VARCHAR", "CHAR", "LONGTEXT", "ENUM", "SET")) {
      CustomConverterRegistry registry = registry();
      assertThat(registry.registerConverterFor(TABLE, column(type, 5), null)).as(type).isEmpty();
    }
  }

  @Test
  void datesAreText() {
    Column date = column("DATE", -1);
    assertThat(convert(date, "2024-02-31")).isEqualTo("2024-02-31");
    assertThat(convert(date, null)).isNull();
    assertThatThrownBy(() -> convert(date, 19_782)).isInstanceOf(ClassCastException.class);
  }

  @Test
  void queriesNameEveryColumn() {
    Table table =
        Table.editor()
            .tableId(TABLE)
            .addColumns(column("INT", -1), Column.editor().name("f`").type("FLOAT").create())
            .create();

    assertThat(new SnapshotRows(table).select("SELECT * FROM `d`.`t` WHERE id > ?"))
        .isEqualTo("SELECT `c`, CAST(`f``` AS DOUBLE) FROM `d`.`t` WHERE id > ?");
    assertThatThrownBy(() -> new SnapshotRows(table).select("SELECT id FROM t"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void membersAreEscapedAndUnescaped() {
    for (String text : List.of("plain", "a\\b", "\\", "it's", "a,b")) {
      assertThat(Members.unescape(Members.escape(text))).isEqualTo(text);
    }
    assertThat(Members.unescape("a\\,b\\\\\\n")).isEqualTo("a,b\\\n");
  }

  private static void assertSame(String type, Object logged, Object read, Object expected) {
    assertThat(convert(column(type, -1), logged)).as(type).isEqualTo(expected);
    assertThat(convert(column(type, -1), read)).as(type).isEqualTo(expected);
  }

  private static Object convert(Column column, Object value) {
    CustomConverterRegistry registry = registry();
    registry.registerConverterFor(TABLE, column, null);
    return registry.getValueConverter(TABLE, column).orElseThrow().convert(value);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static CustomConverterRegistry registry() {
    return new CustomConverterRegistry((List) List.of(new ExactValues()));
  }

  private static Column column(String type, int length) {
    return Column.editor().name("c").type(type).length(length).create();
  }
}
