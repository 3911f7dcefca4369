package io.tributary.common.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tributary.common.schema.TableId;
import io.tributary.common.storage.ObjectStore;
import io.tributary.common.storage.StorageAddress;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.execution.CancelTaskException;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersTest {

  private static final TableId ORDERS = new TableId("src", "shop", "orders");
  private static final TableId NOTES = new TableId("src", "shop", "notes/2");

  @TempDir Path directory;

  private StorageAddress root;
  private ObjectStore store;
  private DeadLetters letters;

  @BeforeEach
  void open() {
    root = new StorageAddress("file://" + directory, null);
    store = root.open();
    letters = new DeadLetters(store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aLetterIsReadAsItWasWritten() throws IOException {
    RuntimeException failure =
        new IllegalStateException("while cleaning", new NumberFormatException("For input: \"x\""));
    letters.write(
        DeadLetter.ofEvent(ORDERS, "u", "7", "shop/orders/a.parquet", record("x"), failure));

    DeadLetter read = letters.read(letters.names().get(0));

    assertThat(read.job()).isEqualTo(DeadLetter.SILVER);
    assertThat(read.table()).isEqualTo(ORDERS);
    assertThat(read.op()).isEqualTo("u");
    assertThat(read.seq()).isEqualTo("7");
    assertThat(read.file()).isEqualTo("shop/orders/a.parquet");
    assertThat(read.record()).isEqualTo(record("x"));
    assertThat(read.reason()).isEqualTo("NumberFormatException: For input: \"x\"");
    assertThat(read.failure()).isEqualTo("NumberFormatException");
    assertThat(read.stackTrace()).contains("while cleaning");
    assertThat(read).asString().doesNotContain("\"x\"");
  }

  @Test
  void theSameRecordTakesItsOwnPlaceAndAnotherOneAnotherPlace() throws IOException {
    letters.write(event(ORDERS, "7", "x"));
    letters.write(event(ORDERS, "7", "x"));
    letters.write(event(ORDERS, "7", "y"));
    letters.write(event(NOTES, "7", "x"));
    letters.write(DeadLetter.ofFile(ORDERS, "a", 3, new IllegalStateException("broken")));
    letters.write(DeadLetter.ofFile(ORDERS, "a", 3, new IllegalStateException("broken")));
    letters.write(DeadLetter.ofFile(ORDERS, "b", 3, new IllegalStateException("broken")));

    assertThat(letters.names()).hasSize(5);
  }

  @Test
  void aLetterThatIsWrittenAgainAfterItsReplayIsNew() throws Exception {
    letters.write(event(ORDERS, "7", "x"));
    String name = letters.names().get(0);
    DeadLetter first = letters.read(name);
    assertThat(letters.isReplayed(name, first)).isFalse();

    letters.markReplayed(name, first);

    assertThat(letters.isReplayed(name, letters.read(name))).isTrue();
    assertThat(letters.names()).containsExactly(name);
    DeadLetter again = event(ORDERS, "7", "x");
    while (again.at().equals(first.at())) {
      again = event(ORDERS, "7", "x");
    }
    letters.write(again);
    assertThat(letters.isReplayed(name, letters.read(name))).isFalse();
  }

  @Test
  void aLetterThatIsNotThereIsAnError() {
    assertThatThrownBy(() -> letters.read("none.json")).isInstanceOf(FileNotFoundException.class);
  }

  @Test
  void moreLettersOfATableInAMinuteThanAllowedStopTheJob() throws IOException {
    AtomicLong now = new AtomicLong(60_000);
    try (DeadLetterQueue.Writer queue =
        new DeadLetterQueue(root, 2)
            .open(UnregisteredMetricsGroup.createOperatorMetricGroup(), now::get)) {
      queue.write(event(ORDERS, "1", "x"));
      queue.write(event(ORDERS, "2", "x"));
      queue.write(event(NOTES, "3", "x"));
      now.set(120_000);
      queue.write(event(ORDERS, "4", "x"));
      queue.write(event(ORDERS, "5", "x"));

      assertThatThrownBy(() -> queue.write(event(ORDERS, "6", "secret")))
          .isInstanceOf(SuppressRestartsException.class)
          .hasStackTraceContaining("More than 2 records of shop.orders")
          .hasStackTraceContaining("dead_letters.max_per_minute")
          .satisfies(failure -> assertThat(failure.toString()).doesNotContain("secret"));
    }
    assertThat(letters.names()).as("the last one is kept, too").hasSize(6);
  }

  @Test
  void onlyAFailureThatWouldComeAgainIsOfTheRecord() {
    assertThat(RecordFailure.isOfRecord(new IllegalArgumentException("x"))).isTrue();
    assertThat(RecordFailure.isOfRecord(new RuntimeException(new NumberFormatException())))
        .isTrue();
    assertThat(RecordFailure.isOfRecord(new UncheckedIOException(new IOException("S3")))).isFalse();
    assertThat(RecordFailure.isOfRecord(new RuntimeException(new CancelTaskException()))).isFalse();
    assertThat(RecordFailure.isOfRecord(new RuntimeException(new OutOfMemoryError()))).isFalse();
    assertThat(RecordFailure.isOfRecord(new RuntimeException(new InterruptedException())))
        .isFalse();
    Thread.currentThread().interrupt();
    assertThat(RecordFailure.isOfRecord(new CancellationException())).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }

  private static DeadLetter event(TableId table, String seq, String value) {
    return DeadLetter.ofEvent(
        table, "c", seq, "f", record(value), new IllegalStateException("cannot: " + value));
  }

  private static JsonNode record(String value) {
    return JsonNodeFactory.instance.objectNode().put("amount", value);
  }
}
