package io.tributary.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class SupervisedProcessTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path directory;
  private Path log;

  @BeforeEach
  void nameLog() {
    log = directory.resolve("log");
  }

  @Test
  void passesOnOutputAndStatus() throws Exception {
    SupervisedProcess process = start("echo out; echo err >&2; exit 7");

    assertThat(process.waitFor(LONG)).isTrue();
    assertThat(process.exitValue()).isEqualTo(7);
    assertThat(Files.readAllLines(log)).containsExactlyInAnyOrder("out", "err");
  }

  @Test
  void endsInOrderIfItCan() throws Exception {
    SupervisedProcess process =
        start("trap 'echo bye; exit 0' TERM; mkfifo wait; echo > started; read x <> wait");
    awaitFile("started");

    process.stop(LONG);

    assertThat(process.waitFor(Duration.ZERO)).isTrue();
    assertThat(Files.readString(log)).contains("bye");
  }

  @Test
  void endsWithForceIfItMust() throws Exception {
    SupervisedProcess process = start("trap '' TERM; mkfifo wait; echo > started; read x <> wait");
    awaitFile("started");

    process.stop(Duration.ofMillis(100));

    assertThat(process.waitFor(Duration.ZERO)).isTrue();
    assertThat(ProcessHandle.of(process.pid())).isEmpty();
  }

  @Test
  void anInterruptDoesNotLeaveItBehind() throws Exception {
    SupervisedProcess process = start("mkfifo wait; echo > started; read x <> wait");
    awaitFile("started");

    Thread.currentThread().interrupt();
    process.stop(LONG);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(ProcessHandle.of(process.pid())).isEmpty();
  }

  private SupervisedProcess start(String script) throws Exception {
    return SupervisedProcess.start(List.of("sh", "-c", script), directory, log);
  }

  private void awaitFile(String name) {
    long deadline = System.nanoTime() + LONG.toNanos();
    while (!Files.exists(directory.resolve(name))) {
      assertThat(System.nanoTime()).as("waiting for " + name).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
