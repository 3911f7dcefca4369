package io.tributary.bronze.mysql.value;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** Bytes of row events, as MySQL's server writes them. */
class LogValuesTest {

  @Test
  void datesAreTextWhateverTheyAre() throws IOException {
    assertThat(LogValues.date(littleEndian(3, 2024 << 9 | 2 << 5 | 31))).isEqualTo("2024-02-31");
    assertThat(LogValues.date(littleEndian(3, 0))).isEqualTo("0000-00-00");
    assertThat(LogValues.date(littleEndian(3, 9999 << 9 | 12 << 5 | 31))).isEqualTo("9999-12-31");
    assertThat(LogValues.date(littleEndian(3, 1 << 9 | 1 << 5 | 1))).isEqualTo("0001-01-01");
  }

  @Test
  void dateTimesHaveTheColumnsDigits() throws IOException {
    assertThat(LogValues.datetime(0, bytes("99b2ba8cb8"))).isEqualTo("2024-02-29 08:50:56");
    assertThat(LogValues.datetime(1, bytes("99b2ba8cb85a"))).isEqualTo("2024-02-29 08:50:56.9");
    assertThat(LogValues.datetime(3, bytes("99b2ba8cb81ed2"))).isEqualTo("2024-02-29 08:50:56.789");
    assertThat(LogValues.datetime(6, bytes("99b2ba8cb8000001")))
        .isEqualTo("2024-02-29 08:50:56.000001");
    assertThat(LogValues.datetime(0, bytes("8000000000"))).isEqualTo("0000-00-00 00:00:00");
    assertThat(LogValues.oldDatetime(littleEndian(8, 20240231235959L)))
        .isEqualTo("2024-02-31 23:59:59");
  }

  @Test
  void timestampsAreInUtcAndTheZeroOneIsZeros() throws IOException {
    assertThat(LogValues.timestamp(0, bytes("00000001"))).isEqualTo("1970-01-01 00:00:01");
    assertThat(LogValues.timestamp(6, bytes("7fffffff0f423f")))
        .isEqualTo("2038-01-19 03:14:07.999999");
    assertThat(LogValues.timestamp(0, bytes("00000000"))).isEqualTo("0000-00-00 00:00:00");
    assertThat(LogValues.timestamp(2, bytes("0000000000"))).isEqualTo("0000-00-00 00:00:00.00");
    assertThat(LogValues.oldTimestamp(littleEndian(4, 1))).isEqualTo("1970-01-01 00:00:01");
  }

  @Test
  void negativeTimesBorrowFromTheirHours() throws IOException {
    assertThat(LogValues.time(0, bytes("800001"))).isEqualTo("00:00:01");
    assertThat(LogValues.time(0, bytes("7fffff"))).isEqualTo("-00:00:01");
    assertThat(LogValues.time(0, bytes("7ff000"))).isEqualTo("-01:00:00");
    assertThat(LogValues.time(2, bytes("7fffffce"))).isEqualTo("-00:00:00.50");
    assertThat(LogValues.time(3, bytes("7fffffec78"))).isEqualTo("-00:00:00.500");
    assertThat(LogValues.time(6, bytes("7fffffffffff"))).isEqualTo("-00:00:00.000001");
    assertThat(LogValues.time(0, bytes("b46efb"))).isEqualTo("838:59:59");
    assertThat(LogValues.time(0, bytes("4b9105"))).isEqualTo("-838:59:59");
    assertThat(LogValues.oldTime(littleEndian(3, -8385959))).isEqualTo("-838:59:59");
  }

  @Test
  void yearsAreNumbers() throws IOException {
    assertThat(LogValues.year(bytes("00"))).isZero();
    assertThat(LogValues.year(bytes("01"))).isEqualTo(1901);
    assertThat(LogValues.year(bytes("ff"))).isEqualTo(2155);
  }

  @Test
  void charactersAreTheirBytes() throws IOException {
    assertThat(LogValues.characters(255, bytes("0261ff"))).containsExactly(0x61, -1);
    assertThat(LogValues.characters(256, bytes("010061"))).containsExactly(0x61);
  }

  private static ByteArrayInputStream bytes(String hex) {
    byte[] bytes = new byte[hex.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
    }
    return new ByteArrayInputStream(bytes);
  }

  private static ByteArrayInputStream littleEndian(int length, long number) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = BigInteger.valueOf(number).shiftRight(8 * i).byteValue();
    }
    return new ByteArrayInputStream(bytes);
  }
}
