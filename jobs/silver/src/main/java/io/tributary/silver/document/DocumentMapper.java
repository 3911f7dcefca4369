package io.tributary.silver.document;

import io.tributary.common.schema.Column;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * Makes columns of documents. A document is parsed once; what no column has taken, because no path
 * leads there or because the value does not fit, is what the row rescues, in its place in the
 * document.
 */
public final class DocumentMapper {

  private final Node root = new Node();

  /**
   * @param columns a column of source type {@link DocumentColumns#JSON} takes any value, as text
   * @param paths for each column the names that lead to its value, with dots between
   * @param dropped columns, or paths, whose values are never rescued
   */
  public DocumentMapper(List<Column> columns, List<String> paths, Collection<String> dropped) {
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      Node node = root.at(paths.get(i));
      node.columns.add(i);
      node.fits.add(
          DocumentColumns.isJson(column)
              ? value -> Taken.all(StringData.fromString(ExtendedJson.write(value)))
              : BsonFit.of(column.type()));
      node.takesNull |= DocumentColumns.isJson(column);
      node.dropped |= dropped.contains(column.name());
    }
    dropped.stream()
        .filter(name -> !isColumn(columns, name))
        .forEach(path -> root.at(path).dropped = true);
  }

  private static boolean isColumn(List<Column> columns, String name) {
    return columns.stream().anyMatch(column -> column.name().equals(name));
  }

  /**
   * @param json a document as Extended JSON
   * @param target takes the columns from position 0
   * @return what is rescued, as canonical Extended JSON; null if nothing is
   */
  public StringData map(String json, GenericRowData target) {
    return map(ExtendedJson.parse(json), target);
  }

  /** As {@link #map(String, GenericRowData)}, of a document that is parsed already. */
  public StringData map(BsonDocument document, GenericRowData target) {
    BsonDocument rest = root.fields(document, target);
    return rest.isEmpty() ? null : StringData.fromString(ExtendedJson.write(rest));
  }

  /** What is wanted of the value at a path. */
  private static final class Node {

    private final Map<String, Node> children = new HashMap<>();
    private final List<Integer> columns = new ArrayList<>();
    private final List<BsonFit> fits = new ArrayList<>();
    private boolean takesNull;
    private boolean dropped;

    Node at(String path) {
      Node node = this;
      for (String name : path.split("\\.", -1)) {
        node = node.children.computeIfAbsent(name, unused -> new Node());
      }
      return node;
    }

    /** Fills in the columns of a document's fields; returns the fields that are left. */
    BsonDocument fields(BsonDocument document, GenericRowData target) {
      BsonDocument rest = new BsonDocument();
      document.forEach(
          (name, value) -> {
            Node child = children.get(name);
            BsonValue left = child == null ? value : child.take(value, target);
            if (left != null) {
              rest.put(name, left);
            }
          });
      return rest;
    }

    /** Fills in the columns of a value; returns what is left, null if nothing. */
    private BsonValue take(BsonValue value, GenericRowData target) {
      BsonValue left = value;
      for (int i = 0; i < columns.size(); i++) {
        Taken taken = value.isNull() && !takesNull ? Taken.all(null) : fits.get(i).take(value);
        target.setField(columns.get(i), taken.value());
        // Several columns of one value: it is rescued only if none has taken it.
        left = left == null || taken.isNone() ? left : taken.rest();
      }
      if (!children.isEmpty() && value.isNull()) {
        return null;
      }
      if (!children.isEmpty() && value.isDocument()) {
        BsonDocument document = value.asDocument();
        BsonDocument fields = fields(document, target);
        // A whole that no column took is made up of the parts; an empty one has none.
        left = left == null || (fields.isEmpty() && !document.isEmpty()) ? null : fields;
      }
      return dropped ? null : left;
    }
  }
}
