package io.tributary.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An S3 server in this JVM (s3proxy) on a loopback port. It keeps buckets as directories and
 * objects as files, and checks signatures (version 4) against credentials of its own. Ends with the
 * JVM.
 *
 * <p>Path-style addressing only. Multipart uploads, ranges, listings, conditional writes and
 * deletions of many keys work as on AWS; versioning and lifecycle rules answer 501. As objects are
 * files, a key {@code k} and a key {@code k/child} cannot both exist.
 *
 * <p>Safe for use by several threads.
 */
public final class EmbeddedS3 implements AutoCloseable {

  static final String HOST = "127.0.0.1";

  private static final int ANY_PORT = 0;

  private final S3ProxyServer server;
  private final String endpoint;
  private final String accessKey;
  private final String secretKey;
  private final S3Requests requests;
  private boolean closed;

  private EmbeddedS3(
      S3ProxyServer server, int port, String accessKey, String secretKey, S3Requests requests) {
    this.server = server;
    this.endpoint = "http://" + HOST + ":" + port;
    this.accessKey = accessKey;
    this.secretKey = secretKey;
    this.requests = requests;
  }

  /** As {@link #start(Path, int)}, on a port that is free. */
  public static EmbeddedS3 start(Path directory) {
    return start(directory, ANY_PORT);
  }

  /**
   * Starts a server.
   *
   * @param directory where it keeps buckets and credentials: a new one, or that of an earlier
   *     server, whose buckets and credentials it then has
   * @param port the port to listen on; 0 for any that is free
   * @throws EmbeddedServerException if it cannot be started; the message says why
   */
  public static EmbeddedS3 start(Path directory, int port) {
    try {
      Path buckets = Files.createDirectories(directory.toAbsolutePath().resolve("buckets"));
      String accessKey = SecretFile.readOrCreate(directory.resolve("access-key"), 20);
      String secretKey = SecretFile.readOrCreate(directory.resolve("secret-key"), 40);
      S3Requests requests = new S3Requests();
      S3ProxyServer server =
          new S3ProxyServer(S3ProxyClasses.loader(), buckets, port, accessKey, secretKey, requests);
      return new EmbeddedS3(server, server.start(), accessKey, secretKey, requests);
    } catch (IOException e) {
      throw new EmbeddedServerException(
          "Cannot start S3 in " + directory + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedServerException("Interrupted while starting S3 in " + directory, e);
    }
  }

  /** The address of the server, such as {@code http://127.0.0.1:40123}. */
  public String endpoint() {
    return endpoint;
  }

  /** The id of the only access key that the server knows. */
  public String accessKey() {
    return accessKey;
  }

  /** The secret that belongs to {@link #accessKey}. */
  public String secretKey() {
    return secretKey;
  }

  /** Creates a bucket, unless it exists. Does not count as a request. */
  public void createBucket(String name) {
    try {
      server.createBucket(name);
    } catch (IOException e) {
      throw new EmbeddedServerException(e.getMessage(), e);
    }
  }

  /** The requests to the server, counted. */
  public S3Requests requests() {
    return requests;
  }

  /** Ends the server; buckets and credentials stay. Does nothing the second time. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      try {
        server.stop();
      } catch (IOException e) {
        throw new EmbeddedServerException(e.getMessage(), e);
      }
    }
  }
}
