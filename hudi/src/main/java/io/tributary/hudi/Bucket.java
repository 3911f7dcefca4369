package io.tributary.hudi;

import java.util.Objects;

/** A bucket of a partition: the rows of one Hudi file group. */
final class Bucket {

  private final String partition;
  private final int number;

  Bucket(String partition, int number) {
    this.partition = partition;
    this.number = number;
  }

  /** The partition's path below the table's; empty if the table has none. */
  String partition() {
    return partition;
  }

  int number() {
    return number;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bucket
        && ((Bucket) other).number == number
        && ((Bucket) other).partition.equals(partition);
  }

  @Override
  public int hashCode() {
    return Objects.hash(partition, number);
  }
}
