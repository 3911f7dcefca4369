package io.tributary.hudi;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * A local file system under the scheme {@code counting} that keeps a log of what is asked of it, by
 * what S3A would make of it: a look at what is there, a listing, a read, a write, a deletion.
 */
public class CountingFileSystem extends RawLocalFileSystem {

  private static final ConcurrentLinkedQueue<String> CALLS = new ConcurrentLinkedQueue<>();
  private URI uri;

  @Override
  public void initialize(URI name, Configuration conf) throws IOException {
    super.initialize(name, conf);
    uri = URI.create(name.getScheme() + ":///");
    setConf(conf);
  }

  @Override
  public URI getUri() {
    return uri == null ? URI.create("counting:///") : uri;
  }

  @Override
  public String getScheme() {
    return "counting";
  }

  @Override
  protected void checkPath(Path path) {}

  private static void call(String kind, Path path) {
    CALLS.add(kind + " " + path.toUri().getPath());
  }

  /** Forgets all calls. */
  static void reset() {
    CALLS.clear();
  }

  /** Calls that concern a path, each as kind and path. */
  static java.util.List<String> calls(String path) {
    java.util.List<String> found = new java.util.ArrayList<>();
    for (String call : CALLS) {
      if (call.substring(call.indexOf(' ') + 1).startsWith(path)) {
        found.add(call);
      }
    }
    return found;
  }

  /** Their numbers by kind. */
  static Map<String, Integer> counts(String path) {
    Map<String, Integer> counts = new TreeMap<>();
    calls(path)
        .forEach(call -> counts.merge(call.substring(0, call.indexOf(' ')), 1, Integer::sum));
    return counts;
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    call("open", path);
    return super.open(path, bufferSize);
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    call(overwrite ? "create" : "createNew", path);
    return super.create(path, overwrite, bufferSize, replication, blockSize, progress);
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    call(overwrite ? "create" : "createNew", path);
    return super.create(path, permission, overwrite, bufferSize, replication, blockSize, progress);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    call("rename", from);
    return super.rename(from, to);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    call("delete", path);
    return super.delete(path, recursive);
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    call("list", path);
    return super.listStatus(path);
  }

  @Override
  public boolean mkdirs(Path path) throws IOException {
    call("mkdirs", path);
    return super.mkdirs(path);
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) throws IOException {
    call("mkdirs", path);
    return super.mkdirs(path, permission);
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    call("status", path);
    return super.getFileStatus(path);
  }
}
