package io.tributary.embedded;

import static io.tributary.embedded.S3RequestKind.COMPLETE_MULTIPART;
import static io.tributary.embedded.S3RequestKind.COPY;
import static io.tributary.embedded.S3RequestKind.CREATE_MULTIPART;
import static io.tributary.embedded.S3RequestKind.DELETE;
import static io.tributary.embedded.S3RequestKind.DELETE_BATCH;
import static io.tributary.embedded.S3RequestKind.GET;
import static io.tributary.embedded.S3RequestKind.HEAD;
import static io.tributary.embedded.S3RequestKind.LIST;
import static io.tributary.embedded.S3RequestKind.PUT;
import static io.tributary.embedded.S3RequestKind.UPLOAD_PART;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

class EmbeddedS3IT {

  private static final String BUCKET = "lake";
  private static final int PART_BYTES = 5 << 20;

  @TempDir Path directory;
  private EmbeddedS3 s3;
  private S3Client client;

  @BeforeEach
  void start() {
    s3 = EmbeddedS3.start(directory);
    s3.createBucket(BUCKET);
    client = client(s3.endpoint(), s3.accessKey(), s3.secretKey());
  }

  @AfterEach
  void end() {
    client.close();
    s3.close();
  }

  @Test
  void keepsObjects() {
    put("a/x", "hello");

    assertThat(get("a/x")).isEqualTo("hello");
    assertThat(range("a/x", "bytes=1-3")).isEqualTo("ell");
    assertThat(range("a/x", "bytes=-2")).isEqualTo("lo");
    client.copyObject(
        r -> r.sourceBucket(BUCKET).sourceKey("a/x").destinationBucket(BUCKET).destinationKey("y"));
    client.deleteObject(r -> r.bucket(BUCKET).key("a/x"));
    assertThat(get("y")).isEqualTo("hello");
    assertThatThrownBy(() -> get("a/x")).isInstanceOf(NoSuchKeyException.class);
  }

  @Test
  void listsByPrefixAndDelimiterInPages() {
    put("silver/orders/.hoodie/1", "");
    put("silver/orders/dt=2026-11-22 10%3A00/é+ü.parquet", "");
    put("silver/orders/z", "");
    put("silver/orders2/z", "");

    ListObjectsV2Response top =
        client.listObjectsV2(r -> r.bucket(BUCKET).prefix("silver/orders/").delimiter("/"));
    assertThat(top.commonPrefixes().stream().map(CommonPrefix::prefix))
        .containsExactly("silver/orders/.hoodie/", "silver/orders/dt=2026-11-22 10%3A00/");
    assertThat(top.contents().stream().map(S3Object::key)).containsExactly("silver/orders/z");
    assertThat(
            client
                .listObjectsV2Paginator(r -> r.bucket(BUCKET).prefix("silver/orders/").maxKeys(1))
                .contents()
                .stream()
                .map(S3Object::key))
        .containsExactly(
            "silver/orders/.hoodie/1",
            "silver/orders/dt=2026-11-22 10%3A00/é+ü.parquet",
            "silver/orders/z");
    assertThat(client.listObjectsV2(r -> r.bucket(BUCKET).startAfter("silver/orders/z")).contents())
        .extracting(S3Object::key)
        .containsExactly("silver/orders2/z");
  }

  @Test
  void knowsDirectoryMarkersAsHadoopWritesThem() {
    client.putObject(r -> r.bucket(BUCKET).key("d/"), RequestBody.empty());

    assertThat(client.headObject(r -> r.bucket(BUCKET).key("d/")).contentLength()).isZero();
    assertThat(client.listObjectsV2(r -> r.bucket(BUCKET).prefix("d/").delimiter("/")).contents())
        .extracting(S3Object::key)
        .containsExactly("d/");
    put("d/x", "in it");
    client.deleteObject(r -> r.bucket(BUCKET).key("d/"));
    assertThat(get("d/x")).isEqualTo("in it");
    client.deleteObject(r -> r.bucket(BUCKET).key("d/x"));
    assertThat(client.listObjectsV2(r -> r.bucket(BUCKET)).contents()).isEmpty();
  }

  /** S3A asks for the key of a directory first, and must hear that there is no such object. */
  @Test
  void takesNoDirectoryForAnObject() {
    put("d/e/x", "");

    for (String key : List.of("d", "d/", "d/e", "d/e/")) {
      assertThatThrownBy(() -> client.headObject(r -> r.bucket(BUCKET).key(key)))
          .as(key)
          .isInstanceOf(NoSuchKeyException.class);
    }
    assertThat(client.listObjectsV2(r -> r.bucket(BUCKET).prefix("d/").delimiter("/")).keyCount())
        .isEqualTo(1);
  }

  @Test
  void showsAMultipartUploadOnlyWhenComplete() {
    String upload = client.createMultipartUpload(r -> r.bucket(BUCKET).key("big")).uploadId();
    List<CompletedPart> parts =
        List.of(uploadPart(upload, 1, PART_BYTES), uploadPart(upload, 2, 1));

    assertThat(client.listObjectsV2(r -> r.bucket(BUCKET)).contents()).isEmpty();
    client.completeMultipartUpload(
        r -> r.bucket(BUCKET).key("big").uploadId(upload).multipartUpload(m -> m.parts(parts)));
    assertThat(client.headObject(r -> r.bucket(BUCKET).key("big")).contentLength())
        .isEqualTo(PART_BYTES + 1);
    assertThat(range("big", "bytes=-2")).isEqualTo("\1\2");
  }

