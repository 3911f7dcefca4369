package io.tributary.bronze.sink;

import io.tributary.common.change.ChangeEvent;
import io.tributary.common.metrics.TableMetrics;
import io.tributary.common.schema.SchemaChange;
import io.tributary.common.schema.TableId;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What capture tells of each table: events by kind and how far it lags behind the source. */
final class CaptureMetrics {

  private final MetricGroup group;
  private final Map<TableId, OfTable> tables = new HashMap<>();

  CaptureMetrics(MetricGroup group) {
    this.group = group;
  }

  void count(ChangeEvent event) {
    of(event.schema().table()).count(event);
  }

  void count(SchemaChange change) {
    change.tables().forEach(table -> of(table.table()).schemaChanges.inc());
    change.dropped().forEach(table -> of(table).schemaChanges.inc());
  }

  private OfTable of(TableId table) {
    OfTable metrics = tables.get(table);
    if (metrics == null) {
      metrics = new OfTable(TableMetrics.group(group, table.name()));
      tables.put(table, metrics);
    }
    return metrics;
  }

  private static final class OfTable {

    private final Counter snapshotRows;
    private final Counter inserts;
    private final Counter updates;
    private final Counter deletes;
    private final Counter truncates;
    private final Counter schemaChanges;
    private volatile long captureLag;

    OfTable(MetricGroup group) {
      snapshotRows = group.counter("snapshot_rows");
      inserts = group.counter("inserts");
      updates = group.counter("updates");
      deletes = group.counter("deletes");
      truncates = group.counter("truncates");
      schemaChanges = group.counter("schema_changes");
      group.gauge("capture_lag_ms", () -> captureLag);
    }

    void count(ChangeEvent event) {
      switch (event.op()) {
        case SNAPSHOT:
          snapshotRows.inc();
          break;
        case INSERT:
          inserts.inc();
          break;
        case UPDATE:
          updates.inc();
          break;
        case DELETE:
          deletes.inc();
          break;
        case TRUNCATE:
          truncates.inc();
          break;
      }
      if (event.sourceTs() != null) {
        captureLag = event.ingestTs() - event.sourceTs();
      }
    }
  }
}
