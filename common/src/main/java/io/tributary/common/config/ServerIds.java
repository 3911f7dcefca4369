package io.tributary.common.config;

import java.util.Objects;

/**
 * The ids under which readers of a binlog present themselves to a MySQL server, first to last
 * inclusive. Each parallel reader takes one, and no two replicas of a server may share one (MySQL
 * manual, "Replication and Binary Logging Options", {@code server_id}: 1 to 4294967295).
 */
public final class ServerIds {
  static final long HIGHEST = 4294967295L;

  private final long first;
  private final long last;

  /**
   * @throws IllegalArgumentException unless 1 &lt;= first &lt;= last &lt;= 4294967295
   */
  public ServerIds(long first, long last) {
    if (first < 1 || last < first || last > HIGHEST) {
      throw new IllegalArgumentException("not a range of server ids: " + first + "-" + last);
    }
    this.first = first;
    this.last = last;
  }

  public long first() {
    return first;
  }

  public long last() {
    return last;
  }

  /** Whether both hold some id. */
  public boolean overlaps(ServerIds that) {
    return first <= that.last && that.first <= last;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ServerIds
        && first == ((ServerIds) other).first
        && last == ((ServerIds) other).last;
  }

  @Override
  public int hashCode() {
    return Objects.hash(first, last);
  }

  /** As the CDC connector takes it: {@code 5400-6399}. */
  @Override
  public String toString() {
    return first + "-" + last;
  }
}
