package io.tributary.hudi.source;

import java.util.List;

/** What the readers are to read next, and where the table stands when they have done it. */
final class Round {

  private final Position from;
  private final Position to;
  private final List<RoundSplit> splits;

  Round(Position from, Position to, List<RoundSplit> splits) {
    this.from = from;
    this.to = to;
    this.splits = List.copyOf(splits);
  }

  Position from() {
    return from;
  }

  Position to() {
    return to;
  }

  /** The files to read; the ends of the round are not among them. */
  List<RoundSplit> splits() {
    return splits;
  }

  /**
   * The event time of everything a round emits, and of the watermark at its end. It is odd for a
   * round that repairs, so that whoever sees the watermark knows.
   */
  static long time(long round, boolean repair) {
    return 2 * round + (repair ? 1 : 0);
  }

  static boolean isRepair(long time) {
    return time % 2 == 1;
  }
}
