package io.tributary.demo;

import io.tributary.demo.workload.MySqlLogin;
import io.tributary.demo.workload.PaymentsSchema;
import io.tributary.embedded.EmbeddedMongo;
import io.tributary.embedded.EmbeddedMySql;
import io.tributary.embedded.EmbeddedS3;
import io.tributary.embedded.Progress;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;

/** The databases to capture and the store that the lake lies in. */
final class Servers implements AutoCloseable {

  static final String FLINK_BUCKET = "flink";

  private static final int PASSWORD_BYTES = 24;

  private final EmbeddedS3 s3;
  private final EmbeddedMySql mysql;
  private final EmbeddedMongo mongo;

  private Servers(EmbeddedS3 s3, EmbeddedMySql mysql, EmbeddedMongo mongo) {
    this.s3 = s3;
    this.mysql = mysql;
    this.mongo = mongo;
  }

  /** Starts all; with the data of an earlier run where the directory has some. */
  static Servers start(Workdir workdir, Progress progress) throws IOException {
    EmbeddedS3 s3 = EmbeddedS3.start(workdir.s3());
    try {
      for (String bucket :
          List.of(
              LakeFile.BRONZE_BUCKET,
              LakeFile.SILVER_BUCKET,
              LakeFile.CONSUMER_BUCKET,
              FLINK_BUCKET)) {
        s3.createBucket(bucket);
        s3.requests().watch(bucket);
      }
      workdir.writeSecret(LakeFile.S3_ACCESS_KEY, s3.accessKey());
      workdir.writeSecret(LakeFile.S3_SECRET_KEY, s3.secretKey());
      return databases(s3, workdir, progress);
    } catch (IOException | RuntimeException e) {
      s3.close();
      throw e;
    }
  }

  private static Servers databases(EmbeddedS3 s3, Workdir workdir, Progress progress) {
    EmbeddedMySql mysql = EmbeddedMySql.start(workdir.mysql(), progress);
    try {
      return new Servers(s3, mysql, EmbeddedMongo.start(workdir.mongo(), progress));
    } catch (RuntimeException e) {
      mysql.close();
      throw e;
    }
  }

  /** Creates the user that the capture logs in as, and writes lake.yaml. */
  void writeLakeFile(Workdir workdir) throws IOException, SQLException {
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    String password = HexFormat.of().formatHex(random);
    try (Connection connection = login().connect()) {
      PaymentsSchema.createCaptureUser(connection, LakeFile.CAPTURE_USER, password);
    }
    workdir.writeSecret(LakeFile.MYSQL_PASSWORD, password);
    LakeFile.write(
        workdir.lakeFile(),
        mysql.port(),
        mongo.uri(),
        s3.endpoint(),
        workdir.secret(LakeFile.MYSQL_PASSWORD).getParent());
  }

  /** As the owner of the payments database. */
  MySqlLogin login() {
    return new MySqlLogin(mysql.jdbcUrl(), "root", mysql.rootPassword());
  }

  EmbeddedMySql mysql() {
    return mysql;
  }

  EmbeddedMongo mongo() {
    return mongo;
  }

  EmbeddedS3 s3() {
    return s3;
  }

  @Override
  public void close() {
    try (s3;
        mysql) {
      mongo.close();
    }
  }
}
