package io.tributary.common.commitlog;

import io.tributary.common.bronze.BronzePaths;
import io.tributary.common.json.Json;
import io.tributary.common.storage.ObjectStore;
import java.io.IOException;
import java.util.List;

/** Appends to a source's commit log. Each writer is a run of its own, later than all before it. */
public final class CommitLogWriter {

  private final ObjectStore store;
  private ManifestName last;

  private CommitLogWriter(ObjectStore store, long run) {
    this.store = store;
    this.last = new ManifestName(run, -1, 0);
  }

  /**
   * Begins a run after the newest in the log, which is found in a number of requests that grows
   * with the logarithm of the number of runs.
   *
   * @param store the source's part of bronze
   */
  public static CommitLogWriter begin(ObjectStore store) throws IOException {
    long exceeded = 0;
    long above = 1;
    while (hasRunsFrom(store, above)) {
      exceeded = above;
      above *= 2;
    }
    while (above - exceeded > 1) {
      long middle = exceeded + (above - exceeded) / 2;
      if (hasRunsFrom(store, middle)) {
        exceeded = middle;
      } else {
        above = middle;
      }
    }
    return new CommitLogWriter(store, above);
  }

  private static boolean hasRunsFrom(ObjectStore store, long run) throws IOException {
    List<String> names = store.list(BronzePaths.COMMITS, ManifestName.first(run), 1);
    return !names.isEmpty() && ManifestName.runOf(names.get(0)) >= run;
  }

  /**
   * Names files to readers: they see all of them or none.
   *
   * @param checkpoint the checkpoint that the files were committed with
   * @param files not empty: a checkpoint without changes has no manifest
   * @return the manifest's name
   */
  public String append(long checkpoint, List<CommittedFile> files) throws IOException {
    if (files.isEmpty()) {
      throw new IllegalArgumentException("A manifest without files: write none instead");
    }
    ManifestName name = last.next(checkpoint);
    store.write(BronzePaths.COMMITS + name, Json.writeBytes(new Manifest(files)));
    last = name;
    return name.toString();
  }
}
