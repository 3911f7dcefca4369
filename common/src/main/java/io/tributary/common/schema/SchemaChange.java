package io.tributary.common.schema;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a source's tables became: at the start of a capture all of them, later those of one DDL. */
public final class SchemaChange {

  private final String seq;
  private final Long sourceTs;
  private final String ddl;
  private final List<TableSchema> tables;
  private final List<TableId> dropped;

  /** A change that drops no table. */
  public SchemaChange(String seq, Long sourceTs, String ddl, List<TableSchema> tables) {
    this(seq, sourceTs, ddl, tables, List.of());
  }

  /**
   * @param seq position in the source's log, comparable with that of change events
   * @param sourceTs when the source made the change, in epoch milliseconds; null at the start
   * @param ddl the statement; null at the start of a capture
   * @param tables the tables it concerns, as they are afterwards
   * @param dropped the tables that are no longer there, or no longer by that name
   */
  @JsonCreator
  public SchemaChange(
      @JsonProperty(value = "seq", required = true) String seq,
      @JsonProperty("source_ts") Long sourceTs,
      @JsonProperty("ddl") String ddl,
      @JsonProperty(value = "tables", required = true) List<TableSchema> tables,
      @JsonProperty("dropped") List<TableId> dropped) {
    this.seq = Objects.requireNonNull(seq, "seq");
    this.sourceTs = sourceTs;
    this.ddl = ddl;
    this.tables = List.copyOf(tables);
    this.dropped = dropped == null ? List.of() : List.copyOf(dropped);
  }

  @JsonProperty
  public String seq() {
    return seq;
  }

  @JsonProperty("source_ts")
  public Long sourceTs() {
    return sourceTs;
  }

  @JsonProperty
  public String ddl() {
    return ddl;
  }

  @JsonProperty
  public List<TableSchema> tables() {
    return tables;
  }

  @JsonProperty
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public List<TableId> dropped() {
    return dropped;
  }

  /** The name that the one table of this change had before it; empty if it was not renamed. */
  public Optional<TableId> formerName() {
    return tables.size() == 1 && dropped.size() == 1
        ? Optional.of(dropped.get(0))
        : Optional.empty();
  }
}
