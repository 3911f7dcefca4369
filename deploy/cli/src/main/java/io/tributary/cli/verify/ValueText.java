package io.tributary.cli.verify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;

/**
 * Values of rows as people read them. Arrays, maps and rows are JSON; maps in the order of their
 * keys, so that two values of one type have the same text just if they are the same.
 */
final class ValueText {

  private static final JsonFactory JSON = new JsonFactory();

  private ValueText() {}

  /** Null for null. */
  static String of(LogicalType type, Object value) {
    if (value == null) {
      return null;
    }
    if (isNested(type)) {
      return nested(type, value);
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

  /** Whether values of the type are made of others. */
  static boolean isNested(LogicalType type) {
    return type.isAnyOf(LogicalTypeRoot.ARRAY, LogicalTypeRoot.MAP, LogicalTypeRoot.ROW);
  }

  private static String nested(LogicalType type, Object value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      write(json, type, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, LogicalType type, Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof ArrayData array) {
      writeArray(json, ((ArrayType) type).getElementType(), array);
    } else if (value instanceof MapData map) {
      writeMap(json, (MapType) type, map);
    } else if (value instanceof RowData row) {
      writeRow(json, (RowType) type, row);
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (isNumber(type, value)) {
      json.writeNumber(of(type, value));
    } else {
      json.writeString(of(type, value));
    }
  }

  /** JSON has no numbers for NaN and infinities. */
  private static boolean isNumber(LogicalType type, Object value) {
    return type.is(LogicalTypeFamily.NUMERIC)
        && !(value instanceof Double number && !Double.isFinite(number))
        && !(value instanceof Float number && !Float.isFinite(number));
  }

  private static void writeArray(JsonGenerator json, LogicalType type, ArrayData array)
      throws IOException {
    ArrayData.ElementGetter elements = ArrayData.createElementGetter(type.copy(true));
    json.writeStartArray();
    for (int i = 0; i < array.size(); i++) {
      write(json, type, elements.getElementOrNull(array, i));
    }
    json.writeEndArray();
  }

  private static void writeMap(JsonGenerator json, MapType type, MapData map) throws IOException {
    ArrayData.ElementGetter keys = ArrayData.createElementGetter(type.getKeyType());
    ArrayData.ElementGetter values = ArrayData.createElementGetter(type.getValueType().copy(true));
    Map<String, Object> sorted = new TreeMap<>();
    for (int i = 0; i < map.size(); i++) {
      sorted.put(
          of(type.getKeyType(), keys.getElementOrNull(map.keyArray(), i)),
          values.getElementOrNull(map.valueArray(), i));
    }
    json.writeStartObject();
    for (Map.Entry<String, Object> entry : sorted.entrySet()) {
      json.writeFieldName(entry.getKey());
      write(json, type.getValueType(), entry.getValue());
    }
    json.writeEndObject();
  }

  private static void writeRow(JsonGenerator json, RowType type, RowData row) throws IOException {
    json.writeStartObject();
    for (int i = 0; i < type.getFieldCount(); i++) {
      LogicalType field = type.getTypeAt(i);
      json.writeFieldName(type.getFieldNames().get(i));
      write(json, field, RowData.createFieldGetter(field.copy(true), i).getFieldOrNull(row));
    }
    json.writeEndObject();
  }
}
