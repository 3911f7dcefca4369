package io.tributary.silver.document;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.bson.BsonBinarySubType;
import org.bson.BsonValue;
import org.bson.UuidRepresentation;
import org.bson.types.Decimal128;

/** BSON's simple values as those of columns, where the column can hold them exactly. */
final class Scalars {

  private static final int UUID_BYTES = 16;
  private static final long MILLIS_PER_DAY = 86_400_000;

  /** What every reader of Hudi's timestamps can show: 0001-01-01 to 9999-12-31. */
  private static final long MIN_MILLIS = Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();

  private static final long MAX_MILLIS = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

  private Scalars() {}

  /** Text, symbols, and what identifies documents: ObjectIds in hexadecimal, UUIDs. */
  static Taken text(BsonValue value) {
    switch (value.getBsonType()) {
      case STRING:
        return text(value.asString().getValue());
      case SYMBOL:
        return text(value.asSymbol().getSymbol());
      case OBJECT_ID:
        return text(value.asObjectId().getValue().toHexString());
      case BINARY:
        return value.asBinary().getType() == BsonBinarySubType.UUID_STANDARD.getValue()
                && value.asBinary().getData().length == UUID_BYTES
            ? text(value.asBinary().asUuid(UuidRepresentation.STANDARD).toString())
            : Taken.none(value);
      default:
        return Taken.none(value);
    }
  }

  private static Taken text(String text) {
    return Taken.all(StringData.fromString(text));
  }

  static Taken bool(BsonValue value) {
    return value.isBoolean() ? Taken.all(value.asBoolean().getValue()) : Taken.none(value);
  }

  static Taken int32(BsonValue value) {
    if (value.isInt32()) {
      return Taken.all(value.asInt32().getValue());
    }
    BigDecimal number = number(value);
    try {
      return number == null ? Taken.none(value) : Taken.all(number.intValueExact());
    } catch (ArithmeticException e) {
      return Taken.none(value);
    }
  }

  static Taken int64(BsonValue value) {
    if (value.isInt64()) {
      return Taken.all(value.asInt64().getValue());
    }
    BigDecimal number = number(value);
    try {
      return number == null ? Taken.none(value) : Taken.all(number.longValueExact());
    } catch (ArithmeticException e) {
      return Taken.none(value);
    }
  }

  static Taken float64(BsonValue value) {
    if (value.isDouble()) {
      return Taken.all(value.asDouble().getValue());
    }
    BigDecimal number = number(value);
    if (number == null) {
      return Taken.none(value);
    }
    double rounded = number.doubleValue();
    return Double.isFinite(rounded) && new BigDecimal(rounded).compareTo(number) == 0
        ? Taken.all(rounded)
        : Taken.none(value);
  }

  static Taken float32(BsonValue value) {
    Taken taken = float64(value);
    if (taken.isNone()) {
      return taken;
    }
    double number = (Double) taken.value();
    float rounded = (float) number;
    return Double.compare(rounded, number) == 0 ? Taken.all(rounded) : Taken.none(value);
  }

  static Taken decimal(BsonValue value, int precision, int scale) {
    BigDecimal number = number(value);
    if (number == null) {
      return Taken.none(value);
    }
    try {
      DecimalData decimal = DecimalData.fromBigDecimal(number.setScale(scale), precision, scale);
      return decimal == null ? Taken.none(value) : Taken.all(decimal);
    } catch (ArithmeticException e) {
      return Taken.none(value);
    }
  }

  /** A date without a time of day, which BSON does not have: midnight in UTC. */
  static Taken date(BsonValue value) {
    if (!value.isDateTime() || Math.floorMod(value.asDateTime().getValue(), MILLIS_PER_DAY) != 0) {
      return Taken.none(value);
    }
    Taken timestamp = timestamp(value);
    return timestamp.isNone()
        ? timestamp
        : Taken.all((int) Math.floorDiv(value.asDateTime().getValue(), MILLIS_PER_DAY));
  }

  /** In UTC. */
  static Taken timestamp(BsonValue value) {
    if (!value.isDateTime()) {
      return Taken.none(value);
    }
    long millis = value.asDateTime().getValue();
    return millis < MIN_MILLIS || millis > MAX_MILLIS
        ? Taken.none(value)
        : Taken.all(
            TimestampData.fromLocalDateTime(
                Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC).toLocalDateTime()));
  }

  static Taken bytes(BsonValue value) {
    return value.isBinary() && value.asBinary().getType() == BsonBinarySubType.BINARY.getValue()
        ? Taken.all(value.asBinary().getData())
        : Taken.none(value);
  }

  /**
   * A finite number exactly; of a double the shortest decimal number that gives the same double
   * again, which is how it was written. Null for anything else: a negative zero, too.
   */
  private static BigDecimal number(BsonValue value) {
    switch (value.getBsonType()) {
      case INT32:
        return BigDecimal.valueOf(value.asInt32().getValue());
      case INT64:
        return BigDecimal.valueOf(value.asInt64().getValue());
      case DOUBLE:
        double number = value.asDouble().getValue();
        return Double.isFinite(number) && Double.compare(number, -0.0) != 0
            ? BigDecimal.valueOf(number)
            : null;
      case DECIMAL128:
        return number(value.asDecimal128().getValue());
      default:
        return null;
    }
  }

  private static BigDecimal number(Decimal128 decimal) {
    try {
      return decimal.isFinite() ? decimal.bigDecimalValue() : null;
    } catch (ArithmeticException e) {
      // A negative zero, which BigDecimal does not have.
      return null;
    }
  }
}
