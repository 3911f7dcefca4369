package io.tributary.common.config;

import java.io.Serializable;
import java.util.Objects;
import java.util.OptionalInt;

/** One thing wrong with the configuration: where it is, what it is, and how to mend it. */
public final class Problem implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final int line;
  private final String what;
  private final String mend;

  /**
   * @param path where in the file, such as {@code tables[1].partition_by}, or an argument such as
   *     {@code --config}; empty for the file as a whole
   * @param line counted from 1; 0 when there is none
   * @param what what is wrong, a sentence about the path; never holds a secret
   * @param mend what to do about it, a sentence
   */
  public Problem(String path, int line, String what, String mend) {
    this.path = Objects.requireNonNull(path);
    this.line = line;
    this.what = Objects.requireNonNull(what);
    this.mend = Objects.requireNonNull(mend);
  }

  /** Where, such as {@code tables[1].partition_by}; empty for the file as a whole. */
  public String path() {
    return path;
  }

  /** The line in the file, counted from 1. */
  public OptionalInt line() {
    return line > 0 ? OptionalInt.of(line) : OptionalInt.empty();
  }

  public String what() {
    return what;
  }

  public String mend() {
    return mend;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Problem)) {
      return false;
    }
    Problem that = (Problem) other;
    return path.equals(that.path)
        && line == that.line
        && what.equals(that.what)
        && mend.equals(that.mend);
  }

  @Override
  public int hashCode() {
    return Objects.hash(path, line, what, mend);
  }

  /** One line: {@code tables[1].partition_by (line 12): is empty. Leave it out.} */
  @Override
  public String toString() {
    return path
        + (line > 0 ? (path.isEmpty() ? "line " + line : " (line " + line + ")") : "")
        + (path.isEmpty() && line == 0 ? "" : ": ")
        + what
        + " "
        + mend;
  }
}
