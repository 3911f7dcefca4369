package io.tributary.cli.deadletters;

import io.tributary.cli.CommandException;
import io.tributary.cli.lake.Lake;
import io.tributary.common.deadletter.DeadLetter;
import io.tributary.common.deadletter.DeadLetters;
import io.tributary.common.storage.ObjectStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The dead letters of all sources of a lake. */
final class Letters {

  private final Lake lake;

  Letters(Lake lake) {
    this.lake = lake;
  }

  /** Those that meet a condition, source by source and in the order of their names. */
  List<StoredLetter> where(Predicate<StoredLetter> condition) throws IOException {
    List<StoredLetter> letters = new ArrayList<>();
    for (String source : lake.config().sources().keySet()) {
      try (ObjectStore store = lake.bronze(source).open()) {
        DeadLetters ofSource = new DeadLetters(store);
        for (String name : ofSource.names()) {
          DeadLetter letter = ofSource.read(name);
          StoredLetter stored =
              new StoredLetter(source, name, letter, ofSource.isReplayed(name, letter));
          if (condition.test(stored)) {
            letters.add(stored);
          }
        }
      }
    }
    return letters;
  }

  /**
   * @throws CommandException if no source has a letter of that name
   */
  StoredLetter named(String name) throws IOException {
    for (String source : lake.config().sources().keySet()) {
      try (ObjectStore store = lake.bronze(source).open()) {
        DeadLetters letters = new DeadLetters(store);
        DeadLetter letter = letters.read(name);
        return new StoredLetter(source, name, letter, letters.isReplayed(name, letter));
      } catch (FileNotFoundException e) {
        // The next source may have it.
      }
    }
    throw new CommandException(
        2, "No source of the lake has a dead letter " + name + ": see dead-letters list", null);
  }
}
