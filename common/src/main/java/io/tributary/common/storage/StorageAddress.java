package io.tributary.common.storage;

import io.tributary.common.config.S3Config;
import io.tributary.common.config.Secret;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
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
  private final URI endpoint;
  private final boolean pathStyle;
  private final String accessKey;
  private final String secretKey;

  /**
   * @param address {@code s3://bucket/prefix} or {@code file:///directory}, without a trailing
   *     slash
   * @param s3 the S3-compatible store; null for AWS, where region and credentials come from the
   *     platform
   */
  public StorageAddress(String address, S3Config s3) {
    this(
        address,
        s3 == null ? null : s3.endpoint(),
        s3 != null && s3.pathStyle(),
        s3 == null ? null : s3.accessKey().map(Secret::reveal).orElse(null),
        s3 == null ? null : s3.secretKey().map(Secret::reveal).orElse(null));
  }

  private StorageAddress(
      String address, URI endpoint, boolean pathStyle, String accessKey, String secretKey) {
    this.address = Objects.requireNonNull(address, "address");
    this.endpoint = endpoint;
    this.pathStyle = pathStyle;
    this.accessKey = accessKey;
    this.secretKey = secretKey;
  }

  /** {@code s3://bucket/prefix} or {@code file:///directory}, without a trailing slash. */
  public String address() {
    return address;
  }

  /** The place of that name below this one. */
  public StorageAddress resolve(String name) {
    return new StorageAddress(address + "/" + name, endpoint, pathStyle, accessKey, secretKey);
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

  /**
   * The same store as Hadoop's S3A file system is told of it, for Hudi, which uses no other.
   *
   * @return options with the prefix {@code hadoop.}; none on AWS
   */
  public Map<String, String> hadoopOptions() {
    Map<String, String> options = new TreeMap<>();
    if (endpoint != null) {
      options.put("hadoop.fs.s3a.endpoint", endpoint.toString());
      options.put("hadoop.fs.s3a.path.style.access", String.valueOf(pathStyle));
      options.put(
          "hadoop.fs.s3a.connection.ssl.enabled",
          String.valueOf("https".equals(endpoint.getScheme())));
    }
    if (accessKey != null) {
      options.put("hadoop.fs.s3a.access.key", accessKey);
      options.put("hadoop.fs.s3a.secret.key", secretKey);
      options.put(
          "hadoop.fs.s3a.aws.credentials.provider",
          "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider");
    }
    return options;
  }

  private S3Client client() {
    S3ClientBuilder builder = S3Client.builder().httpClientBuilder(ApacheHttpClient.builder());
    if (endpoint != null) {
      builder.endpointOverride(endpoint).forcePathStyle(pathStyle).region(Region.US_EAST_1);
    }
    if (accessKey != null) {
      builder.credentialsProvider(
          StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)));
    }
    return builder.build();
  }

  @Override
  public String toString() {
    return address;
  }
}
