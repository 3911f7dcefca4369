package io.tributary.silver.clean;

import io.tributary.common.config.DeleteMode;
import io.tributary.common.config.TableConfig;
import io.tributary.common.schema.Column;
import io.tributary.common.schema.TableSchema;
import io.tributary.common.table.HudiTable;
import io.tributary.common.table.Metadata;
import io.tributary.common.table.RegisteredTable;
import io.tributary.silver.source.InputTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A silver table: where its rows come from, how they are cleaned, and what it is in storage. */
public final class SilverTable {

  private final TableConfig config;
  private final InputTable input;
  private final HudiTable table;

  SilverTable(TableConfig config, InputTable input, HudiTable table) {
    this.config = config;
    this.input = input;
    this.table = table;
  }

  public HudiTable table() {
    return table;
  }

  /** Name of the source that the table's rows come from. */
  public String source() {
    return config.source();
  }

  public boolean softDeletes() {
    return config.delete() == DeleteMode.SOFT;
  }

  /** What to read of bronze. */
  public InputTable input() {
    return input;
  }

  /** What readers and later starts are told of it. */
  public RegisteredTable registration() {
    return new RegisteredTable(table, input.source());
  }

  /** The SELECT that makes silver's columns and {@link Metadata#KEEP} of the named input. */
  String cleaning(String from) {
    return CleaningSql.select(expressions(config, input.source()), from);
  }

  static Map<String, String> expressions(TableConfig config, TableSchema source) {
    return CleaningSql.expressions(config, source.columns());
  }

  /** The source's table without columns that Tributary has others of the same name for. */
  static TableSchema declared(TableSchema source) {
    return new TableSchema(
        source.table(),
        source.columns().stream()
            .filter(column -> !Metadata.isReserved(column.name()))
            .collect(Collectors.toList()),
        source.primaryKey());
  }

  /** The table with the columns behind that the source has gained. */
  static TableSchema evolved(TableSchema known, TableSchema now) {
    List<Column> columns = new ArrayList<>(known.columns());
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    columns.forEach(column -> names.add(column.name()));
    for (Column column : declared(now).columns()) {
      if (names.add(column.name())) {
        columns.add(column);
      }
    }
    return new TableSchema(known.table(), columns, known.primaryKey());
  }

  static List<String> key(TableConfig config, TableSchema source) {
    return config.key().orElse(source.primaryKey());
  }
}
