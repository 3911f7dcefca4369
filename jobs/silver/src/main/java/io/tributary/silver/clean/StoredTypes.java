package io.tributary.silver.clean;

import java.util.stream.Collectors;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

/** The types that silver can store so that every reader of Hudi sees them alike. */
final class StoredTypes {

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
        return new ArrayType(simple(type, ((ArrayType) type).getElementType()));
      case MAP:
        return new MapType(
            simple(type, ((MapType) type).getKeyType()),
            simple(type, ((MapType) type).getValueType()));
      case ROW:
        return new RowType(
            ((RowType) type)
                .getFields().stream()
                    .map(
                        field ->
                            new RowType.RowField(
                                field.getName(),
                                field.getType().is(LogicalTypeRoot.ROW)
                                    ? of(field.getType())
                                    : simple(type, field.getType())))
                    .collect(Collectors.toList()));
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

  /** Hudi's Flink reader reads no others right within arrays, maps and rows. */
  private static LogicalType simple(LogicalType whole, LogicalType type) {
    if (!type.isAnyOf(
        LogicalTypeRoot.CHAR,
        LogicalTypeRoot.VARCHAR,
        LogicalTypeRoot.BOOLEAN,
        LogicalTypeRoot.INTEGER,
        LogicalTypeRoot.BIGINT,
        LogicalTypeRoot.DOUBLE)) {
      throw new IllegalArgumentException(
          "a silver table cannot hold "
              + type.asSummaryString()
              + " within "
              + whole.asSummaryString()
              + ", only STRING, BOOLEAN, INT, BIGINT and DOUBLE, and rows within rows; give it a"
              + " column of its own, or make the whole JSON or CAST(… AS STRING)");
    }
    return of(type);
  }

  private static IllegalArgumentException cast(LogicalType type, String to) {
    return new IllegalArgumentException(
        "a silver table cannot hold " + type.asSummaryString() + "; write CAST(… AS " + to + ")");
  }
}
