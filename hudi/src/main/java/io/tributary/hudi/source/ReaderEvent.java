package io.tributary.hudi.source;

import org.apache.flink.api.connector.source.SourceEvent;

/** What a reader tells the enumerator. */
final class ReaderEvent implements SourceEvent {

  private static final long serialVersionUID = 1L;

  /** What has happened. */
  enum Kind {
    /** The reader has read all it was given up to and with the round. */
    ROUND_READ,
    /** Files of the round were removed before the reader could read them. */
    FILES_GONE
  }

  private final Kind kind;
  private final long round;

  ReaderEvent(Kind kind, long round) {
    this.kind = kind;
    this.round = round;
  }

  Kind kind() {
    return kind;
  }

  long round() {
    return round;
  }

  @Override
  public String toString() {
    return kind + " " + round;
  }
}
