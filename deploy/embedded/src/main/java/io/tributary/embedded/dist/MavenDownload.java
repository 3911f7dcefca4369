package io.tributary.embedded.dist;

import io.tributary.embedded.EmbeddedServerException;
import io.tributary.embedded.Progress;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Downloads an artifact with the user's own Maven, so that mirrors, proxies and credentials of
 * {@code settings.xml} apply and checksums are verified.
 */
final class MavenDownload {

  private static final String PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1";
  private static final Pattern LOCAL_REPOSITORY =
      Pattern.compile("<localRepository>\\s*([^<]+?)\\s*</localRepository>");
  private static final int POLL_MILLIS = 250;

  private final Map<String, String> environment;
  private final Path home;

  /** Finds Maven by {@code environment}, and its settings in the {@code home} directory. */
  MavenDownload(Map<String, String> environment, Path home) {
    this.environment = environment;
    this.home = home;
  }

  /**
   * Downloads {@code artifact}, unless the local repository has it, and copies it to {@code
   * directory}.
   *
   * @param what names the step to {@code progress}
   * @return the copy
   * @throws EmbeddedServerException if there is no Maven, or it fails; the message has its output
   */
  Path copy(Artifact artifact, Path directory, String what, Progress progress)
      throws IOException, InterruptedException {
    Path log = directory.resolve("maven.log");
    List<String> command = new ArrayList<>();
    command.add(maven().toString());
    // Batch mode, failing on a wrong checksum.
    command.addAll(List.of("-B", "-C", PLUGIN + ":copy"));
    command.add("-Dartifact=" + artifact.coordinates());
    command.add("-DoutputDirectory=" + directory);
    String repository = System.getProperty("maven.repo.local");
    if (repository != null) {
      command.add("-Dmaven.repo.local=" + repository);
    }
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile()) // no project there whose settings would count
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Path growing = localRepository(repository).resolve(artifact.directory());
    try {
      progress.update(what, 0, artifact.bytes());
      while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        long done = Math.min(bytesSoFar(growing, artifact.fileName()), artifact.bytes() - 1);
        progress.update(what, done, artifact.bytes());
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
    Path copy = directory.resolve(artifact.fileName());
    if (process.exitValue() != 0 || !Files.exists(copy)) {
      throw new EmbeddedServerException(
          "Maven could not download "
              + artifact.coordinates()
              + ". Its output ends:\n"
              + Logs.tail(log)
              + "\nTo see more, run: mvn -C dependency:get -Dartifact="
              + artifact.coordinates()
              + " -Dtransitive=false");
    }
    progress.update(what, artifact.bytes(), artifact.bytes());
    return copy;
  }

  /** The {@code mvn} of {@code MAVEN_HOME}, else the first on the {@code PATH}. */
  Path maven() {
    Stream<String> mavenHome =
        Optional.ofNullable(environment.get("MAVEN_HOME")).map(dir -> dir + "/bin").stream();
    Stream<String> path =
        Stream.of(environment.getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator)));
    return Stream.concat(mavenHome, path)
        .filter(directory -> !directory.isBlank())
        .map(directory -> Path.of(directory, "mvn"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new EmbeddedServerException(
                    "The embedded MySQL server is downloaded with Maven, but there is no `mvn`: "
                        + "put Maven 3.8 or later on the PATH, or set MAVEN_HOME"));
  }

  /** Where Maven keeps its downloads; wrong at worst for the progress shown. */
  private Path localRepository(String configured) throws IOException {
    if (configured != null) {
      return Path.of(configured);
    }
    Path settings = home.resolve(".m2/settings.xml");
    if (Files.exists(settings)) {
      Matcher matcher = LOCAL_REPOSITORY.matcher(Files.readString(settings));
      if (matcher.find()) {
        return Path.of(matcher.group(1).replace("${user.home}", home.toString()));
      }
    }
    return home.resolve(".m2/repository");
  }

  /** The size of the file being downloaded: Maven writes aside, adding to the name. */
  private static long bytesSoFar(Path directory, String fileName) {
    File[] files = directory.toFile().listFiles((dir, name) -> name.contains(fileName));
    long largest = 0;
    for (File file : files == null ? new File[0] : files) {
      largest = Math.max(largest, file.length());
    }
    return largest;
  }

  /** A file in a Maven repository. */
  record Artifact(
      String group, String id, String version, String type, String classifier, long bytes) {

    String coordinates() {
      return String.join(":", group, id, version, type, classifier);
    }

    String fileName() {
      return id + "-" + version + "-" + classifier + "." + type;
    }

    Path directory() {
      return Path.of(group.replace('.', '/'), id, version);
    }
  }
}
