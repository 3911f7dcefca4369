package io.tributary.common.change;

import java.util.Locale;

/**
 * The ordering key of change events: a fixed-width string that compares as the source's log does.
 *
 * <p>For MySQL it is {@code epoch-file-position-row}, for example {@code
 * 0001-0000000042-000000001337-00000001}. Rows of an event count from 1, so that a snapshot row,
 * which carries the log position read before the snapshot began and row 0, sorts just before any
 * event at that position: its image is at least as new as the position, and every later change
 * comes again from the log.
 *
 * <p>Two events of one primary-key update share a seq, but not a key.
 *
 * <p>For MongoDB it is {@code epoch-seconds-increment-rest}: the cluster time, and what the resume
 * token has behind it, for the events of a transaction or of one insert of many documents share
 * their cluster time. A token's {@code _data} is made to be compared as text; behind the cluster
 * time stand the event's number in the transaction, the collection and the document's key, of which
 * only the number can differ between events of one document: cut to a fixed length, it still orders
 * them.
 */
public final class Seq {

  /**
   * The first epoch. It is raised when the log's identity changes, so that positions begin anew.
   */
  public static final int FIRST_EPOCH = 1;

  /** Length of every MySQL seq. */
  public static final int LENGTH = 4 + 1 + 10 + 1 + 12 + 1 + 8;

  /** Length of every MongoDB seq. */
  public static final int CHANGE_STREAM_LENGTH = 4 + 1 + 10 + 1 + 10 + 1 + Seq.TOKEN_LENGTH;

  private static final int SNAPSHOT_ROW = 0;

  /** Of a token's {@code _data}: a type byte, seconds and increment, each of four bytes, in hex. */
  private static final int TOKEN_TIME_LENGTH = 2 + 8 + 8;

  private static final int TOKEN_LENGTH = 64;
  private static final String NO_TOKEN = "0".repeat(TOKEN_LENGTH);

  private Seq() {}

  /**
   * Seq of a change read from the binlog.
   *
   * @param file binlog file, as {@code binlog.000042}
   * @param position where the event begins in the file, in bytes
   * @param row index of the row within its event, from 0
   */
  public static String ofBinlog(int epoch, String file, long position, int row) {
    if (row < 0) {
      throw new IllegalArgumentException("Rows of an event count from 0, not " + row);
    }
    return format(epoch, fileNumber(file), position, row + 1);
  }

  /**
   * Seq of a snapshot row.
   *
   * @param file binlog file that was being written before the snapshot began
   * @param position end of that file at the same moment, in bytes
   */
  public static String ofSnapshot(int epoch, String file, long position) {
    return format(epoch, fileNumber(file), position, SNAPSHOT_ROW);
  }

  /**
   * Seq of a change read from a change stream.
   *
   * @param seconds of the event's cluster time, since the epoch
   * @param increment of the event's cluster time
   * @param tokenData the resume token's {@code _data}: hexadecimal digits
   */
  public static String ofChangeStream(int epoch, long seconds, long increment, String tokenData) {
    if (tokenData.length() < TOKEN_TIME_LENGTH) {
      throw new IllegalArgumentException("Not the data of a resume token: " + tokenData);
    }
    String rest = tokenData.substring(TOKEN_TIME_LENGTH);
    return clusterTime(epoch, seconds, increment)
        + (rest.length() < TOKEN_LENGTH
            ? rest + NO_TOKEN.substring(rest.length())
            : rest.substring(0, TOKEN_LENGTH));
  }

  /**
   * Seq of a document read by a snapshot.
   *
   * @param seconds of the cluster time that a majority of the servers had reached before the
   *     snapshot began, since the epoch
   * @param increment of the same cluster time
   */
  public static String ofDocumentSnapshot(int epoch, long seconds, long increment) {
    return clusterTime(epoch, seconds, increment) + NO_TOKEN;
  }

  private static String clusterTime(int epoch, long seconds, long increment) {
    String time = String.format(Locale.ROOT, "%04d-%010d-%010d-", epoch, seconds, increment);
    if (epoch < 0 || seconds < 0 || increment < 0 || time.length() != 4 + 1 + 10 + 1 + 10 + 1) {
      throw new IllegalArgumentException("Not a cluster time that can be ordered: " + time);
    }
    return time;
  }

  private static String format(int epoch, long file, long position, int row) {
    String seq = String.format(Locale.ROOT, "%04d-%010d-%012d-%08d", epoch, file, position, row);
    if (epoch < 0 || position < 0 || seq.length() != LENGTH) {
      throw new IllegalArgumentException("Not a log position that can be ordered: " + seq);
    }
    return seq;
  }

  private static long fileNumber(String file) {
    String digits = file.substring(file.lastIndexOf('.') + 1);
    try {
      long number = Long.parseLong(digits);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Reported below, with the whole name.
    }
    throw new IllegalArgumentException(
        "The binlog file '" + file + "' has no number at its end, as in binlog.000042");
  }
}
