package io.tributary.common.commitlog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** One entry of the commit log: the files that came to be with a checkpoint. */
public final class Manifest {

  private static final int VERSION = 1;

  private final int version;
  private final List<CommittedFile> files;

  public Manifest(List<CommittedFile> files) {
    this(VERSION, files);
  }

  @JsonCreator
  Manifest(
      @JsonProperty(value = "version", required = true) int version,
      @JsonProperty(value = "files", required = true) List<CommittedFile> files) {
    if (version > VERSION) {
      throw new IllegalArgumentException(
          "This manifest has version "
              + version
              + ", and this release reads up to "
              + VERSION
              + ": upgrade the reader before the writer");
    }
    this.version = version;
    this.files = List.copyOf(files);
  }

  @JsonProperty
  int version() {
    return version;
  }

  @JsonProperty
  public List<CommittedFile> files() {
    return files;
  }
}
