package io.tributary.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {

  @TempDir Path directory;
  private Path loader;

  @BeforeEach
  void makeLoader() throws Exception {
    loader = Files.createFile(directory.resolve("ld.so"));
  }

  @Test
  void mysqlRunsOnLinuxOnX86() {
    assertThatCode(new Platform("Linux", "amd64", loader)::require).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"Mac OS X,aarch64", "Windows 11,amd64", "Linux,aarch64"})
  void elsewhereDockerComposeIsTheWay(String os, String arch) {
    assertThatThrownBy(new Platform(os, arch, loader)::require)
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining("this is " + os + " on " + arch)
        .hasMessageContaining("docker compose up");
  }

  @Test
  void mysqlNeedsGlibc() {
    assertThat(new Platform("Linux", "amd64", directory.resolve("none")).problem())
        .hasValueSatisfying(
            problem -> assertThat(problem).contains("no glibc").contains("docker compose up"));
  }
}
