package io.tributary.embedded.dist;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Unpacks some entries of a zip file, without reading the others. */
final class Unzip {

  private static final int BUFFER_BYTES = 1 << 20;

  private Unzip() {}

  /**
   * Unpacks the files whose names are {@code wanted} into {@code target}; those in {@code bin/}
   * become executable.
   *
   * @param unpacked told the bytes written so far, about every megabyte
   * @throws IOException if a name leads out of {@code target}, or reading or writing fails
   */
  static void unpack(Path zip, Path target, Predicate<String> wanted, LongConsumer unpacked)
      throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      long done = 0;
      for (ZipEntry entry : selected(file, wanted)) {
        Path to = target.resolve(entry.getName()).normalize();
        if (!to.startsWith(target)) {
          throw new IOException(zip + " has an entry that leads out of it: " + entry.getName());
        }
        Files.createDirectories(to.getParent());
        try (InputStream in = file.getInputStream(entry);
            OutputStream out = Files.newOutputStream(to)) {
          byte[] buffer = new byte[BUFFER_BYTES];
          for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            out.write(buffer, 0, n);
            done += n;
            unpacked.accept(done);
          }
        }
        if (entry.getName().startsWith("bin/") && !to.toFile().setExecutable(true)) {
          throw new IOException("Cannot make " + to + " executable");
        }
      }
    }
  }

  /** The size of the files that {@link #unpack} would write, in bytes. */
  static long size(Path zip, Predicate<String> wanted) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      return selected(file, wanted).stream().mapToLong(ZipEntry::getSize).sum();
    }
  }

  private static List<? extends ZipEntry> selected(ZipFile file, Predicate<String> wanted) {
    return file.stream()
        .filter(entry -> !entry.isDirectory() && wanted.test(entry.getName()))
        .toList();
  }
}
