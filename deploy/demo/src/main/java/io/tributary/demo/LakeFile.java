package io.tributary.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The demo's {@code lake.yaml}: the resource beside this class, with addresses filled in. */
final class LakeFile {

  static final String BRONZE_BUCKET = "lake-bronze";
  static final String SILVER_BUCKET = "lake-silver";
  static final String CONSUMER_BUCKET = "lake-consumer";

  static final String CAPTURE_USER = "tributary";

  static final String MYSQL_PASSWORD = "mysql-password";
  static final String S3_ACCESS_KEY = "s3-access-key";
  static final String S3_SECRET_KEY = "s3-secret-key";

  private LakeFile() {}

  /**
   * Writes the file.
   *
   * @param mongoUri without user and password
   * @param secrets the directory with the files of the three secrets
   */
  static void write(Path file, int mysqlPort, String mongoUri, String s3Endpoint, Path secrets)
      throws IOException {
    String text;
    try (InputStream template = LakeFile.class.getResourceAsStream("lake.yaml")) {
      text = new String(template.readAllBytes(), UTF_8);
    }
    Map<String, String> values =
        Map.of(
            "@MYSQL_PORT@",
            Integer.toString(mysqlPort),
            "@MONGO_URI@",
            mongoUri,
            "@S3_ENDPOINT@",
            s3Endpoint,
            "@SECRETS@",
            secrets.toString());
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace(value.getKey(), value.getValue());
    }
    Files.writeString(file, text);
  }
}
