package io.tributary.silver.document;

import io.tributary.common.schema.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;

/**
 * The columns that {@code document:} of {@code lake.yaml} makes of a collection. A column is named
 * by its path, with {@code _} for every character that a column's name cannot have: {@code
 * address.city} becomes {@code address_city}.
 */
public final class DocumentColumns {

  /** A type beside SQL's: any value as canonical Extended JSON, null apart from missing. */
  public static final String JSON = "JSON";

  private final List<Column> columns = new ArrayList<>();
  private final List<String> paths = new ArrayList<>();
  private final Map<String, String> problems = new HashMap<>();

  private DocumentColumns() {}

  /**
   * @param types SQL types, or {@link #JSON}, by path
   */
  public static DocumentColumns of(Map<String, String> types) {
    DocumentColumns made = new DocumentColumns();
    Map<String, String> byName = new HashMap<>();
    types.forEach(
        (path, type) -> {
          String name = columnName(path);
          String twin = byName.putIfAbsent(name.toLowerCase(Locale.ROOT), path);
          if (twin != null) {
            made.problems.put(path, "it makes the same column as " + twin + ": " + name);
            return;
          }
          try {
            made.columns.add(column(name, type));
            made.paths.add(path);
          } catch (ValidationException | IllegalArgumentException e) {
            made.problems.put(path, e.getMessage());
          }
        });
    return made;
  }

  /** {@code address_city} of {@code address.city}. */
  public static String columnName(String path) {
    String name = path.replaceAll("[^A-Za-z0-9_]", "_");
    return Character.isDigit(name.charAt(0)) ? "_" + name : name;
  }

  static boolean isJson(Column column) {
    return column.sourceType().equals(JSON);
  }

  private static Column column(String name, String type) {
    if (type.equalsIgnoreCase(JSON)) {
      return new Column(name, JSON, DataTypes.STRING().getLogicalType());
    }
    LogicalType parsed = LogicalTypeParser.parse(type, DocumentColumns.class.getClassLoader());
    BsonFit.of(parsed);
    return new Column(name, type, parsed);
  }

  /** In the order of the file. */
  public List<Column> columns() {
    return List.copyOf(columns);
  }

  /** For each column where its value is. */
  public List<String> paths() {
    return List.copyOf(paths);
  }

  /** What is wrong, by path. */
  public Map<String, String> problems() {
    return Map.copyOf(problems);
  }
}
