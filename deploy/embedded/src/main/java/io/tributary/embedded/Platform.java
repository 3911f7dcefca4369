package io.tributary.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the embedded MySQL runs: Linux on x86-64 with glibc, which is what its binary is made for.
 */
public record Platform(String os, String arch, Path loader) {

  /** The dynamic loader's path, fixed by the x86-64 ABI; a system with musl alone lacks it. */
  private static final Path GLIBC_LOADER = Path.of("/lib64/ld-linux-x86-64.so.2");

  /** The platform of this JVM. */
  public static Platform current() {
    return new Platform(System.getProperty("os.name"), System.getProperty("os.arch"), GLIBC_LOADER);
  }

  /** Why the embedded MySQL does not run here, and what to do instead; empty where it runs. */
  public Optional<String> problem() {
    String system = os.toLowerCase(Locale.ROOT);
    String cpu = arch.toLowerCase(Locale.ROOT);
    if (!system.equals("linux") || !(cpu.equals("amd64") || cpu.equals("x86_64"))) {
      return Optional.of(advice("this is " + os + " on " + arch));
    }
    if (!Files.exists(loader)) {
      return Optional.of(advice("this system has no glibc (" + loader + " is missing)"));
    }
    return Optional.empty();
  }

  /**
   * Does nothing where the embedded MySQL runs.
   *
   * @throws EmbeddedServerException elsewhere
   */
  public void require() {
    problem()
        .ifPresent(
            problem -> {
              throw new EmbeddedServerException(problem);
            });
  }

  private static String advice(String found) {
    return "The embedded MySQL server runs on Linux on x86-64 with glibc, but "
        + found
        + ". Use `docker compose up` with docker-compose.yml at the root of the project instead"
        + " (it arrives with a later release).";
  }
}
