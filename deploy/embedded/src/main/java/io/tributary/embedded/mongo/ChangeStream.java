package io.tributary.embedded.mongo;

import de.bwaldvogel.mongo.bson.Document;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A cursor on the log: gives out the events of its scope, each once and in order, and waits for
 * more. Safe for use by several threads.
 */
final class ChangeStream {

  private static final int READ_AHEAD = 1000;

  private final EventLog log;
  private final Namespace scope;
  private final ChangeEventRenderer renderer;
  private final UnaryOperator<List<Document>> pipeline;
  private ResumeToken position;
  private boolean ended;

  /**
   * A stream.
   *
   * @param options its scope and start
   * @param pipeline what the client does with the events on the server
   */
  ChangeStream(
      EventLog log,
      ChangeStreamOptions options,
      ChangeEventRenderer renderer,
      UnaryOperator<List<Document>> pipeline) {
    this.log = log;
    this.scope = options.scope();
    this.renderer = renderer;
    this.pipeline = pipeline;
    this.position = options.start();
  }

  /**
   * The next events.
   *
   * @param atMost so many of them
   * @param patience how long to wait if there are none
   */
  synchronized Batch next(int atMost, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    List<Document> events = read(atMost);
    while (events.isEmpty() && !ended && System.nanoTime() < deadline) {
      log.await(position, Duration.ofNanos(deadline - System.nanoTime()));
      events = read(atMost);
    }
    return new Batch(events, position, ended);
  }

  private List<Document> read(int atMost) {
    List<Document> documents = new ArrayList<>();
    while (!ended && documents.size() < atMost) {
      EventLog.Slice slice = log.read(position, READ_AHEAD);
      if (slice.events().isEmpty()) {
        position = slice.end();
        break;
      }
      for (Event event : slice.events()) {
        if (ended || documents.size() >= atMost) {
          break;
        }
        documents.addAll(take(event));
      }
    }
    return documents;
  }

  private List<Document> take(Event event) {
    List<Document> documents = new ArrayList<>();
    if (scope.covers(event.change().namespace())) {
      documents.addAll(pipeline.apply(List.of(renderer.render(event))));
    }
    position = event.token();
    if (ends(event.change())) {
      documents.addAll(pipeline.apply(List.of(ChangeEventRenderer.invalidate(event))));
      position = position.next();
      ended = true;
    }
    return documents;
  }

  private boolean ends(Change change) {
    return switch (change.type()) {
      case DROP, RENAME, DROP_DATABASE -> scope.equals(change.namespace());
      default -> false;
    };
  }

  /**
   * A part of a stream.
   *
   * @param end where a stream that continues this one begins
   * @param last whether nothing follows, because the collection or database is gone
   */
  record Batch(List<Document> events, ResumeToken end, boolean last) {}
}
