/**
 * Writes streams of rows into merge-on-read Hudi tables exactly once, and tells readers how to find
 * them.
 *
 * <p><b>What is Hudi's and what is ours.</b> Files, timeline, rollback, compaction, cleaning and
 * archival are Hudi's, by its own classes and formats. Operators and coordinator are ours: Hudi's
 * list files at every checkpoint to learn what the coordinator thinks, which on S3 costs an idle
 * table as much as a busy one, send records between operators by Kryo, and stop for good after a
 * savepoint that the job outlives. They talk by Flink's operator events instead.
 *
 * <p><b>A commit.</b> The coordinator keeps one instant open. At the barrier of a checkpoint each
 * subtask that has rows writes one log file for each bucket, and says so. When the checkpoint is
 * complete the coordinator commits these files and opens the next instant. If no subtask had rows,
 * nothing is written or asked for anywhere. Rows that outgrow the buffer are written earlier, but
 * never between a barrier and the word that its checkpoint is settled.
 *
 * <p><b>Failures.</b>
 *
 * <ul>
 *   <li>Before the checkpoint is complete: the job restarts from the one before, the open instant
 *       is rolled back, and its rows come again.
 *   <li>Between the checkpoint and the commit: the restored subtasks report the files that their
 *       state names, and these are committed first.
 *   <li>Restoring an older checkpoint or savepoint: later commits are not undone. Their rows come
 *       again and overwrite themselves; until they have caught up a row that was deleted after the
 *       savepoint may show for a while, and where the table has an ordering column no row falls
 *       back to an older version.
 *   <li>Restoring a state that names files of an instant which has since been rolled back is
 *       refused, since their rows would be lost. It takes a savepoint that was taken while a full
 *       buffer had been written early, or a checkpoint that was complete but not committed when a
 *       still older one was restored instead.
 *   <li>A savepoint that the job outlives holds its rows itself, as Flink never tells of its
 *       completion.
 * </ul>
 *
 * <p><b>Compaction</b> is planned by the coordinator after a number of delta commits and executed
 * at once beside the stream, whether further rows come or not. At most one is pending. One that
 * fails or is interrupted begins anew, in the same job after some checkpoints, or in the next at
 * its start; the table reads right meanwhile. A bounded job plans its last compaction at its end
 * and leaves it to the next run.
 *
 * <p><b>What a job has to provide.</b> Checkpoints, one at a time, with a pause between them;
 * several tolerated restarts; on restore all subtasks of the writer, which sharing one shuffle
 * gives. One job writes a table at a time, in one time zone: instants are local times and have to
 * rise.
 */
package io.tributary.hudi;
