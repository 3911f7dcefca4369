package io.tributary.hudi.source;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * One thing for a reader to do in a round: read a file group's files, or mark the end of the round.
 *
 * <p>A split has no offset. After a failure it is read again from its start: upserts and deletes by
 * key may come twice.
 */
public final class RoundSplit implements SourceSplit, Serializable {

  private static final long serialVersionUID = 1L;

  private final long round;
  private final boolean repair;
  private final String partition;
  private final String fileId;
  private final String baseFile;
  private final List<String> logFiles;
  private final List<String> instants;
  private final String latestInstant;

  private RoundSplit(
      long round,
      boolean repair,
      String partition,
      String fileId,
      String baseFile,
      List<String> logFiles,
      List<String> instants,
      String latestInstant) {
    this.round = round;
    this.repair = repair;
    this.partition = partition;
    this.fileId = fileId;
    this.baseFile = baseFile;
    this.logFiles = List.copyOf(logFiles);
    this.instants = List.copyOf(instants);
    this.latestInstant = latestInstant;
  }

  /**
   * Files of one file group.
   *
   * @param round the round it belongs to, from 1
   * @param repair whether that round shows the whole table again because commits were missed
   * @param partition the partition's path below the table, empty if it has none
   * @param fileId Hudi's id of the file group
   * @param baseFile address of the Parquet file, null if there is none to read
   * @param logFiles addresses of the log files, in the order in which they were written
   * @param instants the commits whose records to read; empty for all up to the latest
   * @param latestInstant the newest commit to read
   */
  static RoundSplit files(
      long round,
      boolean repair,
      String partition,
      String fileId,
      String baseFile,
      List<String> logFiles,
      List<String> instants,
      String latestInstant) {
    Objects.requireNonNull(fileId, "fileId");
    Objects.requireNonNull(latestInstant, "latestInstant");
    return new RoundSplit(
        round, repair, partition, fileId, baseFile, logFiles, instants, latestInstant);
  }

  /** The end of a round, which every reader is told of, behind its files. */
  static RoundSplit end(long round, boolean repair) {
    return new RoundSplit(round, repair, "", null, null, List.of(), List.of(), null);
  }

  @Override
  public String splitId() {
    return isEnd() ? round + "/end" : round + "/" + partition + "/" + fileId;
  }

  boolean isEnd() {
    return fileId == null;
  }

  long round() {
    return round;
  }

  boolean isRepair() {
    return repair;
  }

  String partition() {
    return partition;
  }

  String fileId() {
    return fileId;
  }

  String baseFile() {
    return baseFile;
  }

  List<String> logFiles() {
    return logFiles;
  }

  List<String> instants() {
    return instants;
  }

  String latestInstant() {
    return latestInstant;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof RoundSplit)) {
      return false;
    }
    RoundSplit that = (RoundSplit) other;
    return round == that.round
        && repair == that.repair
        && partition.equals(that.partition)
        && Objects.equals(fileId, that.fileId)
        && Objects.equals(baseFile, that.baseFile)
        && logFiles.equals(that.logFiles)
        && instants.equals(that.instants)
        && Objects.equals(latestInstant, that.latestInstant);
  }

  @Override
  public int hashCode() {
    return Objects.hash(round, partition, fileId);
  }

  @Override
  public String toString() {
    return splitId() + (baseFile == null ? "" : " base") + " logs=" + logFiles.size();
  }
}
