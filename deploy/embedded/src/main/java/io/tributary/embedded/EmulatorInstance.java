package io.tributary.embedded;

import io.tributary.embedded.dist.Versions;
import io.tributary.embedded.mongo.MongoEmulator;

/** The emulator in this JVM. */
final class EmulatorInstance implements MongoInstance {

  private final MongoEmulator emulator;

  EmulatorInstance(int eventsKept) {
    emulator = new MongoEmulator(EmbeddedMongo.REPLICA_SET, eventsKept);
  }

  @Override
  public void start() throws InterruptedException {
    try {
      emulator.start();
    } catch (IllegalStateException e) {
      throw new EmbeddedServerException(e.getMessage(), e);
    }
  }

  @Override
  public void stop() {
    emulator.stop();
  }

  @Override
  public void kill() {
    emulator.stop();
  }

  @Override
  public int port() {
    return emulator.port();
  }

  @Override
  public long pid() {
    return ProcessHandle.current().pid();
  }

  @Override
  public String description() {
    return "MongoDB emulator (mongo-java-server " + Versions.get("mongo-java-server") + ")";
  }

  @Override
  public void close() {
    emulator.stop();
  }
}
