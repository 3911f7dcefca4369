package io.tributary.bronze.mysql;

import io.tributary.common.schema.Column;
import io.tributary.common.schema.MySqlTypes;
import io.tributary.common.schema.TableId;
import io.tributary.common.schema.TableSchema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.Field;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.Schema;
import org.apache.flink.cdc.connectors.shaded.org.apache.kafka.connect.data.Struct;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

/** Turns row images of one version of a table's schema into rows of bronze. */
final class TableConverter {

  private static final String TYPE = "__debezium.source.column.type";
  private static final String LENGTH = "__debezium.source.column.length";
  private static final String SCALE = "__debezium.source.column.scale";

  private final TableSchema schema;
  private final Field[] fields;
  private final ColumnConverter[] converters;

  private TableConverter(TableSchema schema, Field[] fields, ColumnConverter[] converters) {
    this.schema = schema;
    this.fields = fields;
    this.converters = converters;
  }

  /**
   * @param image schema of the before and after images, whose columns tell their MySQL types
   * @param key schema of the key; null if the table has none
   */
  static TableConverter of(TableId table, Schema image, Schema key) {
    List<Column> columns = new ArrayList<>();
    Field[] fields = image.fields().toArray(new Field[0]);
    ColumnConverter[] converters = new ColumnConverter[fields.length];
    for (int i = 0; i < fields.length; i++) {
      Column column = column(table, fields[i]);
      columns.add(column);
      converters[i] = ColumnConverter.of(column);
    }
    List<String> primaryKey =
        key == null
            ? List.of()
            : key.fields().stream().map(Field::name).collect(Collectors.toList());
    return new TableConverter(new TableSchema(table, columns, primaryKey), fields, converters);
  }

  private static Column column(TableId table, Field field) {
    Map<String, String> parameters = field.schema().parameters();
    String type = parameters == null ? null : parameters.get(TYPE);
    if (type == null) {
      throw new IllegalStateException(
          "Debezium did not tell the MySQL type of " + table + "." + field.name());
    }
    int length = number(parameters.get(LENGTH));
    int scale = number(parameters.get(SCALE));
    return new Column(
        field.name(), sourceType(type, length, scale), MySqlTypes.of(type, length, scale));
  }

  /** As MySQL writes it: {@code decimal(12,2) unsigned}. */
  static String sourceType(String typeName, int length, int scale) {
    String name = typeName.toLowerCase(Locale.ROOT);
    if (length < 0) {
      return name;
    }
    int end = name.indexOf(' ') < 0 ? name.length() : name.indexOf(' ');
    return name.substring(0, end)
        + "("
        + length
        + (scale < 0 ? "" : "," + scale)
        + ")"
        + name.substring(end);
  }

  private static int number(String text) {
    return text == null ? -1 : Integer.parseInt(text);
  }

  /** The same converter, naming its schema by an equal object, so that identity tells changes. */
  TableConverter withSchema(TableSchema equal) {
    return new TableConverter(equal, fields, converters);
  }

  TableSchema schema() {
    return schema;
  }

  /**
   * @param image null if the event has no such image
   * @param rescued takes the text of each value that its column cannot hold, by the column's name
   * @return null for null
   */
  RowData convert(Struct image, Map<String, String> rescued) {
    if (image == null) {
      return null;
    }
    GenericRowData row = new GenericRowData(fields.length);
    for (int i = 0; i < fields.length; i++) {
      Object value = image.getWithoutDefault(fields[i].name());
      if (value != null) {
        Object converted = convert(i, value);
        row.setField(i, converted);
        if (converted == null) {
          rescued.put(fields[i].name(), text(value));
        }
      }
    }
    return row;
  }

  private static String text(Object value) {
    return value instanceof BigDecimal ? ((BigDecimal) value).toPlainString() : value.toString();
  }

  private Object convert(int i, Object value) {
    try {
      return converters[i].convert(value);
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "Cannot convert a value of " + schema.table() + "." + schema.columns().get(i), e);
    }
  }
}
