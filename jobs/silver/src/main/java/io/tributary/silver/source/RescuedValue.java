package io.tributary.silver.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.LocalDate;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.LogicalType;

/** Values as JSON, so that none of their digits is lost: decimals are text, bytes base64. */
final class RescuedValue {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private RescuedValue() {}

  /**
   * @param value not null
   */
  static JsonNode json(LogicalType type, Object value) {
    switch (type.getTypeRoot()) {
      case BOOLEAN:
        return JSON.booleanNode((Boolean) value);
      case INTEGER:
        return JSON.numberNode((Integer) value);
      case BIGINT:
        return JSON.numberNode((Long) value);
      case FLOAT:
        return JSON.numberNode((Float) value);
      case DOUBLE:
        return JSON.numberNode((Double) value);
      case DECIMAL:
        return JSON.textNode(((DecimalData) value).toBigDecimal().toPlainString());
      case DATE:
        return JSON.textNode(LocalDate.ofEpochDay((Integer) value).toString());
      case TIMESTAMP_WITHOUT_TIME_ZONE:
        return JSON.textNode(((TimestampData) value).toLocalDateTime().toString());
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE:
        return JSON.textNode(((TimestampData) value).toInstant().toString());
      case VARBINARY:
        return JSON.binaryNode((byte[]) value);
      default:
        return JSON.textNode(value.toString());
    }
  }
}
