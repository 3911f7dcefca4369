package io.tributary.demo.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

/**
 * Talks to a Flink cluster over its <a
 * href="https://nightlies.apache.org/flink/flink-docs-release-1.20/docs/ops/rest_api/">REST
 * interface</a>. Safe for use by several threads.
 */
public final class FlinkRest {

  /** A job's {@code main} runs while the request to run it is answered. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final Duration POLL = Duration.ofMillis(100);

  /** Answered while a starting cluster, or one that recovers, has no leading dispatcher yet. */
  private static final int SERVICE_UNAVAILABLE = 503;

  private static final Duration ELECTION_PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ObjectMapper json = new ObjectMapper();
  private final URI address;

  /**
   * @param address such as {@code http://127.0.0.1:8081}
   */
  public FlinkRest(URI address) {
    this.address = address;
  }

  /** Returns when the cluster has a dispatcher that takes jobs. */
  void awaitDispatcher() throws IOException, InterruptedException {
    get("/overview");
  }

  /** Uploads a jar and returns the id that Flink gives it. */
  public String upload(Path jar) throws IOException, InterruptedException {
    String boundary = "jar-" + UUID.randomUUID();
    String head =
        "--"
            + boundary
            + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\""
            + jar.getFileName()
            + "\"\r\nContent-Type: application/x-java-archive\r\n\r\n";
    BodyPublisher body =
        BodyPublishers.concat(
            BodyPublishers.ofString(head),
            BodyPublishers.ofFile(jar),
            BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
    JsonNode answer =
        send(
            request("/jars/upload")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(body));
    String stored = answer.path("filename").asText();
    return stored.substring(stored.lastIndexOf('/') + 1);
  }

  /**
   * Runs the main class of an uploaded jar's manifest and returns the id of the job it submits.
   *
   * @throws FlinkRestException if {@code main} fails; the message is why
   */
  public String run(String jarId, JobRun run) throws IOException, InterruptedException {
    ObjectNode body = json.createObjectNode();
    run.arguments().forEach(body.putArray("programArgsList")::add);
    body.put("parallelism", run.parallelism());
    if (run.savepoint() != null) {
      body.put("savepointPath", run.savepoint());
      body.put("allowNonRestoredState", false);
    }
    return post("/jars/" + jarId + "/run", body).path("jobid").asText();
  }

  /** The job's status, in Flink's words: CREATED, RUNNING, RESTARTING, FAILED, … */
  public JobStatus status(String jobId) throws IOException, InterruptedException {
    JsonNode job = get("/jobs/" + jobId);
    int running = job.path("status-counts").path("RUNNING").asInt();
    return new JobStatus(
        job.path("name").asText(),
        job.path("state").asText(),
        running == job.path("vertices").size());
  }

  /** The job's checkpoints so far. */
  public Checkpoints checkpoints(String jobId) throws IOException, InterruptedException {
    JsonNode answer = get("/jobs/" + jobId + "/checkpoints");
    JsonNode counts = answer.path("counts");
    JsonNode latest = answer.path("latest").path("completed");
    return new Checkpoints(
        counts.path("completed").asLong(),
        counts.path("failed").asLong(),
        latest.path("external_path").asText(null),
        latest.path("end_to_end_duration").asLong(),
        latest.path("state_size").asLong());
  }

  /** Why the job has failed or restarted last; null if it never has. */
  public String rootCause(String jobId) throws IOException, InterruptedException {
    JsonNode history = get("/jobs/" + jobId + "/exceptions").path("exceptionHistory");
    JsonNode trace = history.path("entries").path(0).path("stacktrace");
    return trace.isMissingNode() ? null : RootCause.of(trace.asText());
  }

  /**
   * Stops a job with a savepoint and returns the savepoint's address.
   *
   * @throws FlinkRestException if the savepoint fails; the job then goes on
   * @throws TimeoutException if it takes longer than {@code patience}; Flink goes on trying
   */
  public String stopWithSavepoint(String jobId, Duration patience)
      throws IOException, InterruptedException, TimeoutException {
    ObjectNode body = json.createObjectNode().put("drain", false);
    String trigger = post("/jobs/" + jobId + "/stop", body).path("request-id").asText();
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      JsonNode answer = get("/jobs/" + jobId + "/savepoints/" + trigger);
      if (answer.path("status").path("id").asText().equals("COMPLETED")) {
        JsonNode failure = answer.path("operation").path("failure-cause");
        if (!failure.isMissingNode()) {
          String trace = failure.path("stack-trace").asText();
          throw new FlinkRestException("The savepoint failed: " + RootCause.of(trace), trace);
        }
        return answer.path("operation").path("location").asText();
      }
      if (System.nanoTime() > deadline) {
        throw new TimeoutException("No savepoint of job " + jobId + " within " + patience);
      }
      Thread.sleep(POLL.toMillis());
    }
  }

  /** Cancels a job; returns before it has ended. */
  public void cancel(String jobId) throws IOException, InterruptedException {
    send(request("/jobs/" + jobId).method("PATCH", BodyPublishers.noBody()));
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  private JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body))));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path)).timeout(PATIENCE);
  }

  private JsonNode send(HttpRequest.Builder builder) throws IOException, InterruptedException {
    HttpRequest request = builder.build();
    long deadline = System.nanoTime() + ELECTION_PATIENCE.toNanos();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString(UTF_8));
    while (response.statusCode() == SERVICE_UNAVAILABLE && System.nanoTime() < deadline) {
      Thread.sleep(POLL.toMillis());
      response = http.send(request, BodyHandlers.ofString(UTF_8));
    }
    JsonNode body = json.readTree(response.body());
    if (response.statusCode() >= 300) {
      String details = body.path("errors").path(body.path("errors").size() - 1).asText();
      throw new FlinkRestException(RootCause.of(details), details);
    }
    return body;
  }
}
