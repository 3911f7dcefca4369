package io.tributary.hudi;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.apache.hudi.common.fs.FSUtils;

/**
 * A file system for log files whose names nobody else can have chosen: it does not look first
 * whether they exist, which on S3 is two requests that are always answered with no.
 */
final class NewFiles extends FilterFileSystem {

  NewFiles(FileSystem fs) {
    super(fs);
  }

  @Override
  public String getScheme() {
    return fs.getScheme();
  }

  @Override
  public boolean exists(Path path) throws IOException {
    return !FSUtils.isLogFile(path) && super.exists(path);
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
    return fs.create(path, true, bufferSize, replication, blockSize, progress);
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
    return fs.create(path, permission, true, bufferSize, replication, blockSize, progress);
  }
}
