package io.tributary.common.commitlog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.common.schema.TableId;
import java.io.Serializable;
import java.util.Objects;

/** A bronze file that has come to be, and what is in it. */
public final class CommittedFile implements Serializable {

  private static final long serialVersionUID = 1L;

  private final TableId table;
  private final String path;
  private final long rows;
  private final long bytes;
  private final String minSeq;
  private final String maxSeq;
  private final Long newestSourceTs;

  /**
   * @param path path below the source's part of bronze: {@code payments/orders/dt=…/hr=…/….parquet}
   * @param newestSourceTs when the source committed the newest change in the file, in epoch
   *     milliseconds; null if it holds snapshot rows only
   */
  @JsonCreator
  public CommittedFile(
      @JsonProperty(value = "table", required = true) TableId table,
      @JsonProperty(value = "path", required = true) String path,
      @JsonProperty(value = "rows", required = true) long rows,
      @JsonProperty(value = "bytes", required = true) long bytes,
      @JsonProperty(value = "min_seq", required = true) String minSeq,
      @JsonProperty(value = "max_seq", required = true) String maxSeq,
      @JsonProperty("newest_source_ts") Long newestSourceTs) {
    this.table = Objects.requireNonNull(table, "table");
    this.path = Objects.requireNonNull(path, "path");
    this.rows = rows;
    this.bytes = bytes;
    this.minSeq = Objects.requireNonNull(minSeq, "minSeq");
    this.maxSeq = Objects.requireNonNull(maxSeq, "maxSeq");
    this.newestSourceTs = newestSourceTs;
  }

  @JsonProperty
  public TableId table() {
    return table;
  }

  @JsonProperty
  public String path() {
    return path;
  }

  @JsonProperty
  public long rows() {
    return rows;
  }

  @JsonProperty
  public long bytes() {
    return bytes;
  }

  @JsonProperty("min_seq")
  public String minSeq() {
    return minSeq;
  }

  @JsonProperty("max_seq")
  public String maxSeq() {
    return maxSeq;
  }

  @JsonProperty("newest_source_ts")
  public Long newestSourceTs() {
    return newestSourceTs;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof CommittedFile)) {
      return false;
    }
    CommittedFile that = (CommittedFile) other;
    return table.equals(that.table)
        && path.equals(that.path)
        && rows == that.rows
        && bytes == that.bytes
        && minSeq.equals(that.minSeq)
        && maxSeq.equals(that.maxSeq)
        && Objects.equals(newestSourceTs, that.newestSourceTs);
  }

  @Override
  public int hashCode() {
    return Objects.hash(table, path, rows, bytes, minSeq, maxSeq, newestSourceTs);
  }

  @Override
  public String toString() {
    return path + " (" + rows + " rows)";
  }
}
