package io.tributary.common.storage;

import java.io.IOException;
import java.util.List;

/**
 * Small objects below one root: manifests, schema records. Flink's file systems cannot list what
 * comes after a name, and that is what keeps reading the commit log as cheap on its last day as on
 * its first.
 *
 * <p>Implementations are safe for use by several threads.
 */
public interface ObjectStore extends AutoCloseable {

  /**
   * Names of the objects in a folder, in lexicographic order.
   *
   * @param folder folder below the root, ending in a slash
   * @param after only names greater than this one are listed; empty for all
   * @param limit at most so many, up to 1,000: one request
   * @return names without the folder; what lies in folders below it is not listed
   */
  List<String> list(String folder, String after, int limit) throws IOException;

  /**
   * @param name name below the root
   * @throws java.io.FileNotFoundException if there is no such object
   */
  byte[] read(String name) throws IOException;

  /** Writes an object whole or not at all, replacing one of the same name. */
  void write(String name, byte[] content) throws IOException;

  @Override
  void close();
}
