package io.tributary.bronze;

import io.tributary.embedded.EmbeddedMongo;
import io.tributary.embedded.Progress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** By the emulator. */
class EmulatedMongoDbCaptureIT extends MongoDbCaptureContract {

  private static EmbeddedMongo server;

  @BeforeAll
  static void startServer() {
    server = EmbeddedMongo.startEmulator(Progress.NONE);
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Override
  EmbeddedMongo server() {
    return server;
  }
}
