package io.tributary.consumer;

import io.tributary.common.testing.JobJarContract;
import java.util.List;
import java.util.Map;

class ConsumerJarIT extends JobJarContract {

  @Override
  protected String mainClass() {
    return "io.tributary.consumer.ConsumerJob";
  }

  /** Hudi logs through Log4j 1; where Flink's bridge from it is there, that one is used. */
  @Override
  protected List<String> alsoOnThePlatform() {
    return List.of("org/apache/log4j/", "org/apache/logging/log4j/");
  }

  @Override
  protected List<String> wholeArtifacts() {
    return List.of(
        "hudi-flink1.17-bundle",
        "zstd-jni",
        "jackson-core",
        "jackson-databind",
        "jackson-annotations",
        "httpclient",
        "httpcore");
  }

  @Override
  protected Map<String, List<String>> services() {
    return Map.of(
        "org.apache.flink.core.fs.FileSystemFactory",
        List.of(
            "org.apache.flink.fs.s3hadoop.S3FileSystemFactory",
            "org.apache.flink.fs.s3hadoop.S3AFileSystemFactory"),
        "org.apache.flink.table.factories.Factory",
        List.of(
            "org.apache.hudi.table.HoodieTableFactory",
            "org.apache.hudi.table.catalog.HoodieCatalogFactory"),
        "org.apache.hadoop.fs.FileSystem",
        List.of(
            "org.apache.hadoop.fs.LocalFileSystem",
            "org.apache.hadoop.hive.ql.io.ProxyLocalFileSystem"),
        "software.amazon.awssdk.http.SdkHttpService",
        List.of("software.amazon.awssdk.http.apache.ApacheSdkHttpService"),
        "com.fasterxml.jackson.core.JsonFactory",
        List.of(
            "com.fasterxml.jackson.core.JsonFactory",
            "com.fasterxml.jackson.dataformat.yaml.YAMLFactory"));
  }
}
