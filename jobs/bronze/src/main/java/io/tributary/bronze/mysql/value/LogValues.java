package io.tributary.bronze.mysql.value;

import com.github.shyiko.mysql.binlog.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Values of rows as the binary log stores them (MySQL 8.0 Source Code Documentation, "Rows event").
 * Dates and times become the text that MySQL prints, so that those that no calendar has are told,
 * too: {@code 2024-02-31}, {@code 0000-00-00 00:00:00.000}.
 *
 * <p>Each method reads one value of the stream, and takes as {@code digits} the column's digits of
 * a second, 0 to 6.
 */
public final class LogValues {

  private static final int ONE_BYTE_LENGTHS = 256;
  private static final int TIME_BYTES = 3;
  private static final int DATETIME_BYTES = 5;
  private static final int TIMESTAMP_BYTES = 4;
  private static final int FIRST_YEAR = 1900;

  private LogValues() {}

  /**
   * The bytes of {@code CHAR}, {@code VARCHAR}, {@code BINARY} and {@code VARBINARY}: without the
   * spaces or zero bytes at the end of those of fixed length.
   *
   * @param length the column's greatest length, in bytes
   */
  public static byte[] characters(int length, ByteArrayInputStream in) throws IOException {
    return in.read(in.readInteger(length < ONE_BYTE_LENGTHS ? 1 : 2));
  }

  /** A {@code DATE}: {@code 2024-02-29}. */
  public static String date(ByteArrayInputStream in) throws IOException {
    int packed = in.readInteger(3);
    return date(packed >> 9, packed >> 5 & 0xf, packed & 0x1f);
  }

  /** A {@code DATETIME}: {@code 2024-02-29 12:34:56.789}. */
  public static String datetime(int digits, ByteArrayInputStream in) throws IOException {
    long packed = bigEndian(DATETIME_BYTES, in);
    int yearMonth = (int) (packed >> 22) & 0x1ffff;
    return date(yearMonth / 13, yearMonth % 13, (int) (packed >> 17) & 0x1f)
        + " "
        + time((int) packed & 0x1ffff)
        + fraction(digits, bigEndian(fractionBytes(digits), in));
  }

  /** A {@code TIMESTAMP} in UTC; the zero timestamp, which it stores as the epoch, as zeros. */
  public static String timestamp(int digits, ByteArrayInputStream in) throws IOException {
    long seconds = bigEndian(TIMESTAMP_BYTES, in);
    long fraction = bigEndian(fractionBytes(digits), in);
    return instant(seconds, fraction) + fraction(digits, fraction);
  }

  /** A {@code TIME}: {@code -838:59:59.000}. */
  public static String time(int digits, ByteArrayInputStream in) throws IOException {
    int bytes = fractionBytes(digits);
    long offset = 1L << (8 * (TIME_BYTES + bytes) - 1);
    long packed = bigEndian(TIME_BYTES + bytes, in) - offset;
    long absolute = Math.abs(packed);
    return (packed < 0 ? "-" : "")
        + time((int) (absolute >> 8 * bytes))
        + fraction(digits, absolute & ((1L << 8 * bytes) - 1));
  }

  /** A {@code YEAR}: 0, or 1901 to 2155. */
  public static int year(ByteArrayInputStream in) throws IOException {
    int years = in.readInteger(1);
    return years == 0 ? 0 : FIRST_YEAR + years;
  }

  /** A {@code DATETIME} of a table that was made before MySQL 5.6. */
  public static String oldDatetime(ByteArrayInputStream in) throws IOException {
    long number = in.readLong(8);
    int date = (int) (number / 1_000_000);
    return date(date / 10_000, date / 100 % 100, date % 100)
        + " "
        + ofNumber((int) (number % 1_000_000));
  }

  /** A {@code TIMESTAMP} of a table that was made before MySQL 5.6. */
  public static String oldTimestamp(ByteArrayInputStream in) throws IOException {
    return instant(in.readLong(4), 0);
  }

  /** A {@code TIME} of a table that was made before MySQL 5.6. */
  public static String oldTime(ByteArrayInputStream in) throws IOException {
    int number = in.readInteger(3) << 8 >> 8;
    return (number < 0 ? "-" : "") + ofNumber(Math.abs(number));
  }

  private static String instant(long seconds, long fraction) {
    if (seconds == 0 && fraction == 0) {
      return date(0, 0, 0) + " " + time(0);
    }
    LocalDateTime time = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
    return date(time.getYear(), time.getMonthValue(), time.getDayOfMonth())
        + " "
        + time(time.getHour(), time.getMinute(), time.getSecond());
  }

  private static String date(int year, int month, int day) {
    return digits(4, year) + "-" + digits(2, month) + "-" + digits(2, day);
  }

  /** Hours, and six bits each of minutes and seconds. */
  private static String time(int packed) {
    return time(packed >> 12, packed >> 6 & 0x3f, packed & 0x3f);
  }

  /** {@code hhmmss} in decimal digits. */
  private static String ofNumber(int number) {
    return time(number / 10_000, number / 100 % 100, number % 100);
  }

  private static String time(int hours, int minutes, int seconds) {
    return digits(2, hours) + ":" + digits(2, minutes) + ":" + digits(2, seconds);
  }

  private static int fractionBytes(int digits) {
    return (digits + 1) / 2;
  }

  /** A byte holds two digits, the last of which is zero if the column has one less. */
  private static String fraction(int digits, long stored) {
    if (digits == 0) {
      return "";
    }
    return "." + digits(2 * fractionBytes(digits), stored).substring(0, digits);
  }

  /** The number with zeros before it, so that it has so many digits at least. */
  private static String digits(int digits, long number) {
    String text = Long.toString(number);
    return text.length() >= digits ? text : "0".repeat(digits - text.length()) + text;
  }

  private static long bigEndian(int bytes, ByteArrayInputStream in) throws IOException {
    long number = 0;
    for (int i = 0; i < bytes; i++) {
      number = number << 8 | in.read();
    }
    return number;
  }
}
