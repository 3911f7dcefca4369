package io.tributary.cli.infer;

import java.math.BigDecimal;
import org.bson.BsonValue;

/** What numbers were seen at a place, as far as their type depends on it. */
final class Numbers {

  private long special;
  private long inexactDoubles;
  private long outsideLong;
  private int integerDigits = 1;
  private int scale;

  /**
   * @param value of one of BSON's numeric types
   */
  void add(BsonValue value) {
    BigDecimal number = exact(value);
    if (number == null) {
      special++;
      return;
    }
    double rounded = number.doubleValue();
    if (!value.isDouble()
        && (!Double.isFinite(rounded) || new BigDecimal(rounded).compareTo(number) != 0)) {
      inexactDoubles++;
    }
    if (!isLong(number)) {
      outsideLong++;
    }
    if (number.signum() != 0) {
      integerDigits = Math.max(integerDigits, number.precision() - number.scale());
      scale = Math.max(scale, number.scale());
    }
  }

  void add(Numbers other) {
    special += other.special;
    inexactDoubles += other.inexactDoubles;
    outsideLong += other.outsideLong;
    integerDigits = Math.max(integerDigits, other.integerDigits);
    scale = Math.max(scale, other.scale);
  }

  /** How many are NaN, infinite or a negative zero, which only a double can be. */
  long special() {
    return special;
  }

  /** Whether each number, but for special ones, is exactly a double. */
  boolean areDoubles() {
    return inexactDoubles == 0;
  }

  /** Whether each is a whole number of 64 bits. */
  boolean areLongs() {
    return special == 0 && outsideLong == 0;
  }

  /** The most digits before the decimal point, at least 1. */
  int integerDigits() {
    return integerDigits;
  }

  /** The most digits behind the decimal point, as they were written. */
  int scale() {
    return scale;
  }

  private static boolean isLong(BigDecimal number) {
    try {
      number.longValueExact();
      return true;
    } catch (ArithmeticException e) {
      return false;
    }
  }

  /** Of a double the shortest decimal number that is the same double; null for special ones. */
  private static BigDecimal exact(BsonValue value) {
    return switch (value.getBsonType()) {
      case INT32 -> BigDecimal.valueOf(value.asInt32().getValue());
      case INT64 -> BigDecimal.valueOf(value.asInt64().getValue());
      case DOUBLE -> {
        double number = value.asDouble().getValue();
        yield Double.isFinite(number) && Double.compare(number, -0.0) != 0
            ? BigDecimal.valueOf(number)
            : null;
      }
      case DECIMAL128 -> {
        try {
          yield value.asDecimal128().getValue().isFinite()
              ? value.asDecimal128().getValue().bigDecimalValue()
              : null;
        } catch (ArithmeticException e) {
          // A negative zero, which BigDecimal does not have.
          yield null;
        }
      }
      default -> throw new IllegalArgumentException("no number: " + value.getBsonType());
    };
  }
}
