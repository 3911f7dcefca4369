package io.tributary.bronze.mysql.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Documents as {@code json_binary.h} describes them; what a server writes is in MySqlTypesIT. */
class JsonTextTest {

  @Test
  void whatIsEmptyIsNull() {
    assertThat(JsonText.of(new byte[0])).isEqualTo("null");
    assertThat(JsonText.of(new byte[] {4, 0})).isEqualTo("null");
    assertThat(JsonText.of(new byte[] {4, 1})).isEqualTo("true");
    assertThat(JsonText.of(new byte[] {4, 2})).isEqualTo("false");
  }

  @Test
  void objectsHaveTheirKeysAndValuesByOffset() {
    byte[] document = {
      0,
      2,
      0,
      27,
      0, // a small object of 2 members and 27 bytes
      18,
      0,
      1,
      0,
      19,
      0,
      2,
      0, // where the keys are, and how long
      5,
      -1,
      -1, // an inline int16
      12,
      21,
      0, // a string at 21
      'a',
      (byte) 0xc3,
      (byte) 0xbc, // the keys
      5,
      'x',
      '"',
      '\n',
      1,
      '/'
    };

    assertThat(JsonText.of(document)).isEqualTo("{\"a\": -1, \"ü\": \"x\\\"\\n\\u0001/\"}");
  }

  @Test
  void largeArraysHaveLongOffsets() {
    byte[] document = {
      3, 1, 0, 0, 0, 13, 0, 0, 0, 8, -1, -1, -1, -1,
    };

    assertThat(JsonText.of(document)).isEqualTo("[4294967295]");
  }

  @Test
  void doublesHaveTheFewestDigits() {
    assertThat(number(1)).isEqualTo("1.0");
    assertThat(number(-0.0)).isEqualTo("-0.0");
    assertThat(number(0.1)).isEqualTo("0.1");
    assertThat(number(2e23)).isEqualTo("2e23");
    assertThat(number(100000000000000d)).isEqualTo("100000000000000.0");
    assertThat(number(1e15)).isEqualTo("1e15");
    assertThat(number(1.25e-15)).isEqualTo("0.00000000000000125");
    assertThat(number(-1.25e-16)).isEqualTo("-1.25e-16");
    assertThat(number(Double.MIN_VALUE)).isEqualTo("5e-324");
    assertThat(number(Double.MAX_VALUE)).isEqualTo("1.7976931348623157e308");
  }

  @Test
  void longStringsHaveTheirLengthInSevenBits() {
    byte[] text = "x".repeat(300).getBytes(StandardCharsets.UTF_8);
    ByteBuffer document = ByteBuffer.allocate(303).put((byte) 12).put((byte) 0xac).put((byte) 2);

    assertThat(JsonText.of(document.put(text).array())).hasSize(302);
  }

  @Test
  void whatIsNoDocumentIsRefused() {
    assertThatThrownBy(() -> JsonText.of(new byte[] {0x0d}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> JsonText.of(new byte[] {4, 9}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String number(double value) {
    return JsonText.of(
        ByteBuffer.allocate(9)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put((byte) 0x0b)
            .putDouble(value)
            .array());
  }
}
