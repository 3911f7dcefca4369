package io.tributary.demo.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.demo.Await;
import io.tributary.demo.metrics.TableMetricReporter;
import io.tributary.demo.metrics.TableMetricReporterFactory;
import io.tributary.embedded.EmbeddedS3;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.flink.configuration.MemorySize;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster with its checkpoints on S3, spoken to over REST alone. */
class FlinkClusterIT {

  private static final Path PLUGINS = Path.of("target", "plugins");

  @TempDir static Path directory;
  private static EmbeddedS3 s3;
  private static FlinkCluster cluster;
  private static FlinkRest rest;
  private static String jar;

  @BeforeAll
  static void start() throws Exception {
    s3 = EmbeddedS3.start(directory.resolve("s3"));
    s3.createBucket("flink");
    cluster =
        FlinkCluster.start(
            new ClusterSettings(
                directory.resolve("flink"),
                PLUGINS,
                "s3://flink/checkpoints",
                "s3://flink/savepoints",
                Duration.ofMillis(500),
                4,
                MemorySize.ofMebiBytes(64),
                0,
                Map.of(
                    "s3.endpoint",
                    s3.endpoint(),
                    "s3.path.style.access",
                    "true",
                    "s3.access-key",
                    s3.accessKey(),
                    "s3.secret-key",
                    s3.secretKey(),
                    "metrics.reporter.demo.factory.class",
                    TableMetricReporterFactory.class.getName())));
    rest = new FlinkRest(cluster.address());
    jar = rest.upload(jobJar());
  }

  @AfterAll
  static void stop() throws IOException {
    cluster.close();
    s3.close();
  }

  @Test
  void runsAJobThatGoesOnFromItsSavepoint() throws Exception {
    String job = rest.run(jar, new JobRun(List.of("count"), 2, null));
    Await.until("three checkpoints", () -> rest.checkpoints(job).completed() >= 3);
    assertThat(rest.status(job)).isEqualTo(new JobStatus("counting", "RUNNING", true));
    assertThat(rest.rootCause(job)).isNull();
    assertThat(rest.checkpoints(job).latest()).startsWith("s3://flink/checkpoints");
    Await.until("counts", () -> TableMetricReporter.REGISTRY.sum("count", "db.t", "inserts") > 0);
    long largest = TableMetricReporter.REGISTRY.max("counting", "db.t", "largest");
    assertThat(largest).isPositive();

    String savepoint = rest.stopWithSavepoint(job, Duration.ofMinutes(1));

    assertThat(savepoint).startsWith("s3://flink/savepoints");
    Await.until("the end", () -> rest.status(job).isTerminal());
    String resumed = rest.run(jar, new JobRun(List.of("count"), 2, savepoint));
    Await.until("a checkpoint", () -> rest.checkpoints(resumed).completed() >= 1);
    assertThat(TableMetricReporter.REGISTRY.max("counting", "db.t", "largest"))
        .isGreaterThanOrEqualTo(largest);
    rest.cancel(resumed);
    Await.until("the end", () -> rest.status(resumed).isTerminal());
  }

  @Test
  void saysWhyAJobCannotBeSubmitted() {
    assertThatThrownBy(() -> rest.run(jar, new JobRun(List.of("fail"), 1, null)))
        .isInstanceOf(FlinkRestException.class)
        .hasMessage("IllegalArgumentException: no such table: db.x")
        .satisfies(e -> assertThat(((FlinkRestException) e).details()).contains("\tat "));
  }

  @Test
  void saysWhyAJobHasRestarted() throws Exception {
    String job = rest.run(jar, new JobRun(List.of("poison", "50"), 1, null));
    Await.until("a failure", () -> rest.rootCause(job) != null);
    assertThat(rest.rootCause(job)).isEqualTo("IllegalArgumentException: cannot digest 50");
    rest.cancel(job);
    Await.until("the end", () -> rest.status(job).isTerminal());
  }

  @Test
  void servesTheWebUi() throws Exception {
    HttpResponse<String> page =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(cluster.address()).build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("<title>Apache Flink Web Dashboard</title>");
  }

  @Test
  void theClusterSeesNoHadoop() {
    assertThatThrownBy(() -> Class.forName("org.apache.hadoop.conf.Configuration"))
        .isInstanceOf(ClassNotFoundException.class);
  }

  private static Path jobJar() throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, CountingJob.class.getName());
    Path jar = directory.resolve("counting-job.jar");
    Path classes = Path.of("target", "test-classes", "io", "tributary", "demo", "cluster");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest);
        var found = Files.newDirectoryStream(classes, "CountingJob*.class")) {
      for (Path type : found) {
        out.putNextEntry(new JarEntry("io/tributary/demo/cluster/" + type.getFileName()));
        Files.copy(type, out);
      }
    }
    return jar;
  }
}
