package io.tributary.silver.source;

import io.tributary.common.schema.TableId;
import java.util.List;
import java.util.Map;

/** How far a commit log has been read for each table, and the files found but not yet given out. */
final class CommitLogState {

  private final Map<TableId, String> positions;
  private final List<BronzeSplit> pending;

  /**
   * @param positions name of the last manifest read for each table
   */
  CommitLogState(Map<TableId, String> positions, List<BronzeSplit> pending) {
    this.positions = Map.copyOf(positions);
    this.pending = List.copyOf(pending);
  }

  Map<TableId, String> positions() {
    return positions;
  }

  List<BronzeSplit> pending() {
    return pending;
  }
}
