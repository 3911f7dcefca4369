package io.tributary.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file is read from where its address says. */
class ConfigTextTest {

  @TempDir Path directory;

  @Test
  void localFiles() throws IOException {
    Path file = Files.writeString(directory.resolve("lake.yaml"), "größe: 1");

    assertThat(new ConfigText().read(file.toString())).isEqualTo("größe: 1");
    assertThat(new ConfigText().read(file.toUri().toString())).isEqualTo("größe: 1");
    assertThat(new ConfigText().read("file://" + file)).isEqualTo("größe: 1");
  }

  @Test
  void whatCannotBeReadIsAProblem() throws IOException {
    Path latin1 = Files.write(directory.resolve("latin1"), new byte[] {(byte) 0xE4, 'x'});

    assertThatThrownBy(() -> LakeConfigLoader.load(directory + "/none.yaml"))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(directory + "/none.yaml: 1 problem\n  - does not exist, seen from");
    assertThatThrownBy(() -> new ConfigText().read(directory.toString()))
        .hasMessageContaining("cannot be read");
    assertThatThrownBy(() -> new ConfigText().read(latin1.toString()))
        .hasMessageContaining("It must be a file of UTF-8 text");
    assertThatThrownBy(() -> new ConfigText().read("s3a://acme/lake.yaml"))
        .hasMessageContaining("Write s3://bucket/key.");
    assertThatThrownBy(() -> new ConfigText().read("s3://acme"))
        .hasMessageContaining("Write s3://bucket/key.");
  }

  @Test
  void objectsInS3ByTheSdksOwnSettings() throws IOException {
    HttpServer store =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    store.createContext(
        "/",
        exchange -> {
          boolean known = exchange.getRequestURI().getPath().equals("/acme/etc/lake.yaml");
          byte[] body =
              (known ? Yaml.SMALL : "<Error><Code>NoSuchKey</Code></Error>")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(known ? 200 : 404, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    store.start();
    Map<String, String> settings =
        Map.of(
            "aws.endpointUrlS3", "http://localhost:" + store.getAddress().getPort(),
            "aws.region", "eu-west-1",
            "aws.accessKeyId", "key",
            "aws.secretAccessKey", "secret");
    Map<String, String> before = new HashMap<>();
    settings.forEach((name, value) -> before.put(name, System.setProperty(name, value)));
    try {
      assertThat(LakeConfigLoader.load("s3://acme/etc/lake.yaml").sources()).containsKey("shop");
      assertThatThrownBy(() -> LakeConfigLoader.load("s3://acme/none.yaml"))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("s3://acme/none.yaml: 1 problem\n  - does not exist.");
    } finally {
      before.forEach(
          (name, value) -> {
            if (value == null) {
              System.clearProperty(name);
            } else {
              System.setProperty(name, value);
            }
          });
      store.stop(0);
    }
  }
}
