package io.tributary.cli.verify;

import java.time.LocalDate;
import java.util.HexFormat;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/** Values of rows as people read them. */
final class ValueText {

  private ValueText() {}

  /** Null for null. */
  static String of(LogicalType type, Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof DecimalData decimal) {
      return decimal.toBigDecimal().toPlainString();
    }
    if (value instanceof byte[] bytes) {
      return "0x" + HexFormat.of().formatHex(bytes);
    }
    if (value instanceof TimestampData time) {
      return time.toLocalDateTime().toString();
    }
    if (type.is(LogicalTypeRoot.DATE)) {
      return LocalDate.ofEpochDay((Integer) value).toString();
    }
    return value.toString();
  }
}
