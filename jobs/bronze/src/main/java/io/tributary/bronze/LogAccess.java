package io.tributary.bronze;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.connector.source.SourceSplit;

/** What a capture knows of its server's log, and the connector that reads it does not. */
public interface LogAccess<SplitT extends SourceSplit> extends Serializable {

  /** The split to read instead of one that the connector gives to a reader. */
  default SplitT toRead(SplitT split) {
    return split;
  }

  /**
   * What was lost and what to do about it, if reading failed because the server no longer has what
   * is to be read next; empty for a failure that may pass.
   *
   * @param reading the splits that were being read, each with its position
   */
  Optional<String> explainLoss(Throwable failure, List<SplitT> reading);
}
