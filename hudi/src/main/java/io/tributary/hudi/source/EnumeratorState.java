package io.tributary.hudi.source;

import java.util.List;

/** What the enumerator remembers in a checkpoint. */
final class EnumeratorState {

  private final Position position;
  private final List<RoundSplit> returned;

  /**
   * @param position how far splits were handed out
   * @param returned splits handed out before, whose reader failed before a checkpoint held them
   */
  EnumeratorState(Position position, List<RoundSplit> returned) {
    this.position = position;
    this.returned = List.copyOf(returned);
  }

  Position position() {
    return position;
  }

  List<RoundSplit> returned() {
    return returned;
  }
}
