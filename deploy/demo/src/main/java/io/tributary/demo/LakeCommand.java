package io.tributary.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a command of deploy/cli in a JVM of its own, since it has Hudi on its class path. */
final class LakeCommand {

  /**
   * What became of a command.
   *
   * @param output what it wrote to standard output
   */
  record Result(int exitCode, String output) {}

  private static final String MAIN_CLASS = "io.tributary.cli.Main";
  private static final String MEMORY = "-Xmx1500m";

  private final Path home;
  private final Path log;

  /**
   * @param home the directory that the project is built in
   * @param log takes what the commands say on standard error
   */
  LakeCommand(Path home, Path log) {
    this.home = home;
    this.log = log;
  }

  Path log() {
    return log;
  }

  /** Runs a command to its end. */
  Result run(String... arguments) throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(commandLine(arguments))
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    try {
      String output = new String(child.getInputStream().readAllBytes(), UTF_8);
      return new Result(child.waitFor(), output);
    } finally {
      child.destroyForcibly();
    }
  }

  private List<String> commandLine(String... arguments) throws IOException {
    Path classPath = home.resolve("deploy/cli/target/classpath");
    Path classes = home.resolve("deploy/cli/target/classes");
    Path options = home.resolve("deploy/demo/target/jvm.opens");
    if (!Files.exists(classPath)) {
      throw new DemoException("There is no " + classPath + ". Build it: mvn -DskipTests package");
    }
    List<String> commandLine =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + options,
                MEMORY,
                "-cp",
                classes + ":" + Files.readString(classPath).strip(),
                MAIN_CLASS));
    commandLine.addAll(List.of(arguments));
    return commandLine;
  }
}
