package io.tributary.hudi;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.runtime.operators.coordination.OperatorEvent;

/** What the coordinator of a table's writer and its subtasks tell one another. */
final class WriteEvents {

  private WriteEvents() {}

  /** From a subtask that starts: what its state says it had written and not seen committed. */
  static final class Restored implements OperatorEvent {
    private static final long serialVersionUID = 1L;
    private final Map<String, ArrayList<WrittenLog>> logs;

    Restored(Map<String, ArrayList<WrittenLog>> logs) {
      this.logs = new HashMap<>(logs);
    }

    /** Log files by the instant they were written with. */
    Map<String, ArrayList<WrittenLog>> logs() {
      return logs;
    }
  }

  /** From a subtask at a checkpoint: all that it has written since the instant was opened. */
  static final class Written implements OperatorEvent {
    private static final long serialVersionUID = 1L;
    private final long checkpoint;
    private final String instant;
    private final ArrayList<WrittenLog> logs;

    Written(long checkpoint, String instant, List<WrittenLog> logs) {
      this.checkpoint = checkpoint;
      this.instant = instant;
      this.logs = new ArrayList<>(logs);
    }

    long checkpoint() {
      return checkpoint;
    }

    String instant() {
      return instant;
    }

    List<WrittenLog> logs() {
      return logs;
    }
  }

  /**
   * To all subtasks: the instant to write with, and up to which checkpoint it is settled what
   * became of the rows: committed, or to be committed with the next.
   */
  static final class Opened implements OperatorEvent {
    private static final long serialVersionUID = 1L;
    private final String instant;
    private final long settled;
    private final ArrayList<Compaction> compactions;

    Opened(String instant, long settled, List<Compaction> compactions) {
      this.instant = instant;
      this.settled = settled;
      this.compactions = new ArrayList<>(compactions);
    }

    String instant() {
      return instant;
    }

    long settled() {
      return settled;
    }

    /** Compactions scheduled since the last such event; on a start, all that are pending. */
    List<Compaction> compactions() {
      return compactions;
    }
  }

  /** To all subtasks: this checkpoint has failed; what they wrote for it stays for the next. */
  static final class Aborted implements OperatorEvent {
    private static final long serialVersionUID = 1L;
    private final long checkpoint;

    Aborted(long checkpoint) {
      this.checkpoint = checkpoint;
    }

    long checkpoint() {
      return checkpoint;
    }
  }

  /** A compaction in wait of being executed. */
  static final class Compaction implements Serializable {
    private static final long serialVersionUID = 1L;
    private final String instant;
    private final HashMap<String, HashSet<String>> fileIds;

    Compaction(String instant, Map<String, HashSet<String>> fileIds) {
      this.instant = instant;
      this.fileIds = new HashMap<>(fileIds);
    }

    String instant() {
      return instant;
    }

    /** File groups that it compacts, by partition. */
    Map<String, Set<String>> fileIds() {
      return new HashMap<>(fileIds);
    }
  }
}
