package io.tributary.cli.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.MultisetType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.Row;

/**
 * Values of a result as text and as JSON: times as ISO 8601, instants in UTC, decimals with all
 * their digits, rows and maps as JSON objects, arrays as JSON arrays. Bytes are hexadecimal in text
 * ({@code 0x00ff}) and base64 in JSON.
 */
final class Cells {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private Cells() {}

  static boolean isNumber(LogicalType type) {
    return type.is(LogicalTypeFamily.NUMERIC);
  }

  /** Null for null. */
  static String text(LogicalType type, Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (value instanceof byte[] bytes) {
      return "0x" + HexFormat.of().formatHex(bytes);
    }
    return isNested(type) ? json(type, value) : scalar(value);
  }

  private static String scalar(Object value) {
    return value instanceof LocalDateTime time
        ? DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time)
        : value.toString();
  }

  private static boolean isNested(LogicalType type) {
    switch (type.getTypeRoot()) {
      case ROW:
      case STRUCTURED_TYPE:
      case ARRAY:
      case MAP:
      case MULTISET:
        return true;
      default:
        return false;
    }
  }

  private static String json(LogicalType type, Object value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = generator(text)) {
      write(json, type, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  static JsonGenerator generator(java.io.Writer out) throws IOException {
    return JSON.createGenerator(out);
  }

  static void write(JsonGenerator json, LogicalType type, Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof Double || value instanceof Float) {
      writeFloating(json, (Number) value);
    } else if (value instanceof BigDecimal decimal) {
      json.writeNumber(decimal);
    } else if (value instanceof Number && isNumber(type)) {
      json.writeNumber(((Number) value).longValue());
    } else if (value instanceof byte[] bytes) {
      json.writeBinary(bytes);
    } else if (value instanceof Row row && type.is(LogicalTypeRoot.ROW)) {
      writeRow(json, (RowType) type, row);
    } else if (value instanceof Object[] array && type.is(LogicalTypeRoot.ARRAY)) {
      json.writeStartArray();
      for (Object element : array) {
        write(json, ((ArrayType) type).getElementType(), element);
      }
      json.writeEndArray();
    } else if (value instanceof Map<?, ?> map) {
      writeMap(json, type, map);
    } else {
      json.writeString(scalar(value));
    }
  }

  /** JSON has no numbers for what is none. */
  private static void writeFloating(JsonGenerator json, Number value) throws IOException {
    if (!Double.isFinite(value.doubleValue())) {
      json.writeString(value.toString());
    } else if (value instanceof Float) {
      json.writeNumber(value.floatValue());
    } else {
      json.writeNumber(value.doubleValue());
    }
  }

  private static void writeRow(JsonGenerator json, RowType type, Row row) throws IOException {
    List<RowType.RowField> fields = type.getFields();
    json.writeStartObject();
    for (int i = 0; i < fields.size(); i++) {
      json.writeFieldName(fields.get(i).getName());
      write(json, fields.get(i).getType(), row.getField(i));
    }
    json.writeEndObject();
  }

  private static void writeMap(JsonGenerator json, LogicalType type, Map<?, ?> map)
      throws IOException {
    LogicalType keyType =
        type instanceof MapType entries
            ? entries.getKeyType()
            : ((MultisetType) type).getElementType();
    LogicalType valueType =
        type instanceof MapType entries
            ? entries.getValueType()
            : new org.apache.flink.table.types.logical.IntType();
    json.writeStartObject();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      json.writeFieldName(String.valueOf(text(keyType, entry.getKey())));
      write(json, valueType, entry.getValue());
    }
    json.writeEndObject();
  }
}
