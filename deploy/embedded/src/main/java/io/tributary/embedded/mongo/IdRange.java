package io.tributary.embedded.mongo;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;

/** The bounds {@code min} (inclusive) and {@code max} (exclusive) of a find by {@code _id}. */
final class IdRange {

  private IdRange() {}

  /**
   * The same find command with its bounds as a part of its filter. They compare values of unlike
   * types, too, as an index does.
   */
  static Document asFilter(Document find) {
    List<Object> conditions = new ArrayList<>();
    if (find.get("min") instanceof Document min) {
      conditions.add(compare("$gte", min));
    }
    if (find.get("max") instanceof Document max) {
      conditions.add(compare("$lt", max));
    }
    if (conditions.isEmpty()) {
      return find;
    }
    if (find.get("filter") instanceof Document filter && !filter.isEmpty()) {
      conditions.add(filter);
    }
    Document bounded = find.clone();
    bounded.put("filter", new Document("$and", conditions));
    return bounded;
  }

  private static Document compare(String operator, Document bound) {
    Document value = new Document("$literal", bound.get("_id"));
    return new Document("$expr", new Document(operator, List.of("$_id", value)));
  }
}
