package io.tributary.embedded;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The files of one embedded MySQL server: {@code data}, {@code my.cnf}, {@code mysqld.log}, the
 * root password. Only one server at a time owns a directory.
 */
final class MySqlDirectory implements AutoCloseable {

  private static final int PASSWORD_LENGTH = 24;

  private final DirectoryLock lock;

  private MySqlDirectory(DirectoryLock lock) {
    this.lock = lock;
  }

  /**
   * Takes {@code directory}, which is created if it does not exist.
   *
   * @throws EmbeddedServerException if another server has it
   */
  static MySqlDirectory take(Path directory) throws IOException {
    return new MySqlDirectory(DirectoryLock.take(directory, "MySQL"));
  }

  Path root() {
    return lock.directory();
  }

  /** MySQL's data directory; exists only once it is completely initialised. */
  Path data() {
    return root().resolve("data");
  }

  /** Where the data directory is made, before it is renamed. */
  Path unfinishedData() {
    return root().resolve("data.new");
  }

  Path log() {
    return root().resolve("mysqld.log");
  }

  Path configuration() {
    return root().resolve("my.cnf");
  }

  /** SQL that the server runs before it lets anyone in. */
  Path initFile() {
    return root().resolve("init.sql");
  }

  String rootPassword() throws IOException {
    return SecretFile.readOrCreate(root().resolve("root-password"), PASSWORD_LENGTH);
  }

  /** Lets others have the directory. */
  @Override
  public void close() throws IOException {
    lock.close();
  }
}
