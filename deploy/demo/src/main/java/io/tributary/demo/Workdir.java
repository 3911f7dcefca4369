package io.tributary.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/**
 * The directory that holds all that a demo keeps: the servers' data, Flink's files, logs, secrets,
 * and what a later run needs to carry on. One demo at a time uses it.
 */
final class Workdir implements AutoCloseable {

  private static final String LOCK = "demo.lock";

  private final Path root;
  private final FileChannel lockFile;
  private final FileLock lock;

  private Workdir(Path root, FileChannel lockFile, FileLock lock) {
    this.root = root;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /**
   * Takes a directory, and creates it if need be.
   *
   * @param keep whether to keep what an earlier demo has left in it
   * @throws DemoException if another demo uses it, or if it holds something that is no demo's
   */
  static Workdir take(Path directory, boolean keep) throws IOException {
    Path root = directory.toAbsolutePath().normalize();
    if (root.toString().matches(".*[\\s${}].*")) {
      throw new DemoException(
          "lake.yaml refers to secrets by their paths, which have no blanks, $, { or } there: "
              + root
              + ". Name another directory with --workdir.");
    }
    if (Files.exists(root) && !isEmpty(root) && !Files.exists(root.resolve(LOCK))) {
      throw new DemoException(
          root + " holds files that are not a demo's. Name another directory with --workdir.");
    }
    Files.createDirectories(root);
    FileChannel file =
        FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = file.tryLock();
    } catch (OverlappingFileLockException e) {
      // Taken by this very JVM.
    }
    if (lock == null) {
      file.close();
      throw new DemoException(
          "Another demo is running in " + root + ". End it, or name another --workdir.");
    }
    Workdir workdir = new Workdir(root, file, lock);
    if (!keep) {
      workdir.clear();
    }
    for (String child : new String[] {"log", "secrets", "flink"}) {
      Files.createDirectories(root.resolve(child));
    }
    return workdir;
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (Stream<Path> children = Files.list(directory)) {
      return children.findAny().isEmpty();
    }
  }

  private void clear() throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!file.equals(root.resolve(LOCK))) {
              Files.delete(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            if (!directory.equals(root)) {
              Files.delete(directory);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  Path root() {
    return root;
  }

  Path mysql() {
    return root.resolve("mysql");
  }

  Path mongo() {
    return root.resolve("mongo");
  }

  Path s3() {
    return root.resolve("s3");
  }

  /** The directory where the S3 server keeps the objects of a bucket as files. */
  Path bucket(String name) {
    return s3().resolve("buckets").resolve(name);
  }

  Path flink() {
    return root.resolve("flink");
  }

  Path logs() {
    return root.resolve("log");
  }

  Path lakeFile() {
    return root.resolve("lake.yaml");
  }

  Path state() {
    return root.resolve("state.json");
  }

  Path secret(String name) {
    return root.resolve("secrets").resolve(name);
  }

  /** Writes a secret to a file that only its owner may read. */
  void writeSecret(String name, String secret) throws IOException {
    Path file = secret(name);
    Files.deleteIfExists(file);
    FileAttribute<?>[] ownerOnly =
        Files.getFileStore(root).supportsFileAttributeView("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    Files.createFile(file, ownerOnly);
    Files.write(file, secret.getBytes(UTF_8));
  }

  @Override
  public void close() throws IOException {
    lock.release();
    lockFile.close();
  }
}
