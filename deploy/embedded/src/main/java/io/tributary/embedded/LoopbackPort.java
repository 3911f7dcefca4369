package io.tributary.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A port on 127.0.0.1 for a server that must be told one. */
final class LoopbackPort {

  private LoopbackPort() {}

  /** One that is free now: somebody may take it before the server does. */
  static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
