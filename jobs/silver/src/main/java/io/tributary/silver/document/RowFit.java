package io.tributary.silver.document;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.types.logical.RowType;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** Documents as rows of the fields that are declared; the others are left. */
final class RowFit implements BsonFit {

  private final int width;
  private final Map<String, Integer> positions = new HashMap<>();
  private final BsonFit[] fields;

  RowFit(RowType type) {
    List<RowType.RowField> declared = type.getFields();
    width = declared.size();
    fields = new BsonFit[width];
    for (int i = 0; i < width; i++) {
      positions.put(declared.get(i).getName(), i);
      fields[i] = BsonFit.of(declared.get(i).getType());
    }
  }

  @Override
  public Taken take(BsonValue value) {
    if (!value.isDocument()) {
      return Taken.none(value);
    }
    GenericRowData row = new GenericRowData(width);
    BsonDocument rest = new BsonDocument();
    value
        .asDocument()
        .forEach(
            (name, field) -> {
              Integer position = positions.get(name);
              Taken taken = take(position, field);
              if (position != null) {
                row.setField(position, taken.value());
              }
              if (taken.rest() != null) {
                rest.put(name, taken.rest());
              }
            });
    return rest.isEmpty() ? Taken.all(row) : Taken.part(row, rest);
  }

  private Taken take(Integer position, BsonValue field) {
    if (position == null) {
      return Taken.none(field);
    }
    return field.isNull() ? Taken.all(null) : fields[position].take(field);
  }
}
