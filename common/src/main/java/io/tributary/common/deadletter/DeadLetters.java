package io.tributary.common.deadletter;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tributary.common.bronze.BronzePaths;
import io.tributary.common.json.Json;
import io.tributary.common.storage.ObjectStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The dead letters of a source in bronze, each an object of its own; and beside them, which have
 * been replayed. A letter that is written again after that counts as new.
 */
public final class DeadLetters {

  private static final String REPLAYED = BronzePaths.DEAD_LETTERS + "_replayed/";
  private static final int PAGE = 1_000;

  private final ObjectStore store;

  /**
   * @param store the source's part of bronze
   */
  public DeadLetters(ObjectStore store) {
    this.store = store;
  }

  /** Writes a letter; the same one again takes its own place. */
  public void write(DeadLetter letter) throws IOException {
    store.write(BronzePaths.DEAD_LETTERS + letter.name(), Json.writeBytes(letter));
  }

  /** Names of all letters, in order: by job, table and seq. */
  public List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    List<String> page;
    String after = "";
    do {
      page = store.list(BronzePaths.DEAD_LETTERS, after, PAGE);
      names.addAll(page);
      after = page.isEmpty() ? after : page.get(page.size() - 1);
    } while (page.size() == PAGE);
    return names;
  }

  /**
   * @throws FileNotFoundException if there is no letter of that name
   */
  public DeadLetter read(String name) throws IOException {
    return Json.read(store.read(BronzePaths.DEAD_LETTERS + name), DeadLetter.class);
  }

  /** Whether the letter has been replayed since it was written. */
  public boolean isReplayed(String name, DeadLetter letter) throws IOException {
    try {
      Replay replay = Json.read(store.read(REPLAYED + name), Replay.class);
      return Instant.parse(replay.letterAt).equals(Instant.parse(letter.at()));
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  /** Remembers that a letter has been replayed. */
  public void markReplayed(String name, DeadLetter letter) throws IOException {
    store.write(
        REPLAYED + name, Json.writeBytes(new Replay(letter.at(), Instant.now().toString())));
  }

  /** That a letter, known by when it was written, has been replayed. */
  private static final class Replay {

    @JsonProperty("letter_at")
    private final String letterAt;

    @JsonProperty("at")
    private final String at;

    @JsonCreator
    Replay(
        @JsonProperty(value = "letter_at", required = true) String letterAt,
        @JsonProperty(value = "at", required = true) String at) {
      this.letterAt = letterAt;
      this.at = at;
    }
  }
}
