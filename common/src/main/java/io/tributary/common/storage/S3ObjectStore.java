package io.tributary.common.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects of an S3 bucket below a prefix. The SDK retries what may be retried. */
final class S3ObjectStore implements ObjectStore {

  private final S3Client client;
  private final String bucket;
  private final String prefix;

  /**
   * @param prefix empty, or ending in a slash
   */
  S3ObjectStore(S3Client client, String bucket, String prefix) {
    this.client = client;
    this.bucket = bucket;
    this.prefix = prefix;
  }

  @Override
  public List<String> list(String folder, String after, int limit) throws IOException {
    String start = prefix + folder;
    try {
      return client
          .listObjectsV2(
              request ->
                  request
                      .bucket(bucket)
                      .prefix(start)
                      .delimiter("/")
                      .startAfter(start + after)
                      .maxKeys(limit))
          .contents()
          .stream()
          .map(S3Object::key)
          .map(key -> key.substring(start.length()))
          .filter(name -> !name.isEmpty())
          .collect(Collectors.toList());
    } catch (SdkException e) {
      throw new IOException("Cannot list s3://" + bucket + "/" + start, e);
    }
  }

  @Override
  public byte[] read(String name) throws IOException {
    String key = prefix + name;
    try {
      return client.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asByteArray();
    } catch (NoSuchKeyException e) {
      throw (FileNotFoundException)
          new FileNotFoundException("s3://" + bucket + "/" + key).initCause(e);
    } catch (SdkException e) {
      throw new IOException("Cannot read s3://" + bucket + "/" + key, e);
    }
  }

  @Override
  public void write(String name, byte[] content) throws IOException {
    String key = prefix + name;
    try {
      client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(content));
    } catch (SdkException e) {
      throw new IOException("Cannot write s3://" + bucket + "/" + key, e);
    }
  }

  @Override
  public void close() {
    client.close();
  }

  @Override
  public String toString() {
    return "s3://" + bucket + "/" + prefix;
  }
}
