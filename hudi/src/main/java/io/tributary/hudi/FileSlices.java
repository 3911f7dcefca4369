package io.tributary.hudi;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.apache.hudi.client.common.HoodieFlinkEngineContext;
import org.apache.hudi.common.model.FileSlice;
import org.apache.hudi.common.model.HoodieLogFile;
import org.apache.hudi.common.table.view.TableFileSystemView.SliceView;
import org.apache.hudi.config.HoodieWriteConfig;
import org.apache.hudi.index.bucket.BucketIdentifier;
import org.apache.hudi.table.HoodieFlinkTable;

/**
 * The file slice that each bucket's next log file belongs to. A partition is listed when it is
 * first written to; from then on the slices are known without asking, since nobody but this job
 * writes to the table and the coordinator tells of each compaction it schedules.
 */
final class FileSlices {

  /** The newest slice of one bucket. */
  static final class Slice {

    private final String fileId;
    private String baseInstant;
    private int logVersion;

    private Slice(String fileId, String baseInstant, int logVersion) {
      this.fileId = fileId;
      this.baseInstant = baseInstant;
      this.logVersion = logVersion;
    }

    String fileId() {
      return fileId;
    }

    String baseInstant() {
      return baseInstant;
    }

    int nextLogVersion() {
      return ++logVersion;
    }
  }

  private final Configuration conf;
  private final HoodieWriteConfig writeConfig;
  private final HoodieFlinkEngineContext context;
  private final Map<String, Map<Integer, Slice>> partitions = new HashMap<>();

  FileSlices(Configuration conf, HoodieWriteConfig writeConfig, HoodieFlinkEngineContext context) {
    this.conf = conf;
    this.writeConfig = writeConfig;
    this.context = context;
  }

  /** Makes sure that the partitions are known: a matter of listing those which are not. */
  void load(Collection<String> wanted) {
    if (partitions.keySet().containsAll(wanted)) {
      return;
    }
    SliceView view =
        HoodieFlinkTable.create(writeConfig, context, HudiClients.metaClient(conf)).getSliceView();
    for (String partition : wanted) {
      if (!partitions.containsKey(partition)) {
        Map<Integer, Slice> slices = new HashMap<>();
        view.getLatestFileSlices(partition).forEach(slice -> add(slices, slice));
        partitions.put(partition, slices);
      }
    }
  }

  private static void add(Map<Integer, Slice> slices, FileSlice found) {
    int version = found.getLatestLogFile().map(HoodieLogFile::getLogVersion).orElse(0);
    Slice slice = new Slice(found.getFileId(), found.getBaseInstantTime(), version);
    Slice other = slices.put(BucketIdentifier.bucketIdFromFileId(found.getFileId()), slice);
    if (other != null) {
      throw new IllegalStateException(
          "Two file groups hold one bucket of partition '"
              + found.getPartitionPath()
              + "': "
              + other.fileId
              + " and "
              + found.getFileId()
              + ". Someone else has written to the table; rebuild it from bronze.");
    }
  }

  /** Whether nothing of the partition has been written yet. */
  boolean isNew(String partition) {
    return partitions.get(partition).isEmpty();
  }

  /** The slice of a bucket whose partition is loaded; a new one, of this instant, if need be. */
  Slice of(Bucket bucket, String instant) {
    return partitions
        .get(bucket.partition())
        .computeIfAbsent(bucket.number(), b -> new Slice(fileId(b), instant, 0));
  }

  /** Fixed, so that an attempt that was rolled back and its repetition share one file group. */
  private static String fileId(int bucket) {
    return BucketIdentifier.bucketIdStr(bucket) + "-0000-0000-0000-000000000000";
  }

  /**
   * Later log files of these file groups belong to the slice that the compaction will begin.
   *
   * @param instant of the compaction
   * @param fileIds file groups in its plan, by partition
   */
  void compactionScheduled(String instant, Map<String, Set<String>> fileIds) {
    fileIds.forEach(
        (partition, ids) ->
            partitions.getOrDefault(partition, new HashMap<>()).values().stream()
                .filter(slice -> ids.contains(slice.fileId))
                .filter(slice -> !slice.baseInstant.equals(instant))
                .forEach(
                    slice -> {
                      slice.baseInstant = instant;
                      slice.logVersion = 0;
                    }));
  }
}
