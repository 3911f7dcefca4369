package io.tributary.bronze.mysql.value;

/**
 * The text of an {@code ENUM}'s or {@code SET}'s members. Debezium takes it for values of the log
 * from the table's definition with its backslashes, and adds one before a comma.
 */
public final class Members {

  private static final char ESCAPE = '\\';

  private Members() {}

  /** As Debezium would give the text. */
  static String escape(String text) {
    return text.replace("\\", "\\\\");
  }

  /** The text itself (MySQL 8.0 Reference Manual, 9.1.1, "String Literals"). */
  public static String unescape(String text) {
    if (text.indexOf(ESCAPE) < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      boolean escaped = character == ESCAPE && i + 1 < text.length();
      plain.append(escaped ? meant(text.charAt(++i)) : character);
    }
    return plain.toString();
  }

  private static char meant(char escaped) {
    int known = "0bnrtZ".indexOf(escaped);
    return known < 0 ? escaped : "\0\b\n\r\t\u001a".charAt(known);
  }
}
