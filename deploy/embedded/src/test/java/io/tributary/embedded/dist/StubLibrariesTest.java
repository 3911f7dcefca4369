package io.tributary.embedded.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tributary.embedded.Platform;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stub libraries that are committed, against their source. */
class StubLibrariesTest {

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"libaio.so.1", "libnuma.so.1"})
  void exportWhatTheirSourceDoes(String library) throws Exception {
    assumeTrue(
        Platform.current().problem().isEmpty() && has("gcc") && has("nm"),
        "needs gcc and nm on Linux on x86-64");
    run("sh", "src/main/native/build-stubs.sh", directory.resolve("built").toString());
    Path committed = Files.createDirectory(directory.resolve("committed"));
    SharedLibraries.putStub(library, committed);

    List<String> symbols = symbols(committed.resolve(library));

    assertThat(symbols).isNotEmpty();
    assertThat(symbols).isEqualTo(symbols(directory.resolve("built").resolve(library)));
  }

  @Test
  void thereIsOneForEachThatASystemMayLack() throws Exception {
    for (String library : SharedLibraries.STUBS) {
      SharedLibraries.putStub(library, directory);
      assertThat(Files.readAllBytes(directory.resolve(library)))
          .startsWith(0x7f, 'E', 'L', 'F')
          .hasSizeLessThan(16_384);
    }
  }

  /** Names and versions of the dynamic symbols, sorted; without addresses. */
  private static List<String> symbols(Path library) throws Exception {
    return run("nm", "-D", library.toString())
        .lines()
        .map(line -> line.replaceFirst("^[0-9a-f]* *", ""))
        .sorted()
        .toList();
  }

  private static boolean has(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
