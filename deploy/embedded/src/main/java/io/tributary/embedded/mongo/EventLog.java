package io.tributary.embedded.mongo;

import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/**
 * The newest changes of all collections, in the order that they were made: the emulator's oplog and
 * its cluster time. Safe for use by several threads.
 */
final class EventLog {

  private final Clock clock;
  private final int capacity;
  private final TreeMap<ResumeToken, Event> events = new TreeMap<>();
  private final ResumeToken beginning;
  private long clusterTime;

  /** Everything after it is still here. */
  private ResumeToken horizon;

  /**
   * An empty log.
   *
   * @param clock gives the seconds of the cluster time, which never goes back even if this does
   * @param capacity the number of events kept
   */
  EventLog(Clock clock, int capacity) {
    this.clock = clock;
    this.capacity = capacity;
    this.beginning = ResumeToken.highWaterMark(clusterTime().getValue());
    this.horizon = beginning;
  }

  /**
   * Adds changes that were made together: they get one cluster time, greater than any before it.
   */
  synchronized void append(List<Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    clusterTime = Math.max(clusterTime + 1, firstOfThisSecond());
    ResumeToken token = ResumeToken.highWaterMark(clusterTime);
    Instant now = clock.instant();
    for (Change change : changes) {
      token = token.next();
      events.put(token, new Event(token, now, change));
    }
    while (events.size() > capacity) {
      horizon = events.pollFirstEntry().getKey();
    }
    notifyAll();
  }

  /** The present cluster time: that of the last event, or later; events to come get a later one. */
  synchronized BsonTimestamp clusterTime() {
    clusterTime = Math.max(clusterTime, firstOfThisSecond());
    return new BsonTimestamp(clusterTime);
  }

  /** The position before all events at {@code time} and later. */
  ResumeToken before(BsonTimestamp time) {
    ResumeToken mark = ResumeToken.highWaterMark(time.getValue());
    return mark.compareTo(beginning) < 0 ? beginning : mark;
  }

  /** The position after all events so far. */
  ResumeToken end() {
    return ResumeToken.highWaterMark(clusterTime().getValue() + 1);
  }

  /**
   * The events after a position.
   *
   * @param atMost so many of them
   * @throws MongoServerError if some of them may have been dropped (ChangeStreamHistoryLost)
   */
  synchronized Slice read(ResumeToken after, int atMost) {
    if (after.compareTo(horizon) < 0) {
      throw new MongoServerError(
          286,
          "ChangeStreamHistoryLost",
          "Resume of change stream was not possible, as the resume point may no longer be in the"
              + " oplog.");
    }
    List<Event> slice = events.tailMap(after, false).values().stream().limit(atMost).toList();
    if (!slice.isEmpty()) {
      return new Slice(slice, slice.get(slice.size() - 1).token());
    }
    ResumeToken now = ResumeToken.highWaterMark(clusterTime().getValue());
    return new Slice(slice, now.compareTo(after) > 0 ? now : after);
  }

  /** Returns when there are events after a position, or after {@code patience}. */
  synchronized void await(ResumeToken after, Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (events.higherKey(after) == null) {
      long millis = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
      if (millis <= 0) {
        return;
      }
      wait(millis);
    }
  }

  private long firstOfThisSecond() {
    return (clock.instant().getEpochSecond() << 32) | 1;
  }

  /**
   * A part of the log.
   *
   * @param events in their order
   * @param end where to read on: nothing lies between the last event and it
   */
  record Slice(List<Event> events, ResumeToken end) {}
}
