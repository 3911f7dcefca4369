package io.tributary.bronze;

import io.tributary.common.testing.JobJarContract;
import java.util.List;
import java.util.Map;

class BronzeJarIT extends JobJarContract {

  @Override
  protected String mainClass() {
    return "io.tributary.bronze.BronzeJob";
  }

  /** Flink CDC brings the Guava that it was built with; where Flink has the same, that is used. */
  @Override
  protected List<String> alsoOnThePlatform() {
    return List.of("org/apache/flink/shaded/guava31/");
  }

  @Override
  protected List<String> wholeArtifacts() {
    return List.of(
        "flink-sql-connector-mysql-cdc",
        "mysql-connector-j",
        "parquet-hadoop",
        "parquet-column",
        "zstd-jni",
        "jackson-core",
        "jackson-databind",
        "jackson-annotations",
        "httpclient",
        "httpcore");
  }

  @Override
  protected List<String> replacedClasses() {
    return List.of(
        "io/debezium/connector/mysql/MySqlDefaultValueConverter",
        "io/debezium/connector/mysql/RowDeserializers",
        "org/apache/flink/cdc/connectors/mysql/debezium/task/MySqlBinlogSplitReadTask",
        "org/apache/flink/cdc/connectors/mysql/debezium/task/MySqlSnapshotSplitReadTask",
        "org/apache/flink/cdc/connectors/mysql/debezium/task/context/MySqlErrorHandler",
        "org/apache/flink/cdc/connectors/mysql/source/utils/ObjectUtils.class",
        "org/apache/flink/cdc/connectors/mysql/source/utils/StatementUtils.class");
  }

  @Override
  protected Map<String, List<String>> services() {
    return Map.of(
        "org.apache.flink.core.fs.FileSystemFactory",
        List.of(
            "org.apache.flink.fs.s3hadoop.S3FileSystemFactory",
            "org.apache.flink.fs.s3hadoop.S3AFileSystemFactory"),
        "org.apache.hadoop.fs.FileSystem",
        List.of("org.apache.hadoop.fs.LocalFileSystem"),
        "org.apache.hadoop.io.compress.CompressionCodec",
        List.of("org.apache.hadoop.io.compress.ZStandardCodec"),
        "java.sql.Driver",
        List.of("com.mysql.cj.jdbc.Driver"),
        "software.amazon.awssdk.http.SdkHttpService",
        List.of("software.amazon.awssdk.http.apache.ApacheSdkHttpService"),
        "com.fasterxml.jackson.core.JsonFactory",
        List.of(
            "com.fasterxml.jackson.core.JsonFactory",
            "com.fasterxml.jackson.dataformat.yaml.YAMLFactory"));
  }
}
