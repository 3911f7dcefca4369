package io.tributary.embedded.dist;

import io.tributary.embedded.EmbeddedServerException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The shared libraries that {@code mysqld} is linked with. Two of them many systems lack, or have
 * under another name (Debian 13 and Ubuntu 24.04: {@code libaio.so.1t64}); stubs take their place,
 * as the server does without what they offer. See {@code src/main/native/README.md}.
 */
final class SharedLibraries {

  /** The libraries there are stubs for. */
  static final List<String> STUBS = List.of("libaio.so.1", "libnuma.so.1");

  private static final Pattern NOT_FOUND =
      Pattern.compile("^\\s*(\\S+) => not found", Pattern.MULTILINE);

  private final Path loader;

  /** Asks {@code loader}, the system's dynamic loader. */
  SharedLibraries(Path loader) {
    this.loader = loader;
  }

  /**
   * Puts stubs into {@code libraries}, where {@code program} looks first, for what the system
   * lacks.
   *
   * @throws EmbeddedServerException if it lacks more than there are stubs for
   */
  void complete(Path program, Path libraries) throws IOException, InterruptedException {
    for (String missing : missing(program)) {
      if (!STUBS.contains(missing)) {
        throw new EmbeddedServerException(
            program
                + " needs "
                + missing
                + ", which this system lacks: install it with the system's package manager");
      }
      putStub(missing, libraries);
    }
  }

  /** Puts a stub into {@code libraries}, in one step. */
  static void putStub(String name, Path libraries) throws IOException {
    String resource = "stubs/linux-x86_64/" + name;
    Path temporary = Files.createTempFile(libraries, name, ".tmp");
    try (InputStream in = SharedLibraries.class.getResourceAsStream(resource)) {
      Files.copy(in, temporary, StandardCopyOption.REPLACE_EXISTING);
    }
    Files.move(temporary, libraries.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  /** The libraries that the loader does not find for {@code program}. */
  List<String> missing(Path program) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(loader.toString(), program.toString()).redirectErrorStream(true);
    builder.environment().put("LD_TRACE_LOADED_OBJECTS", "1"); // as ldd does: list, do not run
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return NOT_FOUND.matcher(output).results().map(result -> result.group(1)).distinct().toList();
  }
}
