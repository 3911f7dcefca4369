package io.tributary.bronze.mysql.value;

import com.github.shyiko.mysql.binlog.event.deserialization.AbstractRowsEventDataDeserializer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The text of a JSON document that the log has in MySQL's binary form (MySQL 8.0 Source Code
 * Documentation, {@code json_binary.h}): the same, character by character, that a query gives.
 */
final class JsonText {

  private static final int SMALL_OBJECT = 0x00;
  private static final int LARGE_OBJECT = 0x01;
  private static final int SMALL_ARRAY = 0x02;
  private static final int LARGE_ARRAY = 0x03;
  private static final int LITERAL = 0x04;
  private static final int INT16 = 0x05;
  private static final int UINT16 = 0x06;
  private static final int INT32 = 0x07;
  private static final int UINT32 = 0x08;
  private static final int INT64 = 0x09;
  private static final int UINT64 = 0x0a;
  private static final int DOUBLE = 0x0b;
  private static final int STRING = 0x0c;
  private static final int OPAQUE = 0x0f;

  private static final int TYPE_TIMESTAMP = 7;
  private static final int TYPE_DATE = 10;
  private static final int TYPE_TIME = 11;
  private static final int TYPE_DATETIME = 12;
  private static final int TYPE_DECIMAL = 246;

  /** Numbers with more digits before the point, or more zeros behind it, have an exponent. */
  private static final int PLAIN_DIGITS = 15;

  private static final String HEX = "0123456789abcdef";

  private final ByteBuffer bytes;
  private final StringBuilder text = new StringBuilder();

