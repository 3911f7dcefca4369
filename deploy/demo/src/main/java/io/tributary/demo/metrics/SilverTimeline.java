package io.tributary.demo.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The commits of silver's tables, read where the S3 server keeps its objects as files, so that
 * looking costs no requests. Remembers commits that Hudi has archived since. Safe for use by
 * several threads.
 */
public final class SilverTimeline {

  private final Path layer;
  private final Map<String, Map<String, Long>> seen = new HashMap<>();

  /**
   * @param layer the directory of the silver layer, with a directory for each database in it
   */
  public SilverTimeline(Path layer) {
    this.layer = layer;
  }

  /**
   * When the table's delta commits were completed, in milliseconds since 1970, in order. From then
   * on readers see them.
   *
   * @param table such as {@code payments.orders}
   */
  public synchronized List<Long> commits(String table) {
    Map<String, Long> commits = seen.computeIfAbsent(table, name -> new HashMap<>());
    Path timeline = layer.resolve(table.replace('.', '/')).resolve(".hoodie");
    try (DirectoryStream<Path> files = Files.newDirectoryStream(timeline, "*.deltacommit")) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (!commits.containsKey(name)) {
          commits.put(name, Files.getLastModifiedTime(file).toMillis());
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      // The table does not exist yet, or a commit has been archived just now: next time.
    } catch (DirectoryIteratorException e) {
      throw new UncheckedIOException(e.getCause());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return commits.values().stream().sorted().toList();
  }
}
