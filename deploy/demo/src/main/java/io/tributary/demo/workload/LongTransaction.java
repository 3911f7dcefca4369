package io.tributary.demo.workload;

import io.tributary.demo.workload.PaymentsTraffic.Committed;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A transaction on a connection of its own, open from its construction until it is committed; and
 * another connection's update of a row that it has locked. The binlog has its changes where it
 * commits, with the earlier times of its statements.
 */
final class LongTransaction {

  private final MySqlLogin login;
  private final Connection connection;
  private final List<Committed> effects;
  private CompletableFuture<List<Committed>> waiting = CompletableFuture.completedFuture(List.of());

  /** Executes the statements and leaves them uncommitted. */
  LongTransaction(MySqlLogin login, List<RowChange> changes) throws SQLException {
    this.login = login;
    this.connection = login.connect();
    this.connection.setAutoCommit(false);
    this.effects = PaymentsTraffic.execute(connection, changes, new EnumMap<>(PaymentsTable.class));
  }

  /** Begins an update that will be done once this transaction has ended. */
  void startWaitingUpdate(RowChange change) {
    CompletableFuture<List<Committed>> update = new CompletableFuture<>();
    waiting = update;
    Thread thread =
        new Thread(
            () -> {
              try (Connection other = login.connect()) {
                update.complete(
                    PaymentsTraffic.execute(
                        other, List.of(change), new EnumMap<>(PaymentsTable.class)));
              } catch (SQLException | RuntimeException e) {
                update.completeExceptionally(e);
              }
            },
            "waiting-update");
    thread.setDaemon(true);
    thread.start();
  }

  /** Commits, waits for the update that waited, and counts both. */
  void commit(ChangeCounts counts) throws SQLException {
    connection.commit();
    connection.close();
    List<Committed> done = new ArrayList<>(effects);
    try {
      done.addAll(waiting.join());
    } catch (CompletionException e) {
      if (e.getCause() instanceof SQLException cause) {
        throw cause;
      }
      throw e;
    } finally {
      done.forEach(effect -> effect.addTo(counts));
    }
  }
}
