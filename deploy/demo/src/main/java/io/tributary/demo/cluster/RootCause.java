package io.tributary.demo.cluster;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds in Flink's long stack traces what a person wants to know. */
public final class RootCause {

  private static final Pattern CAUSE = Pattern.compile("(?m)^(?:Caused by: )(.+)$");
  private static final Pattern EXCEPTION_CLASS =
      Pattern.compile("^(?:[a-z_][\\w$]*\\.)+([A-Z][\\w$]*)(?=: |$)");

  private RootCause() {}

  /** The message of the innermost cause, with the simple name of its class. */
  public static String of(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return simplify(cause.toString());
  }

  /** The same, of a stack trace as text: its last "Caused by", or else its first line. */
  public static String of(String stackTrace) {
    Matcher causes = CAUSE.matcher(stackTrace);
    int last = -1;
    while (causes.find()) {
      last = causes.start(1);
    }
    String from = stackTrace.substring(last < 0 ? 0 : last);
    // A message may have several lines; the frames begin with a tab.
    int frames = from.indexOf("\n\t");
    return simplify((frames < 0 ? from : from.substring(0, frames)).strip());
  }

  private static String simplify(String exception) {
    return EXCEPTION_CLASS.matcher(exception).replaceFirst("$1");
  }
}
