package io.tributary.common.parquet;

import java.io.IOException;
import java.io.InputStream;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.memory.ByteArrayInputStreamWithPos;
import org.apache.flink.util.IOUtils;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/**
 * A file of a Flink file system as Parquet wants it. A small file, as most changes come in, is
 * fetched whole: one request instead of one for each of footer length, footer and column chunks.
 */
final class FlinkInputFile implements InputFile {

  private static final long WHOLE_BYTES = 8L << 20;

  private final FileSystem fileSystem;
  private final Path path;
  private final long length;

  private FlinkInputFile(FileSystem fileSystem, Path path, long length) {
    this.fileSystem = fileSystem;
    this.path = path;
    this.length = length;
  }

  static FlinkInputFile open(FileSystem fileSystem, Path path, long length) {
    return new FlinkInputFile(fileSystem, path, length);
  }

  @Override
  public long getLength() {
    return length;
  }

  @Override
  public SeekableInputStream newStream() throws IOException {
    if (length > WHOLE_BYTES) {
      FSDataInputStream in = fileSystem.open(path);
      return new Seekable(in) {
        @Override
        public long getPos() throws IOException {
          return in.getPos();
        }

        @Override
        public void seek(long position) throws IOException {
          in.seek(position);
        }
      };
    }
    byte[] whole = new byte[(int) length];
    try (FSDataInputStream in = fileSystem.open(path)) {
      IOUtils.readFully(in, whole, 0, whole.length);
    }
    ByteArrayInputStreamWithPos in = new ByteArrayInputStreamWithPos(whole);
    return new Seekable(in) {
      @Override
      public long getPos() {
        return in.getPosition();
      }

      @Override
      public void seek(long position) {
        in.setPosition((int) position);
      }
    };
  }

  @Override
  public String toString() {
    return path.toString();
  }

  private abstract static class Seekable extends DelegatingSeekableInputStream {
    Seekable(InputStream in) {
      super(in);
    }
  }
}
