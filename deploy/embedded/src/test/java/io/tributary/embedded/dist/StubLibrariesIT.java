package io.tributary.embedded.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.embedded.Platform;
import io.tributary.embedded.Progress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StubLibrariesIT {

  @TempDir Path stubs;

  @Test
  void offerAllThatMysqldImports() throws Exception {
    MySqlDistribution mysql =
        MySqlDistribution.in(CacheDirectory.ofUser(), Platform.current(), Progress.NONE);
    for (String library : SharedLibraries.STUBS) {
      SharedLibraries.putStub(library, stubs);
    }
    ProcessBuilder builder =
        new ProcessBuilder(mysql.mysqld().toString(), "--no-defaults", "--version")
            .redirectErrorStream(true);
    // Before the system's own libraries, and with every symbol looked up at once.
    builder.environment().put("LD_LIBRARY_PATH", stubs.toString());
    builder.environment().put("LD_BIND_NOW", "1");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).contains("8.0.33");
  }
}
