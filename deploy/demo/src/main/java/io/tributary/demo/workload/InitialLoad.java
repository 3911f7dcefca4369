package io.tributary.demo.workload;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Fills the payments database, over several connections at once. */
public final class InitialLoad {

  /** Orders of the initial load were placed within so many days before the traffic begins. */
  private static final int DAYS = 75;

  private static final int CHUNK = 2000;
  private static final int BATCH = 500;
  private static final int CONNECTIONS = 4;

  /** Told of rows as they are committed, by several threads at once. */
  @FunctionalInterface
  public interface Listener {
    void loaded(PaymentsTable table, int rows);
  }

  private interface Chunk {
    void load(Connection connection) throws SQLException;
  }

  private final long seed;
  private final Volume volume;
  private final Rows rows;
  private final LocalDateTime until;
  private final ChangeCounts counts;
  private final Listener listener;

  /**
   * @param seed the same seed and volume make the same rows
   * @param until when the youngest of the rows came to be; UTC
   * @param counts told of the rows as they are committed
   */
  public InitialLoad(
      long seed, Volume volume, LocalDateTime until, ChangeCounts counts, Listener listener) {
    this.seed = seed;
    this.volume = volume;
    this.rows = new Rows(seed, volume.merchants(), volume.customers());
    this.until = until;
    this.counts = counts;
    this.listener = listener;
  }

  /**
   * Inserts the rows and returns when all are committed.
   *
   * @throws SQLException if a connection fails; the database is then incomplete
   */
  public void run(MySqlLogin login) throws SQLException, InterruptedException {
    ConcurrentLinkedQueue<Chunk> chunks = new ConcurrentLinkedQueue<>(chunks());
    ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    try {
      List<Future<Void>> workers = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        workers.add(threads.submit(() -> work(login, chunks)));
      }
      for (Future<Void> worker : workers) {
        worker.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SQLException cause) {
        throw cause;
      }
      throw new IllegalStateException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Void work(MySqlLogin login, ConcurrentLinkedQueue<Chunk> chunks)
      throws SQLException {
    try (Connection connection = login.connect()) {
      connection.setAutoCommit(false);
      for (Chunk next = chunks.poll();
          next != null && !Thread.currentThread().isInterrupted();
          next = chunks.poll()) {
        next.load(connection);
      }
    }
    return null;
  }

  private List<Chunk> chunks() {
    List<Chunk> chunks = new ArrayList<>();
    addChunks(
        chunks, PaymentsTable.MERCHANTS, volume.merchants(), id -> rows.merchant(id, time(1, id)));
    addChunks(
        chunks, PaymentsTable.CUSTOMERS, volume.customers(), id -> rows.customer(id, time(2, id)));
    addChunks(
        chunks, PaymentsTable.ORDERS, volume.orders(), id -> rows.settledOrder(id, orderTime(id)));
    for (long first = 1; first <= volume.orders(); first += CHUNK) {
      long from = first;
      long to = Math.min(volume.orders(), first + CHUNK - 1);
      chunks.add(connection -> insert(connection, PaymentsTable.ORDER_LINES, lines(from, to)));
      chunks.add(connection -> insert(connection, PaymentsTable.PAYMENTS, payments(from, to)));
    }
    chunks.add(connection -> insert(connection, PaymentsTable.REFUNDS, refunds()));
    return chunks;
  }

  private interface RowOf {
    Object[] row(long id);
  }

  private void addChunks(List<Chunk> chunks, PaymentsTable table, long greatest, RowOf rowOf) {
    for (long first = 1; first <= greatest; first += CHUNK) {
      long from = first;
      long to = Math.min(greatest, first + CHUNK - 1);
      chunks.add(
          connection -> {
            List<Object[]> values = new ArrayList<>();
            for (long id = from; id <= to; id++) {
              values.add(rowOf.row(id));
            }
            insert(connection, table, values);
          });
    }
  }

  private List<Object[]> lines(long from, long to) {
    List<Object[]> values = new ArrayList<>();
    for (long order = from; order <= to; order++) {
      for (int line = 1; line <= rows.linesOf(order); line++) {
        values.add(rows.line(order, line));
      }
    }
    return values;
  }

  private List<Object[]> payments(long from, long to) {
    List<Object[]> values = new ArrayList<>();
    for (long order = from; order <= to; order++) {
      if (rows.isPaid(order)) {
        values.add(rows.settledPayment(order, orderTime(order).plusSeconds(1)));
      }
    }
    return values;
  }

  private List<Object[]> refunds() {
    List<Object[]> values = new ArrayList<>();
    for (long order = 1; order <= volume.orders(); order++) {
      if (rows.isRefunded(order)) {
        values.add(rows.refund(values.size() + 1L, order, orderTime(order).plusDays(1)));
      }
    }
    return values;
  }

  /** Orders are numbered as they were placed. */
  private LocalDateTime orderTime(long order) {
    long span = DAYS * 86_400_000L;
    return until.minus(Duration.ofMillis(span - span * order / (volume.orders() + 1L)));
  }

  private LocalDateTime time(int kind, long id) {
    long millis = Long.remainderUnsigned(Mix.of(seed, kind + 200, id), 3 * 365 * 86_400_000L);
    return until.minusDays(DAYS).minus(Duration.ofMillis(millis));
  }

  private void insert(Connection connection, PaymentsTable table, List<Object[]> values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(Changes.insertSql(table))) {
      for (int from = 0; from < values.size(); from += BATCH) {
        List<Object[]> batch = values.subList(from, Math.min(values.size(), from + BATCH));
        for (Object[] row : batch) {
          for (int i = 0; i < row.length; i++) {
            statement.setObject(i + 1, row[i]);
          }
          statement.addBatch();
        }
        statement.executeBatch();
        connection.commit();
        counts.loaded(table.qualifiedName(), batch.size());
        listener.loaded(table, batch.size());
      }
    }
  }
}
