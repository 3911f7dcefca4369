package io.tributary.common.config;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * An S3-compatible store that is not AWS's. Not serializable, as it holds secrets: hand on what an
 * operator needs.
 */
public final class S3Config {
  private final URI endpoint;
  private final boolean pathStyle;
  private final Secret accessKey;
  private final Secret secretKey;

  /**
   * @param accessKey null for the platform's credentials
   * @param secretKey null exactly when {@code accessKey} is
   */
  public S3Config(URI endpoint, boolean pathStyle, Secret accessKey, Secret secretKey) {
    if ((accessKey == null) != (secretKey == null)) {
      throw new IllegalArgumentException("access key and secret key come together or not at all");
    }
    this.endpoint = Objects.requireNonNull(endpoint);
    this.pathStyle = pathStyle;
    this.accessKey = accessKey;
    this.secretKey = secretKey;
  }

  /** {@code http://host:port} or {@code https://…}. */
  public URI endpoint() {
    return endpoint;
  }

  /** Whether requests name the bucket in the path (true) or in the host name. */
  public boolean pathStyle() {
    return pathStyle;
  }

  /** Empty: the platform's credentials. Present exactly when {@link #secretKey()} is. */
  public Optional<Secret> accessKey() {
    return Optional.ofNullable(accessKey);
  }

  public Optional<Secret> secretKey() {
    return Optional.ofNullable(secretKey);
  }

  @Override
  public String toString() {
    return "S3Config{endpoint=" + endpoint + ", pathStyle=" + pathStyle + "}";
  }
}
