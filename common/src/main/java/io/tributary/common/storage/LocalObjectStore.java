package io.tributary.common.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Objects as files of a local directory. */
final class LocalObjectStore implements ObjectStore {

  private static final String UNFINISHED = ".tmp";

  private final Path root;

  LocalObjectStore(Path root) {
    this.root = root;
  }

  @Override
  public List<String> list(String folder, String after, int limit) throws IOException {
    Path directory = root.resolve(folder);
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(UNFINISHED) && name.compareTo(after) > 0)
          .sorted(Comparator.naturalOrder())
          .limit(limit)
          .collect(Collectors.toList());
    }
  }

  @Override
  public byte[] read(String name) throws IOException {
    try {
      return Files.readAllBytes(root.resolve(name));
    } catch (NoSuchFileException e) {
      throw (FileNotFoundException) new FileNotFoundException(e.getFile()).initCause(e);
    }
  }

  @Override
  public void write(String name, byte[] content) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Path unfinished =
        Files.createTempFile(file.getParent(), file.getFileName().toString(), UNFINISHED);
    Files.write(unfinished, content);
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() {}

  @Override
  public String toString() {
    return root.toUri().toString();
  }
}
