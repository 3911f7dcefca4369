package io.tributary.silver.document;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.StringData;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** Documents as maps of their fields; what does not fit the map's values is left. */
final class MapFit implements BsonFit {

  private final BsonFit values;

  MapFit(BsonFit values) {
    this.values = values;
  }

  @Override
  public Taken take(BsonValue value) {
    if (!value.isDocument()) {
      return Taken.none(value);
    }
    Map<StringData, Object> entries = new HashMap<>();
    BsonDocument rest = new BsonDocument();
    value
        .asDocument()
        .forEach(
            (name, field) -> {
              Taken taken = field.isNull() ? Taken.all(null) : values.take(field);
              if (!taken.isNone()) {
                entries.put(StringData.fromString(name), taken.value());
              }
              if (taken.rest() != null) {
                rest.put(name, taken.rest());
              }
            });
    GenericMapData map = new GenericMapData(entries);
    return rest.isEmpty() ? Taken.all(map) : Taken.part(map, rest);
  }
}
