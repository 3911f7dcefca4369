package org.apache.flink.cdc.connectors.mysql.source.utils;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Stands in for Flink CDC's class of this name, by which it divides a table into chunks of its key:
 * its own compares bytes by where they are in memory, and may never come to the end of a table with
 * a binary key.
 */
public final class ObjectUtils {

  private ObjectUtils() {}

  /**
   * The number so much further on, of the same class.
   *
   * @throws ArithmeticException if the class has no such number
   */
  public static Object plus(Object number, int step) {
    if (number instanceof Integer) {
      return Math.addExact((Integer) number, step);
    }
    if (number instanceof Long) {
      return Math.addExact((Long) number, step);
    }
    if (number instanceof BigInteger) {
      return ((BigInteger) number).add(BigInteger.valueOf(step));
    }
    return ((BigDecimal) number).add(BigDecimal.valueOf(step));
  }

  /** How far the numbers are apart. */
  public static BigDecimal minus(Object number, Object from) {
    return new BigDecimal(number.toString()).subtract(new BigDecimal(from.toString()));
  }

  /** Compares keys of one class; bytes as MySQL does. */
  @SuppressWarnings("unchecked")
  public static int compare(Object one, Object other) {
    if (one instanceof byte[] && other instanceof byte[]) {
      return Arrays.compareUnsigned((byte[]) one, (byte[]) other);
    }
    return one instanceof Comparable && one.getClass() == other.getClass()
        ? ((Comparable<Object>) one).compareTo(other)
        : one.toString().compareTo(other.toString());
  }

  /** Compares as {@link Double#compare}. */
  public static int doubleCompare(double one, double other) {
    return Double.compare(one, other);
  }
}
