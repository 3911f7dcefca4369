package io.tributary.bronze.preflight;

import java.util.Objects;

/** One thing about a server that stands in the way of capturing it. */
public final class Finding {

  /** Whether a capture can start nevertheless. */
  public enum Severity {
    /** A capture would fail, now or later, or lose changes. */
    ERROR,
    /** A capture is right, but something about it is not as one may expect. */
    WARNING
  }

  private final Severity severity;
  private final String where;
  private final String what;
  private final String remedy;

  private Finding(Severity severity, String where, String what, String remedy) {
    this.severity = severity;
    this.where = Objects.requireNonNull(where, "where");
    this.what = Objects.requireNonNull(what, "what");
    this.remedy = Objects.requireNonNull(remedy, "remedy");
  }

  public static Finding error(String where, String what, String remedy) {
    return new Finding(Severity.ERROR, where, what, remedy);
  }

  public static Finding warning(String where, String what, String remedy) {
    return new Finding(Severity.WARNING, where, what, remedy);
  }

  public Severity severity() {
    return severity;
  }

  /** {@code server}, {@code user 'u'@'%'}, {@code table d.t}, {@code column d.t.c}, … */
  public String where() {
    return where;
  }

  /** What is wrong and what comes of it: a sentence or two. */
  public String what() {
    return what;
  }

  /** What to do about it: a statement to run, a line of configuration, or a sentence. */
  public String remedy() {
    return remedy;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Finding
        && severity == ((Finding) other).severity
        && where.equals(((Finding) other).where)
        && what.equals(((Finding) other).what)
        && remedy.equals(((Finding) other).remedy);
  }

  @Override
  public int hashCode() {
    return Objects.hash(severity, where, what, remedy);
  }

  /** One line. */
  @Override
  public String toString() {
    return severity + " " + where + ": " + what + " Remedy: " + remedy;
  }
}
