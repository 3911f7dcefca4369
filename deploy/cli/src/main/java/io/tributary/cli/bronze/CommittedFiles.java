package io.tributary.cli.bronze;

import io.tributary.common.commitlog.CommitLogReader;
import io.tributary.common.commitlog.CommittedFile;
import io.tributary.common.commitlog.Manifest;
import io.tributary.common.schema.TableId;
import io.tributary.common.storage.ObjectStore;
import io.tributary.common.storage.StorageAddress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The files of a table that a source's commit log names. */
final class CommittedFiles {

  private static final int PAGE = 1_000;

  /** Manifests are small and many: what takes time is to ask for each. */
  private static final int REQUESTS_AT_ONCE = 16;

  private CommittedFiles() {}

  /** Each file once, in the order of the log. */
  static Collection<CommittedFile> of(StorageAddress source, TableId table) throws IOException {
    ExecutorService requests = Executors.newFixedThreadPool(REQUESTS_AT_ONCE);
    try (ObjectStore store = source.open()) {
      CommitLogReader log = new CommitLogReader(store);
      Map<String, CommittedFile> files = new LinkedHashMap<>();
      List<String> names;
      String after = CommitLogReader.START;
      do {
        names = log.namesAfter(after, PAGE);
        List<Future<Manifest>> manifests = new ArrayList<>();
        for (String name : names) {
          manifests.add(requests.submit(() -> log.read(name)));
          after = name;
        }
        for (Future<Manifest> manifest : manifests) {
          for (CommittedFile file : manifest.get().files()) {
            if (file.table().equals(table)) {
              // A restored job may name a file again.
              files.put(file.path(), file);
            }
          }
        }
      } while (names.size() == PAGE);
      return files.values();
    } catch (ExecutionException e) {
      throw new IOException("Cannot read the commit log of " + source, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while reading the commit log of " + source, e);
    } finally {
      requests.shutdownNow();
    }
  }
}
