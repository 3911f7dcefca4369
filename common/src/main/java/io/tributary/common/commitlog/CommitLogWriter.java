package io.tributary.common.commitlog;

import io.tributary.common.bronze.BronzePaths;
import io.tributary.common.json.Json;
import io.tributary.common.storage.ObjectStore;
import java.io.IOException;
import java.util.List;

/** Appends to a source's commit log. Each writer is a run of its own, later than all before it. */
public final class CommitLogWriter {

  private static final int PAGE = 1_000;

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
    return new CommitLogWriter(store, newestRun(store) + 1);
  }

  /** Zero if there is none. */
  private static long newestRun(ObjectStore store) throws IOException {
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
    return exceeded;
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

  /**
   * Names files to readers from beside the writer of the log, which may be running and needs not
   * know. No reader passes the manifest unseen: it is written again further on for as long as
   * another one has come to stand behind it meanwhile. So files may be named several times.
   *
   * @return the manifest's name
   */
  public static String insert(ObjectStore store, List<CommittedFile> files) throws IOException {
    byte[] manifest = Json.writeBytes(new Manifest(files));
    String newest = newestFrom(store, ManifestName.first(newestRun(store)), "");
    while (true) {
      String name = ManifestName.insertedAfter(newest);
      store.write(BronzePaths.COMMITS + name, manifest);
      newest = newestFrom(store, name, name);
      if (newest.equals(name)) {
        return name;
      }
    }
  }

  /**
   * @return the last name after one; that given if there is none
   */
  private static String newestFrom(ObjectStore store, String after, String none)
      throws IOException {
    String newest = none;
    List<String> names;
    String from = after;
    do {
      names = store.list(BronzePaths.COMMITS, from, PAGE);
      if (!names.isEmpty()) {
        newest = names.get(names.size() - 1);
        from = newest;
      }
    } while (names.size() == PAGE);
    return newest;
  }
}
