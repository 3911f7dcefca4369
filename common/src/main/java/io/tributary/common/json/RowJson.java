package io.tributary.common.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;

/** Shows rows as JSON to people: numbers and texts as they are, bytes as Base64. */
public final class RowJson {

  private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

  private RowJson() {}

  /** An object with a field for each column that is not null. */
  public static ObjectNode of(RowData row, RowType type) {
    ObjectNode object = NODES.objectNode();
    for (int i = 0; i < type.getFieldCount(); i++) {
      Object value = RowData.createFieldGetter(type.getTypeAt(i), i).getFieldOrNull(row);
      if (value != null) {
        object.set(type.getFieldNames().get(i), value(value, type.getTypeAt(i)));
      }
    }
    return object;
  }

  private static JsonNode value(Object value, LogicalType type) {
    if (value == null) {
      return NODES.nullNode();
    }
    switch (type.getTypeRoot()) {
      case BOOLEAN:
        return NODES.booleanNode((boolean) value);
      case INTEGER:
        return NODES.numberNode((int) value);
      case BIGINT:
        return NODES.numberNode((long) value);
      case FLOAT:
        return NODES.numberNode((float) value);
      case DOUBLE:
        return NODES.numberNode((double) value);
      case BINARY:
      case VARBINARY:
        return NODES.binaryNode((byte[]) value);
      case ROW:
        return of((RowData) value, (RowType) type);
      case ARRAY:
        return array((ArrayData) value, ((ArrayType) type).getElementType());
      case MAP:
        ArrayNode entries = NODES.arrayNode();
        MapData map = (MapData) value;
        ArrayNode keys = array(map.keyArray(), ((MapType) type).getKeyType());
        ArrayNode values = array(map.valueArray(), ((MapType) type).getValueType());
        for (int i = 0; i < keys.size(); i++) {
          entries.add(
              NODES.objectNode().<ObjectNode>set("key", keys.get(i)).set("value", values.get(i)));
        }
        return entries;
      case DATE:
        return NODES.textNode(java.time.LocalDate.ofEpochDay((int) value).toString());
      default:
        return NODES.textNode(value.toString());
    }
  }

  private static ArrayNode array(ArrayData array, LogicalType type) {
    ArrayNode values = NODES.arrayNode();
    ArrayData.ElementGetter getter = ArrayData.createElementGetter(type);
    for (int i = 0; i < array.size(); i++) {
      values.add(value(getter.getElementOrNull(array, i), type));
    }
    return values;
  }
}
