package io.tributary.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Looks for a port to listen on. */
final class FreePort {

  private FreePort() {}

  /** The port, if nobody listens on it on this machine; else 0, for any that is free. */
  static int orAny(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return port == 0 ? 0 : socket.getLocalPort();
    } catch (IOException e) {
      return 0;
    }
  }
}
