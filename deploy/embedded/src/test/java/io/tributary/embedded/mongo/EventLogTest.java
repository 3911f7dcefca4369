package io.tributary.embedded.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class EventLogTest {

  private static final Namespace ORDERS = new Namespace("shop", "orders");
  private static final int ALL = 1000;

  private final SettableClock clock = new SettableClock();
  private final EventLog log = new EventLog(clock, 5);
  private final ResumeToken start = log.end();

  @Test
  void givesChangesMadeTogetherOneClusterTimeAndOthersALaterOne() {
    log.append(inserts(0, 2));
    log.append(inserts(2, 3));

    List<Event> events = log.read(start, ALL).events();

    assertThat(events).extracting(event -> event.change().id()).containsExactly(0, 1, 2);
    assertThat(events).extracting(event -> event.token().index()).containsExactly(0, 1, 0);
    assertThat(events)
        .extracting(event -> event.token().timestamp())
        .containsExactly(time(2), time(2), time(3));
  }

  @Test
  void readsOnWhereAPartEnded() {
    log.append(inserts(0, 3));

    EventLog.Slice first = log.read(start, 2);
    EventLog.Slice second = log.read(first.end(), 2);

    assertThat(first.events()).extracting(event -> event.change().id()).containsExactly(0, 1);
    assertThat(second.events()).extracting(event -> event.change().id()).containsExactly(2);
    assertThat(log.read(second.end(), 2).events()).isEmpty();
  }

  @Test
  void advancesAReaderThatHasSeenEverythingButNotPastWhatComes() {
    log.append(inserts(0, 1));
    ResumeToken read = log.read(start, ALL).end();
    assertThat(log.read(read, ALL).end()).isEqualTo(read);

    clock.seconds = 130;
    ResumeToken idle = log.read(read, ALL).end();
    log.append(inserts(1, 2));

    assertThat(idle).isEqualTo(ResumeToken.highWaterMark(at(130, 1)));
    assertThat(log.read(idle, ALL).events())
        .extracting(event -> event.change().id())
        .containsExactly(1);
  }

  @Test
  void findsPositionsByTime() {
    log.append(inserts(0, 2));
    ResumeToken between = log.end();
    log.append(inserts(2, 3));

    assertThat(log.read(log.before(time(2)), ALL).events()).hasSize(3);
    assertThat(log.read(log.before(new BsonTimestamp(at(1, 1))), ALL).events()).hasSize(3);
    assertThat(log.read(log.before(time(3)), ALL).events()).hasSize(1);
    assertThat(log.read(between, ALL).events()).hasSize(1);
    assertThat(log.read(log.end(), ALL).events()).isEmpty();
  }

  @Test
  void neverGoesBackInTime() {
    log.append(inserts(0, 1));
    clock.seconds = 50;
    log.append(inserts(1, 2));

    assertThat(log.clusterTime()).isEqualTo(time(3));
    assertThat(log.read(start, ALL).events()).extracting(Event::token).isSorted();
  }

  @Test
  void refusesToReadFromWhereEventsHaveBeenDropped() {
    log.append(inserts(0, 2));
    ResumeToken afterFirst = log.read(start, 1).end();
    log.append(inserts(2, 6));
    assertThat(log.read(afterFirst, ALL).events()).hasSize(5);

    log.append(inserts(6, 7));

    assertThatThrownBy(() -> log.read(afterFirst, ALL))
        .isInstanceOfSatisfying(
            MongoServerError.class, e -> assertThat(e.getCode()).isEqualTo(286));
    assertThatThrownBy(() -> log.read(log.before(new BsonTimestamp(at(99, 1))), ALL))
        .isInstanceOf(MongoServerError.class);
  }

  @Test
  void refusesToReadOnFromBeforeItBegan() {
    assertThatThrownBy(() -> log.read(ResumeToken.highWaterMark(at(99, 1)), ALL))
        .isInstanceOfSatisfying(
            MongoServerError.class, e -> assertThat(e.getCode()).isEqualTo(286));
  }

  @Test
  void doesNothingAboutNoChanges() {
    BsonTimestamp before = log.clusterTime();
    log.append(List.of());

    assertThat(log.clusterTime()).isEqualTo(before);
    assertThat(log.read(start, ALL).events()).isEmpty();
  }

  @Test
  void wakesWhoWaitsForEvents() throws Exception {
    log.await(start, Duration.ofMillis(1)); // returns without events
    CompletableFuture<List<Event>> reader =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                log.await(start, Duration.ofDays(1));
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return log.read(start, ALL).events();
            });

    log.append(inserts(0, 1));

    assertThat(reader.join()).hasSize(1);
  }

  private static List<Change> inserts(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(id -> Change.insert(ORDERS, new Document("_id", id)))
        .toList();
  }

  private static BsonTimestamp time(int increment) {
    return new BsonTimestamp(at(100, increment));
  }

  private static long at(long seconds, int increment) {
    return (seconds << 32) + increment;
  }

  private static final class SettableClock extends Clock {
    long seconds = 100;

    @Override
    public Instant instant() {
      return Instant.ofEpochSecond(seconds);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
