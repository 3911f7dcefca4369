package io.tributary.cli.infer;

import io.tributary.common.schema.TableId;
import io.tributary.common.schema.TableSchema;
import io.tributary.silver.document.DocumentColumns;
import io.tributary.silver.document.DocumentMapper;
import io.tributary.silver.source.InputTable;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.bson.BsonDocument;
import org.bson.BsonInvalidOperationException;
import org.bson.BsonValue;
import org.bson.json.JsonParseException;

/** Where silver's mapping, with given columns, rescues something of documents. */
final class Rescued {

  private static final TableId ANY = new TableId("-", "-", "-");

  private final Set<String> parents = new HashSet<>();
  private final Map<String, Long> byPath = new TreeMap<>();
  private long documents;

  private Rescued(Set<String> columns) {
    for (String column : columns) {
      for (int dot = column.indexOf('.'); dot >= 0; dot = column.indexOf('.', dot + 1)) {
        parents.add(column.substring(0, dot));
      }
    }
  }

  /**
   * Maps documents.
   *
   * @param types by path, as {@code document:} takes them, without problems
   */
  static Rescued of(Map<String, String> types, Collection<? extends BsonDocument> documents) {
    DocumentColumns columns = DocumentColumns.of(types);
    DocumentMapper mapper =
        InputTable.ofDocuments(
                TableSchema.ofDocuments(ANY, columns.columns()), columns.paths(), Set.of())
            .documentMapper();
    Rescued rescued = new Rescued(types.keySet());
    for (BsonDocument document : documents) {
      StringData rest = mapper.map(document, new GenericRowData(columns.columns().size()));
      if (rest != null) {
        rescued.documents++;
        rescued.paths(rest.toString()).forEach(path -> rescued.byPath.merge(path, 1L, Long::sum));
      }
    }
    return rescued;
  }

  private Set<String> paths(String rest) {
    Set<String> paths = new HashSet<>();
    try {
      collect("", BsonDocument.parse(rest), paths);
    } catch (JsonParseException | BsonInvalidOperationException e) {
      // Fields that are called as Extended JSON calls its types: whose they are, is not to be seen.
      paths.clear();
    }
    return paths;
  }

  private void collect(String prefix, BsonDocument rest, Set<String> paths) {
    for (Map.Entry<String, BsonValue> field : rest.entrySet()) {
      String path = prefix + field.getKey();
      BsonValue value = field.getValue();
      if (parents.contains(path) && value.isDocument() && !value.asDocument().isEmpty()) {
        collect(path + ".", value.asDocument(), paths);
      } else if (!field.getKey().contains(".")) {
        paths.add(path);
      }
    }
  }

  /** In how many documents something of a path's value is rescued. */
  long at(String path) {
    return byPath.getOrDefault(path, 0L);
  }

  /** The same for what is rescued of paths that are above columns. */
  Map<String, Long> above() {
    Map<String, Long> above = new TreeMap<>(byPath);
    above.keySet().retainAll(parents);
    return above;
  }

  /** How many documents have anything rescued. */
  long documents() {
    return documents;
  }
}
