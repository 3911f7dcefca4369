package io.tributary.embedded;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where this machine has a {@code mongod}. */
final class MongodExecutable {

  /** Names an executable: {@code mongod}, or a script that becomes it by {@code exec}. */
  static final String VARIABLE = "TRIBUTARY_MONGOD";

  private MongodExecutable() {}

  /**
   * The one that {@link #VARIABLE} names, or else the first on {@code PATH}.
   *
   * @param environment of this JVM
   * @throws EmbeddedServerException if the variable names something else
   */
  static Optional<Path> find(Map<String, String> environment) {
    String named = environment.getOrDefault(VARIABLE, "");
    if (!named.isBlank()) {
      Path executable = Path.of(named);
      if (!isExecutable(executable)) {
        throw new EmbeddedServerException(
            VARIABLE + " names " + named + ", which is not an executable file: mend or unset it");
      }
      return Optional.of(executable.toAbsolutePath());
    }
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(environment.getOrDefault("PATH", ""))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, "mongod").toAbsolutePath())
        .filter(MongodExecutable::isExecutable)
        .findFirst();
  }

  private static boolean isExecutable(Path path) {
    return Files.isRegularFile(path) && Files.isExecutable(path);
  }
}
