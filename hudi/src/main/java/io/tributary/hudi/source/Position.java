package io.tributary.hudi.source;

import java.util.Objects;

/** How far a table has been handed out to the readers. */
final class Position {

  /** Before anything was read. */
  static final Position START = new Position(0, false, null);

  private final long round;
  private final boolean repair;
  private final String instant;

  /**
   * @param round number of the newest round, 0 before the first
   * @param repair whether that round shows the whole table again because commits were missed
   * @param instant the newest delta commit handed out, null before the first
   */
  Position(long round, boolean repair, String instant) {
    this.round = round;
    this.repair = repair;
    this.instant = instant;
  }

  long round() {
    return round;
  }

  boolean isRepair() {
    return repair;
  }

  String instant() {
    return instant;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Position
        && round == ((Position) other).round
        && repair == ((Position) other).repair
        && Objects.equals(instant, ((Position) other).instant);
  }

  @Override
  public int hashCode() {
    return Objects.hash(round, repair, instant);
  }

  @Override
  public String toString() {
    return "round " + round + ", instant " + instant;
  }
}
