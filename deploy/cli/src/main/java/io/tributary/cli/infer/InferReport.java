package io.tributary.cli.infer;

import java.io.IOException;

/** Tells what was found. */
interface InferReport {

  /**
   * @param source name of the collection's source
   * @param collection {@code database.collection}
   */
  void write(String source, String collection, CollectionSample sample, Proposal proposal)
      throws IOException;
}
