package io.tributary.demo.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.embedded.S3RequestCounts;
import io.tributary.embedded.S3RequestKind;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  @TempDir Path directory;

  @Test
  void isWrittenInSnakeCase() throws Exception {
    S3RequestCounts counts =
        new S3RequestCounts(Map.of(S3RequestKind.GET, 10L, S3RequestKind.UPLOAD_PART, 3L));
    Report report =
        new Report(
            Map.of("flink", "1.20.1"),
            new Report.Options(200_000, 500, 1, 60L, 10.0),
            true,
            Map.of(
                "payments.orders",
                new Report.Table(100, 100, 0L, new Report.Events(90, 12, 5, 2, 1))),
            Report.Throughput.of(200_000, 6.04),
            30.0,
            Report.Throughput.of(30_000, 60),
            new Report.Freshness(200, 12.5, 20.1, 22.0),
            Map.of("silver payments.orders", Requests.of(counts, 4)));
    Path file = directory.resolve("new").resolve("report.json");
    report.write(file);

    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertThat(json.at("/tables/payments.orders/source_rows").asLong()).isEqualTo(100);
    assertThat(json.at("/tables/payments.orders/differing_rows").asLong(-1)).isZero();
    assertThat(json.at("/tables/payments.orders/events/schema_changes").asLong()).isEqualTo(1);
    assertThat(json.at("/snapshot/per_second").asDouble()).isGreaterThan(33_000);
    assertThat(json.at("/changes/per_second").asDouble()).isEqualTo(500.0);
    assertThat(json.at("/freshness/p95").asDouble()).isEqualTo(20.1);
    assertThat(json.at("/s3_requests/silver payments.orders/per").asLong()).isEqualTo(4);
    assertThat(json.at("/s3_requests/silver payments.orders/each/get").asDouble()).isEqualTo(2.5);
    assertThat(json.at("/options/duration_seconds").asLong()).isEqualTo(60);
    assertThat(json.at("/equal").asBoolean()).isTrue();
  }

  @Test
  void nothingIsDividedByNoCommits() {
    S3RequestCounts counts = new S3RequestCounts(Map.of(S3RequestKind.GET, 10L));

    assertThat(Requests.of(counts, 0)).isEqualTo(new Requests(0, Map.of("get", 10L), Map.of()));
    assertThat(Report.Throughput.of(0, 0).perSecond()).isZero();
  }

  @Test
  void versionsAreThoseOfTheBuild() {
    assertThat(Versions.all()).containsEntry("flink", "1.20.1").containsKeys("java", "cpus");
    assertThat(Versions.all().values()).noneMatch(version -> version.contains("${"));
  }
}
