/**
 * A Hudi table as a stream of upserts and deletes.
 *
 * <p>Hudi 0.14 has a streaming read of its own, but it was not made for aggregates: it says that it
 * only inserts, it passes over log files that the cleaner has removed without a word, it takes
 * record keys apart at commas and colons, and its parallel readers may show the delete a row left
 * in its old partition after the insert into the new one. So this package plans what to read
 * itself, and uses Hudi's file formats below that:
 *
 * <ol>
 *   <li>{@link io.tributary.hudi.source.RoundEnumerator} watches the table's timeline and cuts its
 *       delta commits into rounds: the first shows the whole table, every later one the commits
 *       since.
 *   <li>{@link io.tributary.hudi.source.RoundReader}s read the file groups of a round. A round's
 *       number is the event time of its records, and its end is a watermark: when an operator
 *       downstream sees that watermark, it has seen every record of the round.
 *   <li>{@link io.tributary.hudi.source.NewestRows} knows each key's partition and round, and so
 *       tells a row's delete from what a moved row leaves behind. If commits were cleaned away
 *       before they could be read, it also finds the deletes that were in them: the table is shown
 *       whole again, and keys that are no longer there are deleted.
 * </ol>
 */
package io.tributary.hudi.source;
