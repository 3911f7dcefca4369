package io.tributary.silver.clean;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

/** The types that silver can store so that every reader of Hudi sees them alike. */
final class StoredTypes {

  /** What Avro takes for a name, and Hive, which makes small letters of it, tells apart. */
  private static final Pattern FIELD_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private StoredTypes() {}

  /**
   * @return the type as stored: strings without a length, times with three or six digits
   * @throws IllegalArgumentException if there is none; the message says what to write instead
   */
  static LogicalType of(LogicalType type) {
    LogicalType stored = stored(type);
    return stored.copy(type.isNullable());
  }

  private static LogicalType stored(LogicalType type) {
    switch (type.getTypeRoot()) {
      case CHAR:
      case VARCHAR:
        return DataTypes.STRING().getLogicalType();
      case BINARY:
      case VARBINARY:
        return DataTypes.BYTES().getLogicalType();
      case TIMESTAMP_WITHOUT_TIME_ZONE:
        return DataTypes.TIMESTAMP(LogicalTypeChecks.getPrecision(type) > 3 ? 6 : 3)
            .getLogicalType();
      case ARRAY:
        return array((ArrayType) type);
      case MAP:
        return map((MapType) type);
      case ROW:
        return row((RowType) type);
      case BOOLEAN:
      case INTEGER:
      case BIGINT:
      case FLOAT:
      case DOUBLE:
      case DECIMAL:
      case DATE:
        return type;
      case TINYINT:
      case SMALLINT:
        throw cast(type, "INT");
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        throw cast(type, "TIMESTAMP(6)");
      default:
        throw cast(type, "STRING");
    }
  }

  /** Of a compacted file, Hudi's reader for Hive, and so Athena, reads no others. */
  private static LogicalType array(ArrayType type) {
    LogicalType element = type.getElementType();
    if (element.isAnyOf(LogicalTypeRoot.ARRAY, LogicalTypeRoot.MAP)) {
      throw unreadable(type, "arrays and maps right within an array", "make a ROW of each element");
    }
    if (holdsTime(element)) {
      throw unreadable(type, "times within an array", "make the times text or numbers");
    }
    return new ArrayType(of(element));
  }

  private static boolean holdsTime(LogicalType type) {
    return type.is(LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE)
        || type.getChildren().stream().anyMatch(StoredTypes::holdsTime);
  }

  private static IllegalArgumentException unreadable(LogicalType type, String what, String remedy) {
    return new IllegalArgumentException(
        "a silver table cannot hold "
            + type.asSummaryString()
            + ": Athena could not read "
            + what
            + "; "
            + remedy
            + ", or the whole JSON or CAST(… AS STRING)");
  }

  /** Avro, as which Hudi keeps rows in log files, knows no other keys than strings. */
  private static LogicalType map(MapType type) {
    if (!type.getKeyType().is(LogicalTypeFamily.CHARACTER_STRING)) {
      throw new IllegalArgumentException(
          "a silver table cannot hold "
              + type.asSummaryString()
              + ", only maps by STRING; write CAST(… AS MAP<STRING, "
              + type.getValueType().asSummaryString()
              + ">)");
    }
    return new MapType(of(type.getKeyType()), of(type.getValueType()));
  }

  private static LogicalType row(RowType type) {
    if (type.getFieldCount() == 0) {
      throw new IllegalArgumentException("a silver table cannot hold a ROW without fields");
    }
    Set<String> names = new HashSet<>();
    List<RowType.RowField> fields = new ArrayList<>();
    for (RowType.RowField field : type.getFields()) {
      String name = field.getName();
      if (!FIELD_NAME.matcher(name).matches() || !names.add(name.toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            "a silver table cannot hold a ROW with the field "
                + name
                + ": names are of letters, digits and _, and differ by more than their case; write"
                + " CAST(… AS ROW<name TYPE, …>)");
      }
      fields.add(new RowType.RowField(name, of(field.getType())));
    }
    return new RowType(fields);
  }

  private static IllegalArgumentException cast(LogicalType type, String to) {
    return new IllegalArgumentException(
        "a silver table cannot hold " + type.asSummaryString() + "; write CAST(… AS " + to + ")");
  }
}
