package io.tributary.bronze.sink;

import io.tributary.common.commitlog.CommittedFile;
import java.util.Objects;

/** A file that is written in full and comes to be when its checkpoint completes. */
final class BronzeFile {

  private final CommittedFile description;
  private final byte[] recoverable;

  /**
   * @param description what readers are told of it
   * @param recoverable how the file system goes on to commit it
   */
  BronzeFile(CommittedFile description, byte[] recoverable) {
    this.description = Objects.requireNonNull(description, "description");
    this.recoverable = Objects.requireNonNull(recoverable, "recoverable");
  }

  CommittedFile description() {
    return description;
  }

  byte[] recoverable() {
    return recoverable;
  }

  @Override
  public String toString() {
    return description.toString();
  }
}
