package io.tributary.bronze.mysql;

import java.util.Objects;

/** A place in a MySQL server's binary log: a file, and an offset in bytes from its beginning. */
public final class LogPosition {

  private final String file;
  private final long position;

  /**
   * @param file as {@code binlog.000042}
   */
  public LogPosition(String file, long position) {
    this.file = Objects.requireNonNull(file, "file");
    this.position = position;
  }

  public String file() {
    return file;
  }

  public long position() {
    return position;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LogPosition
        && file.equals(((LogPosition) other).file)
        && position == ((LogPosition) other).position;
  }

  @Override
  public int hashCode() {
    return Objects.hash(file, position);
  }

  /** {@code binlog.000042:1337}. */
  @Override
  public String toString() {
    return file + ":" + position;
  }
}
