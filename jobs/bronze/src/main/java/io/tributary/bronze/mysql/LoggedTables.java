package io.tributary.bronze.mysql;

import com.github.shyiko.mysql.binlog.event.TableMapEventData;
import io.debezium.connector.mysql.MySqlDatabaseSchema;
import io.debezium.connector.mysql.MySqlOffsetContext;
import io.debezium.connector.mysql.MySqlPartition;
import io.debezium.relational.Table;
import io.debezium.relational.TableId;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds what is known of captured tables, from statements, against what the log says of their rows.
 * Where a statement was not understood, values would come into columns that are not theirs. The
 * server is asked then; if it has altered the table again since, the rows become dead letters.
 */
public final class LoggedTables {

  private static final Logger LOG = LoggerFactory.getLogger(LoggedTables.class);

  private final ServerTables server;
  private final MySqlDatabaseSchema known;
  private final Map<TableId, Checked> checked = new HashMap<>();

  /**
   * @param known what the reading of the log knows of tables; it is corrected here
   */
  public LoggedTables(ServerTables server, MySqlDatabaseSchema known) {
    this.server = server;
    this.known = known;
  }

  /** Corrects what is known of a table, before its rows are read. */
  public void check(MySqlPartition partition, MySqlOffsetContext offset, TableMapEventData map)
      throws SQLException {
    TableId id = new TableId(map.getDatabase(), null, map.getTable());
    Table table = known.tableFor(id);
    Checked before = checked.get(id);
    if (known.schemaFor(id) == null || before != null && before.holds(table, map)) {
      return;
    }
    LoggedTable logged = new LoggedTable(map);
    Table right =
        logged.fits(table) && !isNameless(table) ? table : ask(partition, offset, logged, table);
    right = logged.withCharacterSets(right);
    if (right != table) {
      known.refresh(right);
    }
    checked.put(id, new Checked(known.tableFor(id), map.getTableId()));
  }

  private Table ask(
      MySqlPartition partition, MySqlOffsetContext offset, LoggedTable logged, Table table)
      throws SQLException {
    Optional<Table> now = server.read(partition, offset, table.id());
    if (now.isPresent() && logged.fits(now.get())) {
      LOG.info(
          "{} has other columns than the statements read so far say; the server was asked",
          table.id());
      return now.get();
    }
    if (now.isPresent() && LoggedTable.haveSameColumns(now.get(), table)) {
      LOG.warn(
          "{} has columns of unexpected types in the log, and is as it is known to be", table.id());
      return table;
    }
    LOG.warn(
        "{} has other columns than the statements read so far say, and the server has altered it"
            + " since: its rows are dead letters until its columns are known again",
        table.id());
    return logged.nameless(table.id());
  }

  private static boolean isNameless(Table table) {
    return !table.columns().isEmpty() && LoggedTable.isNameless(table.columns().get(0).name());
  }

  /** A table that was held against the log; MySQL gives it another number when it is altered. */
  private static final class Checked {

    private final Table table;
    private final long number;

    Checked(Table table, long number) {
      this.table = table;
      this.number = number;
    }

    boolean holds(Table now, TableMapEventData map) {
      return now == table && map.getTableId() == number;
    }
  }
}
