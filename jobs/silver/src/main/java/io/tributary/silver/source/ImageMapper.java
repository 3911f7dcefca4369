package io.tributary.silver.source;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.common.schema.Column;
import io.tributary.common.schema.TableSchema;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;

/**
 * Maps images of a file's schema to the columns that silver declares, by name. What has no column,
 * or does not fit its column, goes into the rescued JSON.
 */
public final class ImageMapper {

  private static final int NO_COLUMN = -1;

  /** For each declared column, where the file has it. */
  private final int[] positions;

  private final ValueFit[] fits;
  private final RowData.FieldGetter[] getters;
  private final List<Column> columns;
  private final boolean[] rescuedAlways;
  private final boolean[] neverRescued;
  private final Set<String> dropped;

  /**
   * @param file what the images look like
   * @param table what silver reads of them
   */
  public ImageMapper(TableSchema file, InputTable table) {
    columns = file.columns();
    getters = new RowData.FieldGetter[columns.size()];
    rescuedAlways = new boolean[columns.size()];
    Map<String, Integer> byName = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      byName.put(columns.get(i).name(), i);
      getters[i] = RowData.createFieldGetter(columns.get(i).type(), i);
    }
    List<Column> declared = table.source().columns();
    positions = new int[declared.size()];
    fits = new ValueFit[declared.size()];
    neverRescued = new boolean[declared.size()];
    dropped = table.dropped();
    Set<String> known = new HashSet<>(dropped);
    for (int i = 0; i < positions.length; i++) {
      Column column = declared.get(i);
      neverRescued[i] = !known.add(column.name());
      positions[i] = byName.getOrDefault(column.name(), NO_COLUMN);
      if (positions[i] != NO_COLUMN) {
        fits[i] = ValueFit.of(columns.get(positions[i]).type(), column.type());
      }
    }
    for (int i = 0; i < rescuedAlways.length; i++) {
      rescuedAlways[i] = !known.contains(columns.get(i).name());
    }
  }

  /**
   * Fills in the declared columns.
   *
   * @param image a row of the file's schema
   * @param untyped values by column that bronze could not type: of the image's columns, which are
   *     null there; null if there are none
   * @param target takes the columns from position 0
   * @return the rescued values as a JSON object; null if there are none
   */
  public StringData map(RowData image, ObjectNode untyped, GenericRowData target) {
    ObjectNode rescued = untyped == null ? null : untyped.deepCopy().without(dropped);
    for (int i = 0; i < positions.length; i++) {
      int position = positions[i];
      Object value = position == NO_COLUMN ? null : getters[position].getFieldOrNull(image);
      if (value != null) {
        Object fitted = fits[i].fit(value);
        target.setField(i, fitted);
        if (fitted == null && !neverRescued[i]) {
          rescued = rescue(rescued, position, value);
        }
      }
    }
    for (int i = 0; i < rescuedAlways.length; i++) {
      if (rescuedAlways[i]) {
        Object value = getters[i].getFieldOrNull(image);
        if (value != null) {
          rescued = rescue(rescued, i, value);
        }
      }
    }
    return rescued == null || rescued.isEmpty() ? null : StringData.fromString(rescued.toString());
  }

  private ObjectNode rescue(ObjectNode rescued, int position, Object value) {
    ObjectNode object = rescued == null ? JsonNodeFactory.instance.objectNode() : rescued;
    Column column = columns.get(position);
    object.set(column.name(), RescuedValue.json(column.type(), value));
    return object;
  }
}
