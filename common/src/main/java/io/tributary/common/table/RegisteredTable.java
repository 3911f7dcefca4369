package io.tributary.common.table;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.common.schema.TableSchema;
import java.util.Objects;

/** A table of the lake as its writer declared it. */
public final class RegisteredTable {

  private final HudiTable table;
  private final TableSchema source;

  /**
   * @param source for silver: the source's table with those columns that silver's columns are made
   *     from; null for consumer tables
   */
  @JsonCreator
  public RegisteredTable(
      @JsonProperty(value = "table", required = true) HudiTable table,
      @JsonProperty("source") TableSchema source) {
    this.table = Objects.requireNonNull(table, "table");
    this.source = source;
  }

  @JsonProperty
  public HudiTable table() {
    return table;
  }

  /** Null for consumer tables. */
  @JsonProperty
  public TableSchema source() {
    return source;
  }
}