  @Test
  void rejectsAWriteWhoseConditionFails() {
    put("once", "1");

    assertThatThrownBy(
            () ->
                client.putObject(
                    r -> r.bucket(BUCKET).key("once").ifNoneMatch("*"),
                    RequestBody.fromString("2")))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
    assertThat(get("once")).isEqualTo("1");
  }

  @Test
  void rejectsWrongCredentials() {
    try (S3Client wrongSecret = client(s3.endpoint(), s3.accessKey(), "wrong");
        S3Client wrongKey = client(s3.endpoint(), "nobody", s3.secretKey())) {
      for (S3Client wrong : List.of(wrongSecret, wrongKey)) {
        assertThatThrownBy(() -> wrong.listObjectsV2(r -> r.bucket(BUCKET)))
            .isInstanceOfSatisfying(
                S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(403));
      }
    }
  }

  @Test
  void countsRequestsByKindAndPrefix() {
    s3.requests().watch("lake/silver/orders");
    s3.requests().watch("lake/silver");
    S3RequestCounts before = s3.requests().counts();

    put("silver/orders/x", "1");
    put("silver/orders2/x", "1");
    get("silver/orders/x");
    client.headObject(r -> r.bucket(BUCKET).key("silver/orders/x"));
    client.listObjectsV2(r -> r.bucket(BUCKET).prefix("silver/orders/"));
    client.copyObject(
        r ->
            r.sourceBucket(BUCKET)
                .sourceKey("silver/orders/x")
                .destinationBucket(BUCKET)
                .destinationKey("bronze/x"));
    String upload = client.createMultipartUpload(r -> r.bucket(BUCKET).key("big")).uploadId();
    CompletedPart part = uploadPart(upload, 1, 10);
    client.completeMultipartUpload(
        r -> r.bucket(BUCKET).key("big").uploadId(upload).multipartUpload(m -> m.parts(part)));
    client.deleteObject(r -> r.bucket(BUCKET).key("silver/orders/x"));
    client.deleteObjects(
        r ->
            r.bucket(BUCKET)
                .delete(
                    d -> d.objects(ObjectIdentifier.builder().key("silver/orders2/x").build())));

    S3RequestCounts all = s3.requests().counts().since(before);
    assertThat(all)
        .isEqualTo(
            new S3RequestCounts(
                Map.of(
                    PUT,
                    2L,
                    GET,
                    1L,
                    HEAD,
                    1L,
                    LIST,
                    1L,
                    COPY,
                    1L,
                    CREATE_MULTIPART,
                    1L,
                    UPLOAD_PART,
                    1L,
                    COMPLETE_MULTIPART,
                    1L,
                    DELETE,
                    1L,
                    DELETE_BATCH,
                    1L)));
    assertThat(s3.requests().countsUnder("lake/silver/orders"))
        .isEqualTo(new S3RequestCounts(Map.of(PUT, 1L, GET, 1L, HEAD, 1L, LIST, 1L, DELETE, 1L)));
    assertThat(s3.requests().countsUnder("lake/silver/").of(PUT)).isEqualTo(2);
    assertThat(s3.requests().countsElsewhere().since(before).of(COPY)).isEqualTo(1);
  }

  @Test
  void carriesOnWithTheSameDataAndCredentials() {
    put("a", "kept");
    String accessKey = s3.accessKey();
    String secretKey = s3.secretKey();
    int port = URI.create(s3.endpoint()).getPort();
    end();

    s3 = EmbeddedS3.start(directory, port);
    client = client(s3.endpoint(), accessKey, secretKey);

    assertThat(s3.secretKey()).isEqualTo(secretKey);
    assertThat(URI.create(s3.endpoint()).getPort()).isEqualTo(port);
    assertThat(get("a")).isEqualTo("kept");
  }

  @Test
  void runsBesideAnother() throws Exception {
    Path other = Files.createDirectory(directory.resolve("other"));
    try (EmbeddedS3 second = EmbeddedS3.start(other);
        S3Client secondClient = client(second.endpoint(), second.accessKey(), second.secretKey())) {
      put("a", "first");

      assertThat(second.endpoint()).isNotEqualTo(s3.endpoint());
      assertThat(second.secretKey()).isNotEqualTo(s3.secretKey());
      assertThat(secondClient.listBuckets().buckets()).isEmpty();
    }
    assertThat(get("a")).isEqualTo("first");
  }

  @Test
  void saysWhichPortIsTaken() {
    int port = URI.create(s3.endpoint()).getPort();

    assertThatThrownBy(() -> EmbeddedS3.start(directory.resolve("other"), port))
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining("127.0.0.1:" + port);
  }

  private void put(String key, String content) {
    client.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromString(content));
  }

  private String get(String key) {
    return client.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asUtf8String();
  }

  private String range(String key, String range) {
    return client.getObjectAsBytes(r -> r.bucket(BUCKET).key(key).range(range)).asUtf8String();
  }

  private CompletedPart uploadPart(String upload, int number, int bytes) {
    byte[] content = new byte[bytes];
    Arrays.fill(content, (byte) number);
    String etag =
        client
            .uploadPart(
                r -> r.bucket(BUCKET).key("big").uploadId(upload).partNumber(number),
                RequestBody.fromBytes(content))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(etag).build();
  }

  private static S3Client client(String endpoint, String accessKey, String secretKey) {
    return S3Client.builder()
        .endpointOverride(URI.create(endpoint))
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .httpClient(ApacheHttpClient.create())
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)))
        .build();
  }
}
