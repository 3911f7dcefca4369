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
 */
public final class Seq {

  /**
   * The first epoch. It is raised when the log's identity changes, so that positions begin anew.
   */
  public static final int FIRST_EPOCH = 1;

  /** Length of every MySQL seq. */
  public static final int LENGTH = 4 + 1 + 10 + 1 + 12 + 1 + 8;

  private static final int SNAPSHOT_ROW = 0;

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
