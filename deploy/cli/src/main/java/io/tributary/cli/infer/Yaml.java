package io.tributary.cli.infer;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes names as YAML has them. */
final class Yaml {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_$][A-Za-z0-9_.$-]*");

  /** Plain words that are no text to YAML 1.1. */
  private static final Set<String> WORDS =
      Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n");

  private Yaml() {}

  /** The name as it is where YAML takes it for text, else between double quotes. */
  static String key(String name) {
    return PLAIN.matcher(name).matches() && !WORDS.contains(name.toLowerCase(Locale.ROOT))
        ? name
        : quoted(name);
  }

  /** Between double quotes, on one line, with nothing in it that a terminal would act on. */
  static String quoted(String name) {
    StringBuilder text = new StringBuilder("\"");
    name.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                text.append('\\').appendCodePoint(c);
              } else if (isVisible(c)) {
                text.appendCodePoint(c);
              } else {
                text.append(c > 0xffff ? String.format("\\U%08x", c) : String.format("\\u%04x", c));
              }
            });
    return text.append('"').toString();
  }

  private static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.UNASSIGNED,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
