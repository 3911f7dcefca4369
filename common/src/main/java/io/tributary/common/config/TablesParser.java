package io.tributary.common.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the list {@code tables}. */
final class TablesParser {
  /**
   * Letters that paths, SQL and the catalog take alike; no database begins with a layer's {@code
   * _}.
   */
  private static final Pattern QUALIFIED_NAME =
      Pattern.compile("([A-Za-z0-9][\\w$-]*)\\.([\\w$-]+)");

  private static final Pattern COLUMN = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

  /** Columns that Tributary itself adds to silver. */
  private static final Set<String> METADATA =
      Set.of("_seq", "_op", "_source_ts", "_ingest_ts", "_rescued", "_deleted", "_partition");

  private final Problems problems;
  private final CapturedTables captured;
  private final Map<String, YamlNode> seen = new HashMap<>();

  TablesParser(Problems problems, CapturedTables captured) {
    this.problems = problems;
    this.captured = captured;
  }

  /** The tables that are in order. */
  List<TableConfig> parse(Optional<YamlNode> tables) {
    List<TableConfig> parsed = new ArrayList<>();
    if (tables.isPresent() && tables.get().kind() != YamlNode.Kind.LIST) {
      problems.add(
          tables.get(),
          "must be a list, but is " + tables.get().kind() + ".",
          "Begin each table with '- table: database.table'.");
      return parsed;
    }
    for (YamlNode item : tables.map(YamlNode::items).orElse(List.of())) {
      Section.of(item, ConfigKey.TABLE, problems)
          .map(Section::rejectUnknownKeys)
          .flatMap(this::table)
          .ifPresent(parsed::add);
    }
    return parsed;
  }

  private Optional<TableConfig> table(Section section) {
    int before = problems.count();
    Optional<String> name =
        section.text(ConfigKey.TABLE_TABLE).filter(text -> isQualified(section, text));
    Optional<String> source = source(section, name);
    Map<String, String> columns = columns(section);
    Set<String> drop = names(section, ConfigKey.TABLE_DROP);
    Set<String> key = names(section, ConfigKey.TABLE_KEY);
    Map<String, String> document = document(section, source);
    rejectUnfitKey(section, drop, columns);
    rejectUndoneDrop(section, drop, columns);
    Optional<String> partitionBy = section.text(ConfigKey.TABLE_PARTITION_BY);
    Optional<String> where = section.text(ConfigKey.TABLE_WHERE);
    Optional<DeleteMode> delete = section.choice(ConfigKey.TABLE_DELETE, DeleteMode.class);
    Optional<SchemaChangePolicy> onSchemaChange =
        section.choice(ConfigKey.TABLE_ON_SCHEMA_CHANGE, SchemaChangePolicy.class);
    OptionalInt buckets = section.integer(ConfigKey.TABLE_BUCKETS, 1, 256);
    if (problems.count() > before || source.isEmpty()) {
      return Optional.empty();
    }
    String[] parts = name.orElseThrow().split("\\.", -1);
    return Optional.of(
        TableConfig.builder(source.get(), parts[0], parts[1])
            .key(key.isEmpty() ? null : List.copyOf(key))
            .partitionBy(partitionBy.orElse(null))
            .document(document)
            .columns(columns)
            .drop(drop)
            .where(where.orElse(null))
            .delete(delete.orElseThrow())
            .onSchemaChange(onSchemaChange.orElseThrow())
            .buckets(buckets.orElseThrow())
            .build());
  }

  private boolean isQualified(Section section, String name) {
    YamlNode where = section.given(ConfigKey.TABLE_TABLE);
    if (!QUALIFIED_NAME.matcher(name).matches()) {
      problems.add(
          where,
          "is not database.table.",
          "Write both names with one dot between; letters, digits, _, $ and - can be used, and the"
              + " database begins with a letter or digit.");
      return false;
    }
    YamlNode first = seen.putIfAbsent(name.toLowerCase(Locale.ROOT), where);
    if (first == null) {
      return true;
    }
    if (first.text().strip().equals(name)) {
      problems.add(
          where,
          "would be written to the same silver path as "
              + first.path()
              + ", line "
              + first.line()
              + ".",
          "Describe each table once; tables of equal names from two sources need lakes of their own.");
    } else {
      problems.add(
          where,
          "differs from "
              + first.path()
              + ", line "
              + first.line()
              + ", only in upper and lower case.",
          "The catalog folds names to lower case: keep one of them.");
    }
    return false;
  }

