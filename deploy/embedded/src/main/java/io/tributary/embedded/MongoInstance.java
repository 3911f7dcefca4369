package io.tributary.embedded;

import java.io.IOException;

/** A MongoDB server that can be started and ended again and again, on one port and data. */
sealed interface MongoInstance permits MongodInstance, EmulatorInstance {

  /**
   * Starts the server and returns when it takes writes; on the same port as the last time.
   *
   * @throws EmbeddedServerException if it does not start; the message says why
   */
  void start() throws IOException, InterruptedException;

  /** Ends the server in order. Does nothing if it does not run. */
  void stop();

  /** Ends the server at once. Does nothing if it does not run. */
  void kill();

  /** Where the server listens, since its first start. */
  int port();

  /** The process of the server. */
  long pid();

  /** What it is, for people: {@code MongoDB 8.2.0}. */
  String description();

  /** Lets go of what the server holds beside its data, which stays if it is on a disk. */
  void close() throws IOException;
}
