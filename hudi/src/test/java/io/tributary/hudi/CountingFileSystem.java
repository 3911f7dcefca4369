package io.tributary.hudi;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/** A local file system in the place of S3's that keeps a log of what is asked of it. */
public class CountingFileSystem extends RawLocalFileSystem {

  private static final ConcurrentLinkedQueue<String> CALLS = new ConcurrentLinkedQueue<>();
  private static final AtomicReference<Predicate<String>> FAULT = new AtomicReference<>();
  private static final ThreadLocal<Integer> DEPTH = ThreadLocal.withInitial(() -> 0);
  private URI uri;

  @Override
  public void initialize(URI name, Configuration conf) throws IOException {
    super.initialize(name, conf);
    uri = URI.create(name.getScheme() + "://" + name.getAuthority());
    setConf(conf);
  }

  @Override
  public URI getUri() {
    return uri == null ? super.getUri() : uri;
  }

  @Override
  public String getScheme() {
    return "s3";
  }

  @Override
  protected void checkPath(Path path) {}

  private interface Call<T> {
    T answer() throws IOException;
  }

  /** Logs a call, but none that this file system makes in answering it. */
  private static <T> T call(String kind, Path path, Call<T> call) throws IOException {
    if (DEPTH.get() == 0) {
      CALLS.add(kind + " " + path.toUri().getPath());
      Predicate<String> fault = FAULT.get();
      if (fault != null
          && fault.test(kind + " " + path.toUri().getPath())
          && FAULT.compareAndSet(fault, null)) {
        throw new IOException("Injected failure of " + kind + " " + path);
      }
    }
    DEPTH.set(DEPTH.get() + 1);
    try {
      return call.answer();
    } finally {
      DEPTH.set(DEPTH.get() - 1);
    }
  }

  /** Lets the first call that matches fail, once. */
  static void failOnce(Predicate<String> call) {
    FAULT.set(call);
  }

  /** Whether the failure asked for has happened. */
  static boolean hasFailed() {
    return FAULT.get() == null;
  }

  /** Without permissions, which the local file system looks up by paths of its own scheme. */
  private FileStatus plain(FileStatus status) {
    return new FileStatus(
        status.getLen(),
        status.isDirectory(),
        1,
        status.getBlockSize(),
        status.getModificationTime(),
        makeQualified(status.getPath()));
  }

  /** Forgets all calls. */
  static void reset() {
    CALLS.clear();
  }

  /** Calls that concern a path, each as kind and path. */
  static List<String> calls(String path) {
    List<String> found = new ArrayList<>();
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
    return call("open", path, () -> super.open(path, bufferSize));
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
    return call(
        overwrite ? "create" : "createNew",
        path,
        () -> super.create(path, overwrite, bufferSize, replication, blockSize, progress));
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
    return call(
        overwrite ? "create" : "createNew",
        path,
        () ->
            super.create(
                path, permission, overwrite, bufferSize, replication, blockSize, progress));
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    return call("rename", from, () -> super.rename(from, to));
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    return call("delete", path, () -> super.delete(path, recursive));
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    return call(
        "list",
        path,
        () -> Arrays.stream(super.listStatus(path)).map(this::plain).toArray(FileStatus[]::new));
  }

  @Override
  public boolean mkdirs(Path path) throws IOException {
    return call("mkdirs", path, () -> super.mkdirs(path));
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) throws IOException {
    return call("mkdirs", path, () -> super.mkdirs(path, permission));
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    return call("status", path, () -> plain(super.getFileStatus(path)));
  }
}
