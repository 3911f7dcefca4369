package io.tributary.cli.verify;

import io.tributary.common.config.TableConfig;
import io.tributary.common.schema.Column;
import io.tributary.common.schema.TableSchema;
import io.tributary.common.table.Metadata;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * How the columns of a silver table can be compared with the source.
 *
 * @param ignored columns that cannot: made of when and how bronze took the change in, or of a
 *     column that the source no longer has
 * @param json columns that hold JSON documents as the source has them
 */
record ComparedColumns(Set<String> ignored, Set<String> json) {

  private static final Pattern METADATA =
      Pattern.compile("\\b(" + String.join("|", Metadata.ALWAYS) + ")\\b");

  /** Of a collection, whose columns are those that {@code lake.yaml} declares. */
  static ComparedColumns of(TableConfig table) {
    return new ComparedColumns(madeOfMetadata(table), Set.of());
  }

  /**
   * @param declared the source's columns that silver declares
   * @param source the table as the source has it now
   */
  static ComparedColumns of(TableConfig table, TableSchema declared, TableSchema source) {
    Set<String> ignored = madeOfMetadata(table);
    Set<String> json = new TreeSet<>();
    for (Column column : declared.columns()) {
      if (table.columns().containsKey(column.name())) {
        continue;
      }
      source.columns().stream()
          .filter(current -> current.name().equals(column.name()))
          .findFirst()
          .ifPresentOrElse(
              current -> {
                if (current.sourceType().toLowerCase(Locale.ROOT).equals("json")) {
                  json.add(column.name());
                }
              },
              () -> ignored.add(column.name()));
    }
    return new ComparedColumns(ignored, json);
  }

  private static Set<String> madeOfMetadata(TableConfig table) {
    Set<String> names = new TreeSet<>();
    table
        .columns()
        .forEach(
            (name, expression) -> {
              if (METADATA.matcher(expression).find()) {
                names.add(name);
              }
            });
    if (table.partitionBy().filter(by -> METADATA.matcher(by).find()).isPresent()) {
      names.add(Metadata.PARTITION);
    }
    return names;
  }
}
