package io.tributary.demo.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cluster that answers as it is told to. */
class FlinkRestTest {

  private static final String ELECTION =
      "{\"errors\":[\"Service temporarily unavailable due to an ongoing leader election.\"]}";

  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer server;
  private FlinkRest rest;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    rest = new FlinkRest(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void waitsForTheElectionOfALeader() throws Exception {
    answer("/overview", 503, ELECTION, 3, 200, "{}");

    rest.awaitDispatcher();

    assertThat(requests).hasValue(4);
  }

  @Test
  void saysAtOnceWhyARequestIsRefused() {
    answer("/jobs/x", 404, "{\"errors\":[\"Job x not found\"]}", 1, 200, "{}");

    assertThatThrownBy(() -> rest.status("x"))
        .isInstanceOf(FlinkRestException.class)
        .hasMessage("Job x not found");
    assertThat(requests).hasValue(1);
  }

  private void answer(
      String path, int first, String firstBody, int times, int then, String thenBody) {
    server.createContext(
        path,
        exchange -> {
          boolean early = requests.incrementAndGet() <= times;
          byte[] body = (early ? firstBody : thenBody).getBytes(UTF_8);
          exchange.sendResponseHeaders(early ? first : then, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }
}
