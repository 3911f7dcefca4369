package io.tributary.demo;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * What a run leaves for the next one.
 *
 * @param seed of the rows
 * @param runs how many runs have had traffic: each has its own
 * @param keepsDocuments whether MongoDB has the documents still: the emulator has not
 * @param savepoints addresses by the jobs' names
 */
record SavedState(long seed, int runs, boolean keepsDocuments, Map<String, String> savepoints) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /**
   * Reads what an earlier run has left.
   *
   * @throws DemoException if there is nothing, or not enough to go on with
   */
  static SavedState read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new DemoException(
          "There is no earlier run to resume: " + file + " does not exist. Leave out --resume.");
    }
    Map<String, Object> values =
        JSON.readValue(file.toFile(), new TypeReference<Map<String, Object>>() {});
    SavedState state =
        new SavedState(
            ((Number) values.get("seed")).longValue(),
            ((Number) values.get("runs")).intValue(),
            (Boolean) values.get("keeps_documents"),
            JSON.convertValue(
                values.get("savepoints"), new TypeReference<Map<String, String>>() {}));
    if (!state.keepsDocuments()) {
      throw new DemoException(
          "The earlier run cannot be resumed: the emulator of MongoDB that it had keeps its"
              + " documents only for as long as it runs. Leave out --resume; runs with a real"
              + " MongoDB can be resumed: install one, or name its mongod in TRIBUTARY_MONGOD.");
    }
    return state;
  }

  /** Replaces the file in one step. */
  void write(Path file) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
    JSON.writeValue(
        unfinished.toFile(),
        Map.of(
            "seed",
            seed,
            "runs",
            runs,
            "keeps_documents",
            keepsDocuments,
            "savepoints",
            savepoints));
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
