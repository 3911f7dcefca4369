package io.tributary.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class MongodExecutableTest {

  @TempDir Path first;
  @TempDir Path second;

  @Test
  void isTheFirstOnThePath() throws IOException {
    String path = String.join(File.pathSeparator, first.toString(), "", second.toString());
    assertThat(MongodExecutable.find(Map.of())).isEmpty();
    assertThat(MongodExecutable.find(Map.of("PATH", path))).isEmpty();

    Path later = executable(second.resolve("mongod"));
    Files.createFile(first.resolve("mongod")); // not executable
    assertThat(MongodExecutable.find(Map.of("PATH", path))).contains(later);
  }

  @Test
  void isTheOneThatTheVariableNames() throws IOException {
    executable(first.resolve("mongod"));
    Path launcher = executable(second.resolve("launcher.sh"));

    assertThat(
            MongodExecutable.find(
                Map.of("PATH", first.toString(), "TRIBUTARY_MONGOD", launcher.toString())))
        .contains(launcher);
  }

  @Test
  void saysThatTheVariableIsWrong() {
    Path missing = first.resolve("missing");

    assertThatThrownBy(() -> MongodExecutable.find(Map.of("TRIBUTARY_MONGOD", missing.toString())))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining("TRIBUTARY_MONGOD names " + missing);
  }

  private static Path executable(Path file) throws IOException {
    Files.createFile(file);
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }
}
