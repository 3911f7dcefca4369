package io.tributary.silver.clean;

import io.tributary.common.config.DeleteMode;
import io.tributary.common.config.TableConfig;
import io.tributary.common.schema.TableSchema;
import io.tributary.common.table.HudiTable;
import io.tributary.common.table.RegisteredTable;
import io.tributary.silver.source.InputTable;
import java.util.List;
import java.util.Map;
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

  /** The SELECT that makes silver's columns and {@link CleaningSql#KEEP} of the named input. */
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
            .filter(column -> !CleaningSql.isReserved(column.name()))
            .collect(Collectors.toList()),
        source.primaryKey());
  }

  static List<String> key(TableConfig config, TableSchema source) {
    return config.key().orElse(source.primaryKey());
  }
}
