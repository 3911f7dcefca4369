package io.tributary.demo;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The lake's jobs, in the order in which they have to be started. */
enum LakeJob {
  BRONZE,
  SILVER,
  CONSUMER;

  /** The name of its module, and of its jar. */
  String moduleName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name that it submits itself under. */
  String jobName() {
    return "tributary-" + moduleName();
  }

  /**
   * The jar that operators are given.
   *
   * @param home the directory that the project is built in
   * @throws DemoException if it is not built
   */
  Path jar(Path home) throws IOException {
    Path target = home.resolve("jobs").resolve(moduleName()).resolve("target");
    String pattern = jobName() + "-*-job.jar";
    if (Files.isDirectory(target)) {
      try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, pattern)) {
        for (Path jar : jars) {
          return jar;
        }
      }
    }
    throw new DemoException(
        "There is no " + pattern + " in " + target + ". Build it: mvn -DskipTests package");
  }
}