  private JsonText(byte[] document) {
    bytes = ByteBuffer.wrap(document).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * @param document empty for the null that MySQL puts into a column that must not be NULL
   * @throws IllegalArgumentException for what is no such document
   */
  static String of(byte[] document) {
    if (document.length == 0) {
      return "null";
    }
    JsonText json = new JsonText(document);
    json.value(document[0], 1);
    return json.text.toString();
  }

  private void value(int type, int at) {
    switch (type) {
      case SMALL_OBJECT:
      case LARGE_OBJECT:
        container(at, type == LARGE_OBJECT, true);
        break;
      case SMALL_ARRAY:
      case LARGE_ARRAY:
        container(at, type == LARGE_ARRAY, false);
        break;
      case LITERAL:
        text.append(literal(bytes.get(at)));
        break;
      case INT16:
        text.append(bytes.getShort(at));
        break;
      case UINT16:
        text.append(bytes.getShort(at) & 0xffff);
        break;
      case INT32:
        text.append(bytes.getInt(at));
        break;
      case UINT32:
        text.append(bytes.getInt(at) & 0xffff_ffffL);
        break;
      case INT64:
        text.append(bytes.getLong(at));
        break;
      case UINT64:
        text.append(Long.toUnsignedString(bytes.getLong(at)));
        break;
      case DOUBLE:
        text.append(number(bytes.getDouble(at)));
        break;
      case STRING:
        int[] length = length(at);
        string(length[1], length[0]);
        break;
      case OPAQUE:
        opaque(at);
        break;
      default:
        throw new IllegalArgumentException("JSON has no values of type " + type);
    }
  }

  /** Counts and offsets have 2 bytes, in a large one 4; offsets are from the container's begin. */
  private void container(int at, boolean large, boolean object) {
    int width = large ? Integer.BYTES : Short.BYTES;
    int count = unsigned(at, large);
    int keys = at + 2 * width;
    int values = object ? keys + count * (width + Short.BYTES) : keys;
    text.append(object ? '{' : '[');
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        text.append(", ");
      }
      if (object) {
        int key = keys + i * (width + Short.BYTES);
        string(at + unsigned(key, large), bytes.getShort(key + width) & 0xffff);
        text.append(": ");
      }
      int value = values + i * (1 + width);
      int type = bytes.get(value);
      value(type, isInline(type, large) ? value + 1 : at + unsigned(value + 1, large));
    }
    text.append(object ? '}' : ']');
  }

  private static boolean isInline(int type, boolean large) {
    return type == LITERAL
        || type == INT16
        || type == UINT16
        || (large && (type == INT32 || type == UINT32));
  }

  private int unsigned(int at, boolean large) {
    return large ? bytes.getInt(at) : bytes.getShort(at) & 0xffff;
  }

  private static String literal(int code) {
    switch (code) {
      case 0:
        return "null";
      case 1:
        return "true";
      case 2:
        return "false";
      default:
        throw new IllegalArgumentException("JSON has no literal " + code);
    }
  }

  /** A length in groups of seven bits, the lowest first, and where what is that long begins. */
  private int[] length(int at) {
    int length = 0;
    int next = at;
    int shift = 0;
    byte group;
    do {
      group = bytes.get(next++);
      length |= (group & 0x7f) << shift;
      shift += 7;
    } while (group < 0);
    return new int[] {length, next};
  }

  private void string(int at, int length) {
    quoted(new String(bytes.array(), at, length, StandardCharsets.UTF_8));
  }

  private void quoted(String string) {
    text.append('"');
    for (int i = 0; i < string.length(); i++) {
      char character = string.charAt(i);
      int escape = "\"\\\b\f\n\r\t".indexOf(character);
      if (escape >= 0) {
        text.append('\\').append("\"\\bfnrt".charAt(escape));
      } else if (character < ' ') {
        text.append("\\u00").append(HEX.charAt(character >> 4)).append(HEX.charAt(character & 0xf));
      } else {
        text.append(character);
      }
    }
    text.append('"');
  }

  /** The fewest digits that mean the same number. */
  private static String number(double value) {
    if (value == 0) {
      return Double.toString(value);
    }
    BigDecimal exact = new BigDecimal(value);
    BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    while (shortest.precision() > 1) {
      BigDecimal shorter =
          exact.round(new MathContext(shortest.precision() - 1, RoundingMode.HALF_EVEN));
      if (shorter.doubleValue() != value) {
        break;
      }
      shortest = shorter.stripTrailingZeros();
    }
    int point = shortest.precision() - shortest.scale();
    if (point < -PLAIN_DIGITS + 1 || point > PLAIN_DIGITS) {
      String digits = shortest.unscaledValue().abs().toString();
      return (value < 0 ? "-" : "")
          + digits.charAt(0)
          + (digits.length() > 1 ? "." + digits.substring(1) : "")
          + "e"
          + (point - 1);
    }
    String plain = shortest.toPlainString();
    return plain.indexOf('.') < 0 ? plain + ".0" : plain;
  }

  private void opaque(int at) {
    int type = bytes.get(at) & 0xff;
    int[] length = length(at + 1);
    int data = length[1];
    switch (type) {
      case TYPE_DECIMAL:
        byte[] digits = new byte[length[0] - 2];
        System.arraycopy(bytes.array(), data + 2, digits, 0, digits.length);
        text.append(
            AbstractRowsEventDataDeserializer.asBigDecimal(
                    bytes.get(data), bytes.get(data + 1), digits)
                .toPlainString());
        break;
      case TYPE_DATE:
        text.append('"').append(date(bytes.getLong(data))).append('"');
        break;
      case TYPE_TIME:
        long time = bytes.getLong(data);
        text.append(time < 0 ? "\"-" : "\"").append(time(Math.abs(time), 0x3ff)).append('"');
        break;
      case TYPE_DATETIME:
      case TYPE_TIMESTAMP:
        long moment = bytes.getLong(data);
        text.append('"').append(date(moment)).append(' ').append(time(moment, 0x1f)).append('"');
        break;
      default:
        byte[] other = new byte[length[0]];
        System.arraycopy(bytes.array(), data, other, 0, other.length);
        quoted("base64:type" + type + ":" + Base64.getEncoder().encodeToString(other));
    }
  }

  private static String date(long packed) {
    int yearMonth = (int) (packed >> 46) & 0x1ffff;
    return digits(4, yearMonth / 13)
        + "-"
        + digits(2, yearMonth % 13)
        + "-"
        + digits(2, packed >> 41 & 0x1f);
  }

  private static String time(long packed, int hours) {
    return digits(2, packed >> 36 & hours)
        + ":"
        + digits(2, packed >> 30 & 0x3f)
        + ":"
        + digits(2, packed >> 24 & 0x3f)
        + "."
        + digits(6, packed & 0xff_ffff);
  }

  private static String digits(int digits, long number) {
    String digitsOfNumber = Long.toString(number);
    return "0".repeat(Math.max(0, digits - digitsOfNumber.length())) + digitsOfNumber;
  }
}
