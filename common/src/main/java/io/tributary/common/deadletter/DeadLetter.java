package io.tributary.common.deadletter;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.common.schema.TableId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Objects;

/**
 * What a job could not process, and why: kept whole, so that it can be looked at and processed
 * again once the reason is mended.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class DeadLetter {

  /** Names the job that captures a source. */
  public static final String BRONZE = "bronze";

  /** Names the job that makes silver's tables. */
  public static final String SILVER = "silver";

  private static final int DIGEST_BYTES = 8;
  private static final int MAX_STACK_TRACE = 8_000;

  private final String job;
  private final TableId table;
  private final String op;
  private final String seq;
  private final String file;
  private final String position;
  private final JsonNode record;
  private final String reason;
  private final String stackTrace;
  private final String at;

  @JsonCreator
  private DeadLetter(
      @JsonProperty(value = "job", required = true) String job,
      @JsonProperty(value = "table", required = true) TableId table,
      @JsonProperty("op") String op,
      @JsonProperty("seq") String seq,
      @JsonProperty("file") String file,
      @JsonProperty("position") String position,
      @JsonProperty("record") JsonNode record,
      @JsonProperty(value = "reason", required = true) String reason,
      @JsonProperty("stack_trace") String stackTrace,
      @JsonProperty(value = "at", required = true) String at) {
    this.job = Objects.requireNonNull(job, "job");
    this.table = Objects.requireNonNull(table, "table");
    this.op = op;
    this.seq = seq;
    this.file = file;
    this.position = position;
    this.record = record;
    this.reason = Objects.requireNonNull(reason, "reason");
    this.stackTrace = stackTrace;
    this.at = Objects.requireNonNull(at, "at");
  }

  /**
   * A record that the source's capture cannot make an event of.
   *
   * @param seq where it stands in the source's order
   * @param position where it stands in the source's log, in the source's own words
   * @param record the record as the capture got it
   */
  public static DeadLetter ofCapture(
      TableId table, String seq, String position, JsonNode record, Throwable failure) {
    return new DeadLetter(
        BRONZE, table, null, seq, null, position, record, reason(failure), trace(failure), now());
  }

  /**
   * An event of a bronze file that silver cannot make a row of.
   *
   * @param file the file's path below the source's part of bronze
   * @param record what has been read of the event
   */
  public static DeadLetter ofEvent(
      TableId table, String op, String seq, String file, JsonNode record, Throwable failure) {
    return new DeadLetter(
        SILVER, table, op, seq, file, null, record, reason(failure), trace(failure), now());
  }

  /**
   * A bronze file that cannot be read from some point on.
   *
   * @param file the file's path below the source's part of bronze
   * @param events how many events could be read before
   */
  public static DeadLetter ofFile(TableId table, String file, long events, Throwable failure) {
    return new DeadLetter(
        SILVER,
        table,
        null,
        null,
        file,
        "after " + events + " events",
        null,
        reason(failure),
        trace(failure),
        now());
  }

  private static String now() {
    return Instant.now().toString();
  }

  /** The message of the innermost cause, which says what is wrong with the record itself. */
  private static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String type = root.getClass().getSimpleName();
    return root.getMessage() == null ? type : type + ": " + root.getMessage();
  }

  private static String trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text, true));
    return text.getBuffer().length() > MAX_STACK_TRACE
        ? text.getBuffer().substring(0, MAX_STACK_TRACE)
        : text.toString();
  }

  /** {@link #BRONZE} or {@link #SILVER}. */
  @JsonProperty
  public String job() {
    return job;
  }

  @JsonProperty
  public TableId table() {
    return table;
  }

  /** The event's op; null if it is not known, or the letter is of a whole file. */
  @JsonProperty
  public String op() {
    return op;
  }

  /** The event's seq; null if the letter is of a whole file. */
  @JsonProperty
  public String seq() {
    return seq;
  }

  /** Path of the bronze file below the source's part of bronze; null for letters of bronze. */
  @JsonProperty
  public String file() {
    return file;
  }

  /** Where in the source's log, or in the file; may be null. */
  @JsonProperty
  public String position() {
    return position;
  }

  /** The record as the job got it; null if the letter is of a whole file. */
  @JsonProperty
  public JsonNode record() {
    return record;
  }

  /** The innermost failure's kind and message, which may show values of the record. */
  @JsonProperty
  public String reason() {
    return reason;
  }

  /** The kind of failure alone. */
  public String failure() {
    int end = reason.indexOf(':');
    return end < 0 ? reason : reason.substring(0, end);
  }

  @JsonProperty("stack_trace")
  public String stackTrace() {
    return stackTrace;
  }

  /** When it was written: an instant as of ISO 8601. */
  @JsonProperty
  public String at() {
    return at;
  }

  /**
   * The letter's name, the same whenever the same record fails again: a job that restarts in the
   * middle writes no letter twice.
   */
  String name() {
    String place = seq == null ? "file" : seq;
    return (job + "-" + table.name() + "-" + place + "-" + digest() + ".json").replace('/', '_');
  }

  /** Tells apart the rows of a snapshot, which share a seq, and the files of a table. */
  private String digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Object part : new Object[] {table.name(), op, file, record}) {
        digest.update(String.valueOf(part).getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      StringBuilder text = new StringBuilder();
      byte[] bytes = digest.digest();
      for (int i = 0; i < DIGEST_BYTES; i++) {
        text.append(String.format("%02x", bytes[i]));
      }
      return text.toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256", e);
    }
  }

  /** Names the letter without the record's values, which do not belong in logs. */
  @Override
  public String toString() {
    return name();
  }
}
