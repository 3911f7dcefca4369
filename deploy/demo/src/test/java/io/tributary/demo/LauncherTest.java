package io.tributary.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a project of its own, with a Maven and a Java that only say what they are told.
 */
class LauncherTest {

  private record Result(int exitCode, String output) {}

  @TempDir Path directory;
  private Path project;
  private Path jdk;
  private Path bin;

  @BeforeEach
  void createProject() throws IOException {
    project = Files.createDirectories(directory.resolve("my project"));
    jdk = directory.resolve("jdk");
    bin = Files.createDirectories(directory.resolve("bin"));
    Path launcher = Path.of("..", "..", "tributary");
    Files.copy(launcher, project.resolve("tributary"));
    executable(project.resolve("tributary"));
    write("pom.xml", "<project/>");
    write("common/src/main/java/A.java", "class A {}");
    write("common/src/test/java/ATest.java", "class ATest {}");
    Files.createDirectories(jdk.resolve("bin"));
    script(jdk.resolve("bin/javac"), "");
    script(
        jdk.resolve("bin/java"),
        "if [ \"$1\" = -version ]; then echo 'openjdk version \"17.0.15\" 2025' >&2; exit; fi",
        "for word in \"$@\"; do printf '<%s>' \"$word\"; done; echo");
    script(
        bin.resolve("mvn"),
        "echo \"mvn in $PWD: $*\" >> '" + directory.resolve("mvn.log") + "'",
        "echo '[INFO] Building tributary-common 0.1.0-SNAPSHOT                [2/9]'",
        "echo '[INFO] Downloaded from central: https://x/a.jar (2.5 MB at 1.0 MB/s)'",
        "if [ -f fail ]; then echo '[ERROR] does not compile'; exit 1; fi",
        "for module in demo cli; do",
        "  mkdir -p deploy/$module/target && echo \"$PWD/pom.xml\" > deploy/$module/target/classpath",
        "done");
  }

  @Test
  void isPosixShell() throws Exception {
    assertThat(run(List.of("sh", "-n", project.resolve("tributary").toString())).exitCode())
        .isZero();
  }

  @Test
  void buildsWhatIsNotBuiltAndRunsTheDemo() throws Exception {
    Result result = launch("demo", "--report", "my report.json");

    assertThat(result.exitCode()).as(result.output()).isZero();
    assertThat(result.output())
        .contains("Building [2/9] tributary-common")
        .contains("1 files, 2 MB downloaded")
        .contains("<io.tributary.demo.DemoCommand><--report><my report.json>")
        .contains("<-Dtributary.home=" + project.toRealPath() + ">")
        .contains("<-Dtributary.terminal=false>");
    assertThat(builds()).hasSize(1);
    assertThat(builds().get(0)).startsWith("mvn in " + project.toRealPath()).contains("package");
  }

  @Test
  void doesNotBuildAgainUntilASourceChanges() throws Exception {
    launch("demo");
    age("common/src/test/java/ATest.java", -60);
    launch("demo");
    assertThat(builds()).hasSize(1);

    age("common/src/main/java/A.java", -60);
    launch("demo");
    assertThat(builds()).hasSize(2);
  }

  @Test
  void buildsAgainWhenADependencyHasGone() throws Exception {
    launch("build");
    write("deploy/demo/target/classpath", "/gone/a.jar:" + project.resolve("pom.xml"));
    launch("build");

    assertThat(builds()).hasSize(2);
  }

  @Test
  void aBuildThatFailsSaysWhyAndIsTriedAgain() throws Exception {
    write("fail", "");
    Result failed = launch("demo");
    assertThat(failed.exitCode()).isEqualTo(2);
    assertThat(failed.output()).contains("[ERROR] does not compile").contains("build.log");
    assertThat(failed.output()).doesNotContain("DemoCommand");

    Files.delete(project.resolve("fail"));
    assertThat(launch("demo").exitCode()).isZero();
  }

  @Test
  void runsTheOtherCommandsWithTheirOwnClassPath() throws Exception {
    assertThat(launch("query", "SELECT 1").output())
        .contains("deploy/cli/target/classes:")
        .contains("<io.tributary.cli.Main><query><SELECT 1>");
  }

  @Test
  void worksThroughALink() throws Exception {
    Path link = bin.resolve("lake");
    Files.createSymbolicLink(link, project.resolve("tributary"));
    Result result = run(List.of("sh", link.toString(), "demo"));

    assertThat(result.output()).contains("<-Dtributary.home=" + project.toRealPath() + ">");
  }

  @Test
  void saysWhatHasToBeInstalled() throws Exception {
    Files.delete(bin.resolve("mvn"));
    Result result = launch("demo");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.output()).contains("Maven 3.8 or newer").contains("Install it");
  }

  @Test
  void knowsItsCommands() throws Exception {
    assertThat(launch().output()).contains("demo").contains("query").contains("verify");
    Result unknown = launch("demno");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.output()).contains("There is no command demno");
  }

  private Result launch(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", project.resolve("tributary").toString()));
    command.addAll(List.of(arguments));
    return run(command);
  }

  private Result run(List<String> command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).directory(directory.toFile());
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder.environment().put("PATH", bin + ":" + tools());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Result(process.waitFor(), output);
  }

  /** The tools that every system has, and no Maven of the machine's. */
  private Path tools() throws IOException {
    Path tools = Files.createDirectories(directory.resolve("tools"));
    for (String tool :
        List.of(
            "sh",
            "awk",
            "sed",
            "grep",
            "head",
            "find",
            "cat",
            "tr",
            "tee",
            "touch",
            "mkdir",
            "mv",
            "rm",
            "uname",
            "dirname",
            "readlink",
            "stty")) {
      for (String bin : List.of("/bin", "/usr/bin")) {
        Path original = Path.of(bin, tool);
        if (Files.exists(original) && !Files.exists(tools.resolve(tool))) {
          Files.createSymbolicLink(tools.resolve(tool), original);
        }
      }
    }
    return tools;
  }

  private List<String> builds() throws IOException {
    return Files.readAllLines(directory.resolve("mvn.log"));
  }

  /** Makes a file look changed so many seconds ago; negative for the future. */
  private void age(String file, int seconds) throws IOException {
    Files.setLastModifiedTime(
        project.resolve(file),
        java.nio.file.attribute.FileTime.fromMillis(System.currentTimeMillis() - seconds * 1000L));
  }

  private void write(String file, String content) throws IOException {
    Path path = project.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }

  private static void script(Path file, String... lines) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    executable(file);
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
