package io.tributary.silver.document;

import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.bson.BsonValue;

/** Makes BSON values fit a column, where nothing of them is lost by it. */
public interface BsonFit {

  /**
   * @param value never BSON's null
   */
  Taken take(BsonValue value);

  /**
   * The fit for a column of a type.
   *
   * @throws IllegalArgumentException for a type that documents have no values of; the message says
   *     what to write instead
   */
  static BsonFit of(LogicalType type) {
    switch (type.getTypeRoot()) {
      case CHAR:
      case VARCHAR:
        return Scalars::text;
      case BOOLEAN:
        return Scalars::bool;
      case INTEGER:
        return Scalars::int32;
      case BIGINT:
        return Scalars::int64;
      case FLOAT:
        return Scalars::float32;
      case DOUBLE:
        return Scalars::float64;
      case DECIMAL:
        DecimalType decimal = (DecimalType) type;
        return value -> Scalars.decimal(value, decimal.getPrecision(), decimal.getScale());
      case DATE:
        return Scalars::date;
      case TIMESTAMP_WITHOUT_TIME_ZONE:
        return Scalars::timestamp;
      case BINARY:
      case VARBINARY:
        return Scalars::bytes;
      case ARRAY:
        return new ArrayFit(of(((ArrayType) type).getElementType()));
      case MAP:
        MapType map = (MapType) type;
        if (!map.getKeyType().is(LogicalTypeRoot.VARCHAR)) {
          throw new IllegalArgumentException("names are text: write MAP<STRING, …>");
        }
        return new MapFit(of(map.getValueType()));
      case ROW:
        return new RowFit((RowType) type);
      case TINYINT:
      case SMALLINT:
        throw new IllegalArgumentException(
            "silver has no " + type.asSummaryString() + ": write INT");
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        throw new IllegalArgumentException("dates are stored in UTC: write TIMESTAMP(3)");
      default:
        throw new IllegalArgumentException(
            "documents have no " + type.asSummaryString() + ": write STRING or JSON");
    }
  }
}
