package io.tributary.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A child process that never outlives this JVM, however the JVM ends: a small shell ({@code
 * supervise.sh}) between the two holds a pipe from here and ends the server when the pipe closes.
 */
final class SupervisedProcess {

  private final Process supervisor;
  private final ProcessHandle server;

  private SupervisedProcess(Process supervisor, ProcessHandle server) {
    this.supervisor = supervisor;
    this.server = server;
  }

  /**
   * Starts {@code command} in {@code directory}; what it prints is appended to {@code log}.
   *
   * @throws IOException if it cannot be started
   */
  static SupervisedProcess start(List<String> command, Path directory, Path log)
      throws IOException {
    List<String> supervised = new ArrayList<>(List.of("sh", "-c", script(), "supervise"));
    supervised.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(supervised)
            .directory(directory.toFile())
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("TZ", "UTC");
    Process supervisor = builder.start();
    BufferedReader output = supervisor.inputReader(StandardCharsets.UTF_8);
    String pid = output.readLine();
    if (pid == null) {
      throw new IOException("The shell that starts " + command.get(0) + " ended; see " + log);
    }
    return new SupervisedProcess(supervisor, ProcessHandle.of(Long.parseLong(pid)).orElse(null));
  }

  /** Whether the process runs. */
  boolean isAlive() {
    return supervisor.isAlive();
  }

  /** The exit status of a process that has ended. */
  int exitValue() {
    return supervisor.exitValue();
  }

  /** The process id of the server itself. */
  long pid() {
    return server == null ? -1 : server.pid();
  }

  /** Waits for the end of the process, at most so long; returns whether it has ended. */
  boolean waitFor(Duration atMost) throws InterruptedException {
    return supervisor.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Asks the process to end (SIGTERM), and insists (SIGKILL) if it has not after {@code grace}. */
  void stop(Duration grace) {
    if (server != null) {
      server.destroy();
    }
    if (!endsWithin(grace)) {
      kill();
    }
  }

  /** Ends the process at once (SIGKILL) and waits until it has gone. */
  void kill() {
    if (server != null) {
      server.destroyForcibly();
    }
    if (!endsWithin(Duration.ofSeconds(10))) {
      throw new EmbeddedServerException("Process " + pid() + " does not end on SIGKILL");
    }
  }

  private boolean endsWithin(Duration time) {
    boolean interrupted = false;
    long deadline = System.nanoTime() + time.toNanos();
    try {
      while (true) {
        try {
          // An interrupt must not leave a server behind: it is noted, and the wait goes on.
          return waitFor(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static String script() throws IOException {
    try (InputStream in = SupervisedProcess.class.getResourceAsStream("supervise.sh")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
