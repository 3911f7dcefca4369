package io.tributary.cli.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tributary.cli.verify.RowDifference.ColumnDifference;
import io.tributary.common.table.HudiTable;
import io.tributary.common.table.Metadata;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/**
 * Compares two rows of a table column by column: the one that the source says silver must have, and
 * silver's own. Values are equal if they are the same value of the column's type; JSON documents if
 * they say the same.
 */
final class RowComparison implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /** Documents are equal if they differ but in how numbers are written. */
  private static final Comparator<JsonNode> NUMBERS_BY_VALUE =
      (one, other) ->
          one.isNumber() && other.isNumber()
              ? one.decimalValue().compareTo(other.decimalValue())
              : one.equals(other) ? 0 : 1;

  private final List<String> names;
  private final LogicalType[] types;
  private final RowData.FieldGetter[] getters;
  private final int[] keys;
  private final int[] compared;
  private final boolean[] json;
  private final int rescued;
  private final ArrayList<String> sourceColumns;

  /**
   * @param table silver's table; rows have its type
   * @param ignored silver columns whose values the source cannot tell
   * @param jsonColumns silver columns that hold JSON documents of the source
   * @param sourceColumns the columns that the source has now: rescued values of others are of the
   *     past; null if it has documents, of which all is rescued that has no column
   */
  RowComparison(
      HudiTable table, Set<String> ignored, Set<String> jsonColumns, List<String> sourceColumns) {
    RowType rowType = table.rowType();
    names = new ArrayList<>(rowType.getFieldNames());
    types = rowType.getChildren().toArray(new LogicalType[0]);
    getters = new RowData.FieldGetter[types.length];
    json = new boolean[types.length];
    for (int i = 0; i < types.length; i++) {
      getters[i] = RowData.createFieldGetter(types[i].copy(true), i);
      json[i] = jsonColumns.contains(names.get(i));
    }
    keys = table.key().stream().mapToInt(names::indexOf).toArray();
    compared =
        names.stream()
            .filter(name -> !Metadata.ALWAYS.contains(name) && !ignored.contains(name))
            .mapToInt(names::indexOf)
            .toArray();
    rescued = names.indexOf(Metadata.RESCUED);
    this.sourceColumns = sourceColumns == null ? null : new ArrayList<>(sourceColumns);
  }

  /** Whether a soft delete has marked the row. */
  boolean isDeleted(RowData silver) {
    int deleted = names.indexOf(Metadata.DELETED);
    return deleted >= 0 && !silver.isNullAt(deleted) && silver.getBoolean(deleted);
  }

  /** The key's columns and values: {@code order_id=1, line_no=2}. */
  String keyText(RowData row) {
    StringBuilder text = new StringBuilder();
    for (int key : keys) {
      text.append(text.length() == 0 ? "" : ", ")
          .append(names.get(key))
          .append('=')
          .append(text(row, key));
    }
    return text.toString();
  }

  /** What differs; empty if the rows are equal. */
  List<ColumnDifference> compare(RowData source, RowData silver) {
    List<ColumnDifference> differences = new ArrayList<>();
    for (int column : compared) {
      Object expected = getters[column].getFieldOrNull(source);
      Object actual = getters[column].getFieldOrNull(silver);
      if (!equal(types[column], expected, actual)
          && !(json[column] && equalJson(text(source, column), text(silver, column)))) {
        differences.add(
            new ColumnDifference(names.get(column), text(source, column), text(silver, column)));
      }
    }
    compareRescued(text(source, rescued), text(silver, rescued), differences);
    return differences;
  }

  private String text(RowData row, int column) {
    return ValueText.of(types[column], getters[column].getFieldOrNull(row));
  }

  private static boolean equal(LogicalType type, Object one, Object other) {
    if (one instanceof byte[] && other instanceof byte[]) {
      return Arrays.equals((byte[]) one, (byte[]) other);
    }
    // Flink compares maps with the order of their entries.
    return Objects.equals(one, other)
        || (ValueText.isNested(type)
            && Objects.equals(ValueText.of(type, one), ValueText.of(type, other)));
  }

  private static boolean equalJson(String one, String other) {
    return one != null && other != null && json(one).equals(NUMBERS_BY_VALUE, json(other));
  }

  /** A value that is null may be there or not: an older event had no such column. */
  private void compareRescued(String source, String silver, List<ColumnDifference> differences) {
    if (Objects.equals(source, silver)) {
      return;
    }
    JsonNode expected = json(source == null ? "{}" : source);
    JsonNode actual = json(silver == null ? "{}" : silver);
    if (sourceColumns == null) {
      if (!expected.equals(actual)) {
        differences.add(new ColumnDifference(Metadata.RESCUED, source, silver));
      }
      return;
    }
    for (String column : sourceColumns) {
      String one = rescuedText(expected, column);
      String other = rescuedText(actual, column);
      if (!Objects.equals(one, other)) {
        differences.add(new ColumnDifference(Metadata.RESCUED + "." + column, one, other));
      }
    }
  }

  /** As text, because the column's type may have changed since while its value stayed. */
  private static String rescuedText(JsonNode object, String column) {
    JsonNode value = object.get(column);
    return value == null || value.isNull() ? null : value.asText();
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      // No document after all: then it equals nothing but itself.
      return JSON.getNodeFactory().textNode(text);
    }
  }
}
