package io.tributary.silver.source;

import java.math.BigDecimal;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/** Makes a value of one type fit a column of another where nothing of it is lost. */
interface ValueFit {

  /**
   * @param value not null
   * @return null if the value does not fit
   */
  Object fit(Object value);

  static ValueFit of(LogicalType from, LogicalType to) {
    if (from.copy(true).equals(to.copy(true))) {
      return value -> value;
    }
    LogicalTypeRoot root = from.getTypeRoot();
    switch (to.getTypeRoot()) {
      case INTEGER:
      case BIGINT:
      case DECIMAL:
        return exact(root) ? value -> number(decimal(value), to) : value -> null;
      case DOUBLE:
        return root == LogicalTypeRoot.FLOAT || root == LogicalTypeRoot.INTEGER
            ? value -> ((Number) value).doubleValue()
            : value -> null;
      case TIMESTAMP_WITHOUT_TIME_ZONE:
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        return root == to.getTypeRoot()
            ? value -> timestamp((TimestampData) value, to)
            : value -> null;
      default:
        return root == to.getTypeRoot() ? value -> value : value -> null;
    }
  }

  private static boolean exact(LogicalTypeRoot root) {
    return root == LogicalTypeRoot.INTEGER
        || root == LogicalTypeRoot.BIGINT
        || root == LogicalTypeRoot.DECIMAL;
  }

  private static BigDecimal decimal(Object value) {
    return value instanceof DecimalData
        ? ((DecimalData) value).toBigDecimal()
        : BigDecimal.valueOf(((Number) value).longValue());
  }

  private static Object number(BigDecimal value, LogicalType to) {
    try {
      switch (to.getTypeRoot()) {
        case INTEGER:
          return value.intValueExact();
        case BIGINT:
          return value.longValueExact();
        default:
          DecimalType type = (DecimalType) to;
          return DecimalData.fromBigDecimal(
              value.setScale(type.getScale()), type.getPrecision(), type.getScale());
      }
    } catch (ArithmeticException e) {
      return null;
    }
  }

  /** A finer time fits a coarser column if its finer digits are zero. */
  private static Object timestamp(TimestampData value, LogicalType to) {
    boolean millis =
        org.apache.flink.table.types.logical.utils.LogicalTypeChecks.getPrecision(to) <= 3;
    return millis && value.getNanoOfMillisecond() != 0 ? null : value;
  }
}
