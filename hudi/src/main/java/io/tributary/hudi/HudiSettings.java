package io.tributary.hudi;

import java.io.Serializable;

/**
 * How a Hudi table is written and kept, as far as it is a matter of choice. Immutable; the defaults
 * suit a table that is committed about once a minute.
 */
public final class HudiSettings implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final HudiSettings DEFAULTS = new HudiSettings(10, 24, 1, 1, 64);

  private final int compactionDeltaCommits;
  private final int retainHours;
  private final int writeTasks;
  private final int compactionTasks;
  private final int bufferMegabytes;

  private HudiSettings(
      int compactionDeltaCommits,
      int retainHours,
      int writeTasks,
      int compactionTasks,
      int bufferMegabytes) {
    if (compactionDeltaCommits < 1
        || retainHours < 1
        || writeTasks < 1
        || compactionTasks < 1
        || bufferMegabytes < 1) {
      throw new IllegalArgumentException("Settings of a Hudi table must be at least 1");
    }
    this.compactionDeltaCommits = compactionDeltaCommits;
    this.retainHours = retainHours;
    this.writeTasks = writeTasks;
    this.compactionTasks = compactionTasks;
    this.bufferMegabytes = bufferMegabytes;
  }

  public static HudiSettings defaults() {
    return DEFAULTS;
  }

  /** Compacts after this many delta commits: fewer make reading cheaper and writing dearer. */
  public HudiSettings withCompactionDeltaCommits(int commits) {
    return new HudiSettings(commits, retainHours, writeTasks, compactionTasks, bufferMegabytes);
  }

  /**
   * Keeps every file that a reader may need who began, or was stopped, up to this many hours ago.
   * What it costs is the old versions of compacted files.
   */
  public HudiSettings withRetainHours(int hours) {
    return new HudiSettings(
        compactionDeltaCommits, hours, writeTasks, compactionTasks, bufferMegabytes);
  }

  /** Subtasks that write; more than the table has buckets are of no use to one partition. */
  public HudiSettings withWriteTasks(int tasks) {
    return new HudiSettings(
        compactionDeltaCommits, retainHours, tasks, compactionTasks, bufferMegabytes);
  }

  /** Subtasks that compact. */
  public HudiSettings withCompactionTasks(int tasks) {
    return new HudiSettings(
        compactionDeltaCommits, retainHours, writeTasks, tasks, bufferMegabytes);
  }

  /** Rows that each writing subtask holds in memory before it writes ahead of the checkpoint. */
  public HudiSettings withBufferMegabytes(int megabytes) {
    return new HudiSettings(
        compactionDeltaCommits, retainHours, writeTasks, compactionTasks, megabytes);
  }

  public int compactionDeltaCommits() {
    return compactionDeltaCommits;
  }

  public int retainHours() {
    return retainHours;
  }

  public int writeTasks() {
    return writeTasks;
  }

  public int compactionTasks() {
    return compactionTasks;
  }

  public int bufferMegabytes() {
    return bufferMegabytes;
  }
}
