package io.tributary.bronze;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values of every column type, of {@code edge-values.txt}: as SQL, and as bronze must have them.
 */
final class EdgeValues {

  /** What is expected is what a query of the server gives. */
  static final String SERVER = "server";

  /** Begins what is expected of a value that is null in its column, and text in the rescued. */
  static final String RESCUED = "rescued:";

  private static final Pattern CHARACTER = Pattern.compile("\\\\(\\\\|u([0-9a-f]{4}))");

  private EdgeValues() {}

  /** By column type, in the file's order: pairs of an SQL expression and what is expected. */
  static Map<String, List<String[]>> read() throws IOException {
    Map<String, List<String[]>> values = new LinkedHashMap<>();
    List<String[]> current = null;
    try (InputStream file = EdgeValues.class.getResourceAsStream("/edge-values.txt")) {
      String[] lines = new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n");
      for (String line : lines) {
        int arrow = line.indexOf(" ->");
        if (arrow >= 0) {
          String expected = line.substring(Math.min(arrow + 4, line.length()));
          current.add(new String[] {line.substring(0, arrow), unescape(expected)});
        } else if (!line.isEmpty() && !line.startsWith("#")) {
          current = new ArrayList<>();
          values.put(line, current);
        }
      }
    }
    return values;
  }

  private static String unescape(String text) {
    return CHARACTER
        .matcher(text)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    match.group(2) == null
                        ? "\\"
                        : String.valueOf((char) Integer.parseInt(match.group(2), 16))));
  }
}
