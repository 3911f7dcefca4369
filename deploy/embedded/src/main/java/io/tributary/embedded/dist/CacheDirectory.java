package io.tributary.embedded.dist;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;

/**
 * A directory of things that are dear to make and never change. An entry is made aside and then
 * renamed, so that one that exists is complete; two processes that want the same one make it once.
 */
public final class CacheDirectory {

  /** One lock in this JVM, as file locks are held by processes, not by threads. */
  private static final Object IN_THIS_JVM = new Object();

  private final Path root;

  /** A cache in {@code root}, which is created when first needed. */
  public CacheDirectory(Path root) {
    this.root = root;
  }

  /**
   * The user's own cache: the directory that {@code TRIBUTARY_CACHE} names in {@code environment},
   * else {@code tributary} under {@code XDG_CACHE_HOME}, else under {@code ~/.cache}.
   */
  public static CacheDirectory of(Map<String, String> environment, Path home) {
    String own = environment.getOrDefault("TRIBUTARY_CACHE", "");
    if (!own.isBlank()) {
      return new CacheDirectory(Path.of(own).toAbsolutePath());
    }
    // A relative XDG_CACHE_HOME is to be ignored, says the XDG Base Directory Specification.
    Path xdg = Path.of(environment.getOrDefault("XDG_CACHE_HOME", ""));
    return new CacheDirectory(
        (xdg.isAbsolute() ? xdg : home.resolve(".cache")).resolve("tributary"));
  }

  /** The user's own cache, by this process's environment. */
  public static CacheDirectory ofUser() {
    return of(System.getenv(), Path.of(System.getProperty("user.home")));
  }

  /** Makes an entry: a file or a directory at {@code target}, which does not exist yet. */
  @FunctionalInterface
  public interface Maker {
    /**
     * Makes the entry.
     *
     * @param target where
     * @param scratch an empty directory for whatever is needed on the way, deleted afterwards
     */
    void make(Path target, Path scratch) throws IOException, InterruptedException;
  }

  /** Where the entry called {@code name} is, once it is made. */
  Path path(String name) {
    return root.resolve(name);
  }

  /**
   * The path of the entry called {@code name}, made by {@code maker} if there is none yet.
   *
   * @throws IOException from {@code maker}, or if the cache cannot be written
   * @throws InterruptedException from {@code maker}
   */
  public Path get(String name, Maker maker) throws IOException, InterruptedException {
    Path entry = path(name);
    if (Files.exists(entry)) {
      return entry;
    }
    Files.createDirectories(root);
    synchronized (IN_THIS_JVM) {
      try (FileChannel file =
          FileChannel.open(
              root.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        file.lock(); // until the file is closed, also by the end of this process
        if (!Files.exists(entry)) {
          makeAside(name, entry, maker);
        }
      }
    }
    return entry;
  }

  private void makeAside(String name, Path entry, Maker maker)
      throws IOException, InterruptedException {
    Path aside = root.resolve(name + ".making");
    deleteTree(aside); // what a killed process left behind
    Path scratch = Files.createDirectories(aside.resolve("scratch"));
    Path target = aside.resolve("entry");
    try {
      maker.make(target, scratch);
      Files.move(target, entry, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      deleteTree(aside);
    }
  }

  /** Deletes a file or a directory with all it holds; nothing happens if there is none. */
  public static void deleteTree(Path tree) throws IOException {
    if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
