package io.tributary.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a server's directory from a second server, of this JVM or another. */
final class DirectoryLock implements AutoCloseable {

  private final FileChannel channel;
  private final Path directory;

  private DirectoryLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * Takes {@code directory}, which is created if it does not exist.
   *
   * @param server what runs there, for the message
   * @throws EmbeddedServerException if another server has it
   */
  static DirectoryLock take(Path directory, String server) throws IOException {
    Files.createDirectories(directory);
    Path root = directory.toRealPath();
    FileChannel channel =
        FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean taken = false;
    try {
      taken = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      taken = false; // by this JVM itself
    } finally {
      if (!taken) {
        channel.close();
      }
    }
    if (!taken) {
      throw new EmbeddedServerException(
          "Another embedded "
              + server
              + " server runs on "
              + root
              + ": end it, or take another directory");
    }
    return new DirectoryLock(root, channel);
  }

  /** The directory's real path. */
  Path directory() {
    return directory;
  }

  /** Lets others have the directory. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
