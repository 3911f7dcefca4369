package io.tributary.embedded;

import io.tributary.embedded.dist.Logs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A {@code mongod} as a child process, on a directory with {@code data} and {@code mongod.log}. */
final class MongodInstance implements MongoInstance {

  /** Generous: on a busy machine. A server that fails ends by itself, and is not waited for. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Duration SHUTDOWN_GRACE = Duration.ofSeconds(15);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final int PORTS_TRIED = 5;

  /** What mongod exits with when it cannot listen on its port. */
  private static final int EXIT_NET_ERROR = 48;

  private final Path executable;
  private final DirectoryLock directory;
  private final List<String> extraOptions;
  private SupervisedProcess process;
  private int port;
  private String version;

  /**
   * An instance that is not started.
   *
   * @param extraOptions win over the defaults here
   */
  MongodInstance(Path executable, DirectoryLock directory, List<String> extraOptions) {
    this.executable = executable;
    this.directory = directory;
    this.extraOptions = List.copyOf(extraOptions);
  }

  @Override
  public void start() throws IOException, InterruptedException {
    if (port != 0) {
      start(port);
      return;
    }
    for (int attempt = 1; ; attempt++) {
      int free = LoopbackPort.free();
      try {
        start(free);
        port = free;
        return;
      } catch (PortTakenException e) {
        if (attempt == PORTS_TRIED) {
          throw e;
        }
      }
    }
  }

  @Override
  public void stop() {
    if (process != null) {
      process.stop(SHUTDOWN_GRACE);
    }
  }

  @Override
  public void kill() {
    if (process != null) {
      process.kill();
    }
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public String description() {
    return "MongoDB " + version;
  }

  @Override
  public void close() throws IOException {
    stop();
    directory.close();
  }

  private void start(int onPort) throws IOException, InterruptedException {
    Files.createDirectories(data());
    process = SupervisedProcess.start(command(onPort), directory.directory(), log());
    boolean started = false;
    try (ReplicaSetMember member = new ReplicaSetMember(onPort)) {
      awaitPrimary(member);
      version = member.version();
      started = true;
    } finally {
      if (!started) {
        process.kill();
      }
    }
  }

  private void awaitPrimary(ReplicaSetMember member) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!member.isReady(data())) {
      if (process.waitFor(POLL)) {
        EmbeddedServerException failure = failure("MongoDB did not start");
        throw process.exitValue() == EXIT_NET_ERROR ? new PortTakenException(failure) : failure;
      }
      if (System.nanoTime() > deadline) {
        throw failure("MongoDB did not become primary: " + member.problem());
      }
    }
  }

  private List<String> command(int onPort) {
    Map<String, String> defaults = new LinkedHashMap<>();
    defaults.put("--bind_ip", "127.0.0.1");
    defaults.put("--port", Integer.toString(onPort));
    defaults.put("--dbpath", data().toString());
    defaults.put("--replSet", EmbeddedMongo.REPLICA_SET);
    defaults.put("--wiredTigerCacheSizeGB", "0.25");
    defaults.put("--oplogSize", "256");
    List<String> command = new ArrayList<>();
    command.add(executable.toString());
    defaults.forEach(
        (name, value) -> {
          if (!hasExtra(name)) {
            command.add(name);
            command.add(value);
          }
        });
    command.add("--nounixsocket");
    command.addAll(List.of("--setParameter", "diagnosticDataCollectionEnabled=false"));
    // Nobody else is in the replica set whom a shutdown should give time to notice it.
    command.addAll(List.of("--setParameter", "shutdownTimeoutMillisForSignaledShutdown=100"));
    command.addAll(extraOptions);
    return command;
  }

  private boolean hasExtra(String name) {
    return extraOptions.stream()
        .anyMatch(option -> option.equals(name) || option.startsWith(name + "="));
  }

  private Path data() {
    return directory.directory().resolve("data");
  }

  private Path log() {
    return directory.directory().resolve("mongod.log");
  }

  private EmbeddedServerException failure(String what) {
    return new EmbeddedServerException(
        what + ". Its log, " + log() + ", ends:\n" + Logs.tail(log()));
  }

  /** Somebody else listens on the port. */
  private static final class PortTakenException extends EmbeddedServerException {
    private static final long serialVersionUID = 1L;

    PortTakenException(EmbeddedServerException failure) {
      super(failure.getMessage());
    }
  }
}
