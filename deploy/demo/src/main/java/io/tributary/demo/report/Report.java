package io.tributary.demo.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The figures of a run. In JSON, names are in snake_case.
 *
 * @param versions of what took part, and the machine's size
 * @param equal whether silver equals the source; null if it was not verified
 * @param snapshot rows into bronze; null if the run resumed an earlier one
 * @param silverFollowsAfterSeconds from the submission of the first job until silver had caught up
 * @param s3Requests while changes were measured: to a layer's bucket, for each checkpoint of its
 *     job; to a silver table, for each of its commits. Deletions of many keys at once name their
 *     keys in the body, and so count for the bucket only
 */
public record Report(
    Map<String, String> versions,
    Options options,
    Boolean equal,
    Map<String, Table> tables,
    Throughput snapshot,
    Double silverFollowsAfterSeconds,
    Throughput changes,
    Freshness freshness,
    Map<String, Requests> s3Requests) {

  /** What the run was asked to do. */
  public record Options(
      int rows, int rate, long seed, Long durationSeconds, double checkpointSeconds) {}

  /**
   * One table.
   *
   * @param silverRows by verification; without one, as silver counts
   * @param differingRows null if it was not verified
   */
  public record Table(long sourceRows, long silverRows, Long differingRows, Events events) {}

  /** What was captured. */
  public record Events(
      long snapshot, long inserts, long updates, long deletes, long schemaChanges) {}

  /** So many rows or events in so many seconds. */
  public record Throughput(long count, double seconds, double perSecond) {

    /** Rounds to what can be meant. */
    public static Throughput of(long count, double seconds) {
      return new Throughput(count, round(seconds), seconds > 0 ? round(count / seconds) : 0);
    }
  }

  /** From the commit in the source until it can be read in silver, in seconds. */
  public record Freshness(int samples, Double p50, Double p95, Double max) {}

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /** To one digit after the point. */
  public static double round(double number) {
    return Math.round(number * 10) / 10.0;
  }

  /** The report as JSON. */
  public String toJson() throws IOException {
    return JSON.writeValueAsString(this) + "\n";
  }

  /** Writes it, and the directories on the way. */
  public void write(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    Files.createDirectories(directory);
    Files.writeString(file, toJson());
  }
}
