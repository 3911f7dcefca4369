package io.tributary.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkdirTest {

  @TempDir Path directory;

  @Test
  void startsFromScratchOrKeepsWhatIsThere() throws IOException {
    Path root = directory.resolve("demo");
    try (Workdir workdir = Workdir.take(root, false)) {
      Files.writeString(workdir.lakeFile(), "of the first run");
    }
    try (Workdir workdir = Workdir.take(root, true)) {
      assertThat(workdir.lakeFile()).hasContent("of the first run");
    }
    try (Workdir workdir = Workdir.take(root, false)) {
      assertThat(workdir.lakeFile()).doesNotExist();
      assertThat(workdir.logs()).isEmptyDirectory();
    }
  }

  @Test
  void neverEmptiesADirectoryThatIsNotADemos() throws IOException {
    Path precious = Files.writeString(directory.resolve("thesis.tex"), "precious");

    assertThatExceptionOfType(DemoException.class)
        .isThrownBy(() -> Workdir.take(directory, false))
        .withMessageContaining("--workdir");
    assertThat(precious).hasContent("precious");
  }

  @Test
  void hasAPathThatLakeYamlCanName() {
    assertThatExceptionOfType(DemoException.class)
        .isThrownBy(() -> Workdir.take(directory.resolve("my demo"), false))
        .withMessageContaining("--workdir");
  }

  @Test
  void isUsedByOneDemoAtATime() throws IOException {
    Path root = directory.resolve("demo");
    try (Workdir workdir = Workdir.take(root, false)) {
      assertThat(workdir.root()).isAbsolute();
      assertThatExceptionOfType(DemoException.class)
          .isThrownBy(() -> Workdir.take(root, false))
          .withMessageContaining("Another demo is running");
    }
  }

  @Test
  void keepsSecretsToTheirOwner() throws IOException {
    try (Workdir workdir = Workdir.take(directory.resolve("demo"), false)) {
      workdir.writeSecret("password", "one");
      workdir.writeSecret("password", "two");

      assertThat(workdir.secret("password")).hasContent("two");
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(workdir.secret("password"))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void remembersWhereARunHasStopped() throws IOException {
    Path file = directory.resolve("state.json");
    assertThatExceptionOfType(DemoException.class)
        .isThrownBy(() -> SavedState.read(file))
        .withMessageContaining("no earlier run");
    SavedState state =
        new SavedState(7, 2, true, Map.of("bronze", "s3://flink/savepoints/savepoint-1"));
    state.write(file);

    assertThat(SavedState.read(file)).isEqualTo(state);
  }

  @Test
  void aRunWhoseDocumentsAreGoneIsNotResumed() throws IOException {
    Path file = directory.resolve("state.json");
    new SavedState(7, 2, false, Map.of()).write(file);

    assertThatExceptionOfType(DemoException.class)
        .isThrownBy(() -> SavedState.read(file))
        .withMessageContaining("TRIBUTARY_MONGOD");
  }
}
