package io.tributary.consumer.script;

import io.tributary.common.config.S3Config;
import io.tributary.common.storage.ObjectStore;
import io.tributary.common.storage.StorageAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads scripts from where they are kept. */
public final class ScriptFiles {

  private static final String SUFFIX = ".sql";
  private static final int MOST = 1000;

  private ScriptFiles() {}

  /**
   * The scripts at an address, in the order of their names.
   *
   * @param address a folder, whose files that end in {@code .sql} are taken, or one such file: a
   *     local path, {@code file:///…} or {@code s3://bucket/…}
   * @param s3 the S3-compatible store; null for AWS
   * @throws IllegalArgumentException if there are none
   */
  public static List<Script> read(String address, S3Config s3) {
    String path = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    if (!path.startsWith("s3://")) {
      Path file =
          path.startsWith("file:") ? Path.of(URI.create(path)) : Path.of(path).toAbsolutePath();
      path = file.getParent().toUri() + file.getFileName().toString();
    }
    int slash = path.lastIndexOf('/');
    String name = path.substring(slash + 1);
    List<Script> scripts = new ArrayList<>();
    try (ObjectStore store = new StorageAddress(path.substring(0, slash), s3).open()) {
      if (name.endsWith(SUFFIX)) {
        scripts.add(read(store, "", name));
      } else {
        for (String file : store.list(name + "/", "", MOST)) {
          if (file.endsWith(SUFFIX) && !file.contains("/")) {
            scripts.add(read(store, name + "/", file));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the scripts at " + address, e);
    }
    if (scripts.isEmpty()) {
      throw new IllegalArgumentException(
          "There is no file that ends in " + SUFFIX + " at " + address);
    }
    return scripts;
  }

  private static Script read(ObjectStore store, String folder, String file) throws IOException {
    return new Script(
        file.substring(0, file.length() - SUFFIX.length()),
        new String(store.read(folder + file), StandardCharsets.UTF_8));
  }
}
