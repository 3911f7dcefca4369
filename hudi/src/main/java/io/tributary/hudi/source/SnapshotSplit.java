package io.tributary.hudi.source;

import org.apache.flink.core.io.InputSplit;

/** One file group of a table that a batch job reads. */
final class SnapshotSplit implements InputSplit {

  private static final long serialVersionUID = 1L;

  private final int number;
  private final RoundSplit files;

  SnapshotSplit(int number, RoundSplit files) {
    this.number = number;
    this.files = files;
  }

  @Override
  public int getSplitNumber() {
    return number;
  }

  RoundSplit files() {
    return files;
  }

  @Override
  public String toString() {
    return files.toString();
  }
}