  /** The source by name or by pattern; empty without a problem where patterns are not all known. */
  private Optional<String> source(Section section, Optional<String> table) {
    Optional<String> named = section.text(ConfigKey.TABLE_SOURCE);
    if (named.isPresent() && !captured.names().contains(named.get())) {
      if (!captured.names().isEmpty()) {
        problems.add(
            section.given(ConfigKey.TABLE_SOURCE),
            "names no source of this file.",
            Similar.hint(named.get(), captured.names()));
      }
      return Optional.empty();
    }
    if (table.isEmpty() || section.has(ConfigKey.TABLE_SOURCE) && named.isEmpty()) {
      return Optional.empty();
    }
    List<String> capturing = captured.capturing(table.get());
    if (named.isPresent()) {
      if (!capturing.contains(named.get()) && captured.isComplete()) {
        problems.add(
            section.given(ConfigKey.TABLE_TABLE),
            "is captured by no pattern of " + named.get() + ".",
            mendPatterns());
      }
      return named;
    }
    if (capturing.isEmpty() && captured.isComplete()) {
      problems.add(
          section.given(ConfigKey.TABLE_TABLE), "is captured by no source.", mendPatterns());
    } else if (capturing.size() > 1) {
      problems.add(
          section.given(ConfigKey.TABLE_TABLE),
          "is captured by several sources.",
          "Name one: source: " + String.join(" or ", capturing) + ".");
    }
    return capturing.size() == 1 ? Optional.of(capturing.get(0)) : Optional.empty();
  }

  private String mendPatterns() {
    return "Correct the name, or add a pattern. There are " + captured.describe() + ".";
  }

  /**
   * Types by path. Silver needs them for documents; but bronze does not, nor does what proposes
   * them.
   */
  private Map<String, String> document(Section section, Optional<String> source) {
    Map<String, String> types = new LinkedHashMap<>();
    section
        .expressions(ConfigKey.TABLE_DOCUMENT)
        .forEach((path, type) -> types.put(path.strip(), type.text().strip()));
    SourceConfig config = source.map(captured.sources()::get).orElse(null);
    if (config == null) {
      return types;
    }
    boolean documents = config instanceof MongoDbSourceConfig;
    if (!documents && section.has(ConfigKey.TABLE_DOCUMENT)) {
      problems.add(
          section.given(ConfigKey.TABLE_DOCUMENT),
          "is for collections of documents, but " + config.name() + " has tables of rows.",
          "Leave it out; expressions are written under columns.");
    } else if (documents && !types.isEmpty() && !types.containsKey("_id")) {
      problems.add(
          section.given(ConfigKey.TABLE_DOCUMENT),
          "has no _id, by which documents are identified.",
          "Add _id: STRING, or the type that the collection's ids have.");
    }
    if (documents && section.has(ConfigKey.TABLE_KEY)) {
      problems.add(
          section.given(ConfigKey.TABLE_KEY),
          "is given for a collection, whose documents are identified by _id.",
          "Leave it out.");
    }
    return types;
  }

  private Map<String, String> columns(Section section) {
    Map<String, String> columns = new LinkedHashMap<>();
    Map<String, String> folded = new HashMap<>();
    for (Map.Entry<String, YamlNode> column :
        section.expressions(ConfigKey.TABLE_COLUMNS).entrySet()) {
      String name = column.getKey();
      String twin = folded.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
      if (!COLUMN.matcher(name).matches()) {
        problems.add(
            column.getValue(),
            METADATA.contains(name)
                ? "is a column that Tributary itself adds."
                : "is not a name for a column.",
            "Use letters, digits and _, beginning with a letter.");
      } else if (twin != null) {
        problems.add(
            column.getValue(),
            "differs from " + twin + " only in upper and lower case.",
            "The catalog folds names to lower case: keep one of them.");
      }
      columns.put(name, column.getValue().text().strip());
    }
    return columns;
  }

  /** Column names of the source: whatever MySQL takes, each once. */
  private Set<String> names(Section section, ConfigKey key) {
    Set<String> names = new LinkedHashSet<>();
    for (YamlNode item : section.texts(key).orElse(List.of())) {
      if (!names.add(item.text().strip())) {
        problems.add(item, "is listed twice.", "Keep one of them.");
      }
    }
    return names;
  }

  private void rejectUnfitKey(Section section, Set<String> drop, Map<String, String> columns) {
    for (YamlNode item : section.items(ConfigKey.TABLE_KEY)) {
      String name = item.text().strip();
      if (METADATA.contains(name)) {
        problems.add(
            item, "is a column that Tributary itself adds.", "Name columns of the source.");
      } else if (drop.contains(name) && !columns.containsKey(name)) {
        problems.add(
            item,
            "is in drop, but silver cannot find a row without its key.",
            "Take it out of drop, or replace its value under columns.");
      }
    }
  }

  /** A dropped column may come back as an expression of itself, masked, but not as it was. */
  private void rejectUndoneDrop(Section section, Set<String> drop, Map<String, String> columns) {
    for (YamlNode item : section.items(ConfigKey.TABLE_DROP)) {
      String name = item.text().strip();
      String expression = columns.getOrDefault(name, "").replace("`", "");
      if (drop.contains(name) && expression.equalsIgnoreCase(name)) {
        problems.add(
            item,
            "is dropped here, and brought back unchanged by columns.",
            "Take it out of one of the two, or mask it: SHA256(" + name + ").");
      }
    }
  }
}
