package io.tributary.common.deadletter;

import io.tributary.common.metrics.TableMetrics;
import io.tributary.common.schema.TableId;
import io.tributary.common.storage.ObjectStore;
import io.tributary.common.storage.StorageAddress;
import java.io.IOException;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a job puts what it cannot process, and how much of it, before it stops: a broken mapping is
 * not to divert a whole table quietly.
 */
public final class DeadLetterQueue implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterQueue.class);

  private static final long MINUTE = 60_000;

  private final StorageAddress root;
  private final int perMinute;

  /**
   * @param root the source's part of bronze
   * @param perMinute letters of a table, in a minute and one subtask, with which the job goes on;
   *     one more stops it
   */
  public DeadLetterQueue(StorageAddress root, int perMinute) {
    this.root = root;
    this.perMinute = perMinute;
  }

  /** Opens the queue for one subtask. */
  public Writer open(MetricGroup metrics) {
    return new Writer(root.open(), metrics, System::currentTimeMillis);
  }

  Writer open(MetricGroup metrics, LongSupplier clock) {
    return new Writer(root.open(), metrics, clock);
  }

  /** Writes one subtask's letters, each at once: before the checkpoint that covers its record. */
  public final class Writer implements AutoCloseable {

    private final ObjectStore store;
    private final DeadLetters letters;
    private final MetricGroup metrics;
    private final LongSupplier clock;
    private final Map<TableId, OfTable> tables = new HashMap<>();

    private Writer(ObjectStore store, MetricGroup metrics, LongSupplier clock) {
      this.store = store;
      this.letters = new DeadLetters(store);
      this.metrics = metrics;
      this.clock = clock;
    }

    /**
     * @throws SuppressRestartsException if these are too many
     */
    public void write(DeadLetter letter) throws IOException {
      letters.write(letter);
      LOG.warn("Cannot process a record; it is kept as the dead letter {} in {}", letter, root);
      OfTable table =
          tables.computeIfAbsent(
              letter.table(),
              id -> new OfTable(TableMetrics.group(metrics, id.name()).counter("dead_letters")));
      table.counter.inc();
      long minute = clock.getAsLong() / MINUTE;
      table.inMinute = minute == table.minute ? table.inMinute + 1 : 1;
      table.minute = minute;
      if (table.inMinute > perMinute) {
        throw new SuppressRestartsException(
            new IllegalStateException(
                "More than "
                    + perMinute
                    + " records of "
                    + letter.table().name()
                    + " could not be processed within a minute, the last one "
                    + letter
                    + ". Look at them with: tributary dead-letters list, and show. Then mend what"
                    + " is wrong, or raise dead_letters.max_per_minute in lake.yaml, and start the"
                    + " job again from its last checkpoint."));
      }
    }

    @Override
    public void close() {
      store.close();
    }
  }

  private static final class OfTable {

    private final Counter counter;
    private long minute;
    private long inMinute;

    OfTable(Counter counter) {
      this.counter = counter;
    }
  }
}
