package io.tributary.embedded.dist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Log files of programs that did not do what they should, for error messages. */
public final class Logs {

  private static final int LINES = 15;

  private Logs() {}

  /** The last lines of {@code log}; a remark in brackets if it cannot be read. */
  public static String tail(Path log) {
    try {
      // Not Files.readString: a log may be cut in the middle of a character.
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    } catch (IOException e) {
      return "(no log: " + e + ")";
    }
  }
}
