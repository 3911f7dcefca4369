package io.tributary.common.schema;

import java.util.stream.Collectors;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;

/** What Glue and Athena call the types of silver's columns. */
public final class GlueType {

  private GlueType() {}

  /**
   * @throws IllegalArgumentException for a type that silver does not store
   */
  public static String of(LogicalType type) {
    switch (type.getTypeRoot()) {
      case VARCHAR:
        return "string";
      case VARBINARY:
        return "binary";
      case BOOLEAN:
        return "boolean";
      case INTEGER:
        return "int";
      case BIGINT:
        return "bigint";
      case FLOAT:
        return "float";
      case DOUBLE:
        return "double";
      case DATE:
        return "date";
      case TIMESTAMP_WITHOUT_TIME_ZONE:
        return "timestamp";
      case DECIMAL:
        DecimalType decimal = (DecimalType) type;
        return "decimal(" + decimal.getPrecision() + "," + decimal.getScale() + ")";
      case ARRAY:
        return "array<" + of(((ArrayType) type).getElementType()) + ">";
      case MAP:
        MapType map = (MapType) type;
        return "map<" + of(map.getKeyType()) + "," + of(map.getValueType()) + ">";
      case ROW:
        return ((RowType) type)
            .getFields().stream()
                .map(field -> field.getName() + ":" + of(field.getType()))
                .collect(Collectors.joining(",", "struct<", ">"));
      default:
        throw new IllegalArgumentException("Silver has no " + type.asSummaryString());
    }
  }
}
