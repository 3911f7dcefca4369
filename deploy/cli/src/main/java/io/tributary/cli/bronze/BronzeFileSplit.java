package io.tributary.cli.bronze;

import org.apache.flink.core.io.InputSplit;

/**
 * A bronze file to read.
 *
 * @param path its address
 * @param bytes its length
 */
record BronzeFileSplit(int number, String path, long bytes) implements InputSplit {

  @Override
  public int getSplitNumber() {
    return number;
  }
}
