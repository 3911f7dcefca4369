package io.tributary.cli.deadletters;

import io.tributary.common.deadletter.DeadLetter;

/** A dead letter as it is kept. */
final class StoredLetter {

  private final String source;
  private final String name;
  private final DeadLetter letter;
  private final boolean replayed;

  StoredLetter(String source, String name, DeadLetter letter, boolean replayed) {
    this.source = source;
    this.name = name;
    this.letter = letter;
    this.replayed = replayed;
  }

  /** Name of the source in whose part of bronze it is kept. */
  String source() {
    return source;
  }

  String name() {
    return name;
  }

  DeadLetter letter() {
    return letter;
  }

  /** Whether it has been replayed, and did not fail again since. */
  boolean isReplayed() {
    return replayed;
  }
}
