package io.tributary.common.storage;

import io.tributary.common.config.S3Config;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** A place in storage, and how to get at it: what operators carry to where they run. */
public final class StorageAddress implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String address;
  private final S3Config s3;

  /**
   * @param address {@code s3://bucket/prefix} or {@code file:///directory}, without a trailing
   *     slash
   * @param s3 the S3-compatible store; null for AWS, where region and credentials come from the
   *     platform
   */
  public StorageAddress(String address, S3Config s3) {
    this.address = Objects.requireNonNull(address, "address");
    this.s3 = s3;
  }

  /** {@code s3://bucket/prefix} or {@code file:///directory}, without a trailing slash. */
  public String address() {
    return address;
  }

  /** The place of that name below this one. */
  public StorageAddress resolve(String name) {
    return new StorageAddress(address + "/" + name, s3);
  }

  /** Opens the place for small objects. The caller closes it. */
  public ObjectStore open() {
    URI uri = URI.create(address);
    switch (uri.getScheme()) {
      case "file":
        return new LocalObjectStore(Path.of(uri.getPath()));
      case "s3":
        String prefix = uri.getPath().isEmpty() ? "" : uri.getPath().substring(1) + "/";
        return new S3ObjectStore(client(), uri.getHost(), prefix);
      default:
        throw new IllegalArgumentException(
            "Cannot store at " + address + ": an address begins with s3:// or file://");
    }
  }

  private S3Client client() {
    S3ClientBuilder builder = S3Client.builder().httpClientBuilder(ApacheHttpClient.builder());
    if (s3 != null) {
      builder
          .endpointOverride(URI.create(s3.endpoint()))
          .forcePathStyle(s3.pathStyle())
          .region(Region.US_EAST_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(
                  AwsBasicCredentials.create(s3.accessKey().reveal(), s3.secretKey().reveal())));
    }
    return builder.build();
  }

  @Override
  public String toString() {
    return address;
  }
}
