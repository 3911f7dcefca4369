package io.tributary.hudi.source;

import java.util.Objects;

/** What is remembered of a key. A POJO, so that Flink can add fields to state that exists. */
public final class KnownRow {

  private long round;
  private String partition;
  private boolean deleted;

  /** For Flink. */
  public KnownRow() {}

  KnownRow(long round, String partition, boolean deleted) {
    this.round = round;
    this.partition = partition;
    this.deleted = deleted;
  }

  /** Event time of the round that last showed the key. */
  public long getRound() {
    return round;
  }

  public void setRound(long round) {
    this.round = round;
  }

  /** Path of the partition that the row is, or was, in. */
  public String getPartition() {
    return partition;
  }

  public void setPartition(String partition) {
    this.partition = partition;
  }

  public boolean isDeleted() {
    return deleted;
  }

  public void setDeleted(boolean deleted) {
    this.deleted = deleted;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KnownRow
        && round == ((KnownRow) other).round
        && deleted == ((KnownRow) other).deleted
        && Objects.equals(partition, ((KnownRow) other).partition);
  }

  @Override
  public int hashCode() {
    return Objects.hash(round, partition, deleted);
  }
}
