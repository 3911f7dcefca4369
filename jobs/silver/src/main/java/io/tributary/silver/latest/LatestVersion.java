package io.tributary.silver.latest;

/**
 * What latest-wins remembers of a key: state, so a POJO, whose fields may be added to but never
 * change name or type.
 */
public final class LatestVersion {

  private String seq;
  private String partition;
  private boolean present;
  private boolean deleted;

  /** For Flink. */
  public LatestVersion() {}

  LatestVersion(String seq, String partition, boolean present, boolean deleted) {
    this.seq = seq;
    this.partition = partition;
    this.present = present;
    this.deleted = deleted;
  }

  /** Seq of the newest event of the key. */
  public String getSeq() {
    return seq;
  }

  public void setSeq(String seq) {
    this.seq = seq;
  }

  /** Partition that the row lies in; null if there is no row, or the table has no partitions. */
  public String getPartition() {
    return partition;
  }

  public void setPartition(String partition) {
    this.partition = partition;
  }

  /** Whether silver has a row of the key. */
  public boolean isPresent() {
    return present;
  }

  public void setPresent(boolean present) {
    this.present = present;
  }

  /** Whether the newest event is a delete in the source. */
  public boolean isDeleted() {
    return deleted;
  }

  public void setDeleted(boolean deleted) {
    this.deleted = deleted;
  }
}
