package io.tributary.common.commitlog;

import io.tributary.common.bronze.BronzePaths;
import io.tributary.common.json.Json;
import io.tributary.common.storage.ObjectStore;
import java.io.IOException;
import java.util.List;

/** Reads a source's commit log from any name on. */
public final class CommitLogReader {

  /** The name before all names. */
  public static final String START = "";

  private final ObjectStore store;

  /**
   * @param store the source's part of bronze
   */
  public CommitLogReader(ObjectStore store) {
    this.store = store;
  }

  /**
   * Names of the manifests after one, in order: one request.
   *
   * @param after name of the last manifest read, or {@link #START}
   * @param limit at most so many, up to 1,000
   */
  public List<String> namesAfter(String after, int limit) throws IOException {
    return store.list(BronzePaths.COMMITS, after, limit);
  }

  public Manifest read(String name) throws IOException {
    return Json.read(store.read(BronzePaths.COMMITS + name), Manifest.class);
  }
}
