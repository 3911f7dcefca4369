package io.tributary.common.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Reads a configuration file as UTF-8 text from where its address says. */
final class ConfigText {
  private static final Pattern S3 = Pattern.compile("s3://([^/]+)/(.+)");

  private final Supplier<S3Client> clients;

  ConfigText() {
    this(ConfigText::s3Client);
  }

  ConfigText(Supplier<S3Client> clients) {
    this.clients = clients;
  }

  /**
   * @param address a local path, {@code file:///path} or {@code s3://bucket/key}
   * @throws ConfigException when it is none, or nothing can be read there
   */
  String read(String address) {
    Matcher s3 = S3.matcher(address);
    if (s3.matches()) {
      return readS3(address, s3.group(1), s3.group(2));
    }
    if (address.matches("s3[an]?:.*")) {
      throw problem(address, "is not an S3 object's address.", "Write s3://bucket/key.");
    }
    return readFile(address);
  }

  private static String readFile(String address) {
    try {
      Path path = Paths.get(address.replaceFirst("^file:(//)?(?=/)", ""));
      return Files.readString(path);
    } catch (NoSuchFileException e) {
      throw problem(
          address,
          "does not exist, seen from " + Paths.get("").toAbsolutePath() + ".",
          "Give the path of lake.yaml, or its s3:// address.");
    } catch (IOException | IllegalArgumentException e) {
      throw problem(
          address,
          "cannot be read: " + e + ".",
          "It must be a file of UTF-8 text, readable to the job.");
    }
  }

  private String readS3(String address, String bucket, String key) {
    try (S3Client client = clients.get()) {
      return client
          .getObjectAsBytes(request -> request.bucket(bucket).key(key))
          .asString(StandardCharsets.UTF_8);
    } catch (NoSuchKeyException | NoSuchBucketException e) {
      throw problem(address, "does not exist.", "Upload the file there, or correct the address.");
    } catch (SdkException e) {
      throw problem(
          address,
          "cannot be read: " + e.getMessage() + ".",
          "The job needs a region, credentials, and leave to call s3:GetObject on it.");
    }
  }

  /** Path style, since compatible stores often know no other, and AWS takes both. */
  private static S3Client s3Client() {
    return S3Client.builder()
        .httpClientBuilder(ApacheHttpClient.builder())
        .forcePathStyle(true)
        .build();
  }

  private static ConfigException problem(String address, String what, String mend) {
    return new ConfigException(address, List.of(new Problem("", 0, what, mend)));
  }
}
