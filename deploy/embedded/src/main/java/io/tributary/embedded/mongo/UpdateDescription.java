package io.tributary.embedded.mongo;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What an update has done to a document, field by field, as {@code updateDescription} tells it. An
 * array that changed is given as a whole; a real server may give its elements.
 */
final class UpdateDescription {

  private final Document updated = new Document();
  private final List<String> removed = new ArrayList<>();

  private UpdateDescription() {}

  /** {@code {updatedFields, removedFields, truncatedArrays}}, nested fields with dotted names. */
  static Document of(Document before, Document after) {
    UpdateDescription description = new UpdateDescription();
    description.compare("", before, after);
    return new Document("updatedFields", description.updated)
        .append("removedFields", description.removed)
        .append("truncatedArrays", List.of());
  }

  private void compare(String prefix, Document before, Document after) {
    for (String name : before.keySet()) {
      if (!after.containsKey(name)) {
        removed.add(prefix + name);
      }
    }
    for (Map.Entry<String, Object> field : after.entrySet()) {
      String name = field.getKey();
      Object old = before.get(name);
      if (old instanceof Document oldDocument && field.getValue() instanceof Document newDocument) {
        compare(prefix + name + ".", oldDocument, newDocument);
      } else if (!before.containsKey(name) || !Objects.equals(old, field.getValue())) {
        updated.append(prefix + name, field.getValue());
      }
    }
  }
}
