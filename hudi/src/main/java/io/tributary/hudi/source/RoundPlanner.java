package io.tributary.hudi.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.types.logical.RowType;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hudi.common.fs.FSUtils;
import org.apache.hudi.common.model.BaseFile;
import org.apache.hudi.common.model.FileSlice;
import org.apache.hudi.common.model.HoodieCommitMetadata;
import org.apache.hudi.common.model.HoodieLogFile;
import org.apache.hudi.common.model.HoodieWriteStat;
import org.apache.hudi.common.table.HoodieTableMetaClient;
import org.apache.hudi.common.table.timeline.HoodieInstant;
import org.apache.hudi.common.table.timeline.HoodieTimeline;
import org.apache.hudi.common.table.view.HoodieTableFileSystemView;
import org.apache.hudi.configuration.FlinkOptions;
import org.apache.hudi.configuration.HadoopConfigurations;
import org.apache.hudi.source.FileIndex;
import org.apache.hudi.source.prune.PartitionPruners;
import org.apache.hudi.util.StreamerUtil;

/**
 * Looks at a merge-on-read table's timeline and cuts what is new there into splits.
 *
 * <p>Only delta commits count: a compaction rewrites rows that delta commits have brought, and it
 * is just there that deletes get lost. A delta commit counts when it and all before it have
 * completed, so that nothing older can appear behind a position.
 *
 * <p>A look at a table in which nothing has happened is one listing of its timeline.
 */
final class RoundPlanner {

  private final Configuration conf;
  private final RowType rowType;
  private final String path;
  private HoodieTableMetaClient table;

  /**
   * @param conf Hudi's options of the table
   * @param rowType the table's columns
   */
  RoundPlanner(Configuration conf, RowType rowType) {
    this.conf = conf;
    this.rowType = rowType;
    this.path = conf.get(FlinkOptions.PATH);
  }

  /**
   * What has come since a position; nothing while the table does not exist or has not changed.
   *
   * @param from where the last round ended
   * @param missed whether files of that round or an earlier one were gone before they were read
   */
  Optional<Round> plan(Position from, boolean missed) throws IOException {
    if (!open()) {
      return Optional.empty();
    }
    List<HoodieInstant> completed = readable();
    if (completed.isEmpty()) {
      return Optional.empty();
    }
    boolean first = from.instant() == null;
    if (first || missed || isArchived(from.instant())) {
      return Optional.of(everything(from, !first, newest(completed)));
    }
    List<HoodieInstant> fresh =
        completed.stream()
            .filter(instant -> instant.getTimestamp().compareTo(from.instant()) > 0)
            .collect(Collectors.toList());
    return since(from, fresh);
  }

  /**
   * The file groups of the table as it is now; none if it does not exist.
   *
   * @param partitions paths of the partitions wanted, null for all
   */
  List<RoundSplit> snapshot(Collection<String> partitions) {
    if (!open()) {
      return List.of();
    }
    List<HoodieInstant> completed = readable();
    return completed.isEmpty() ? List.of() : splits(1, false, newest(completed), files(partitions));
  }

  /** Paths of the table's partitions below its own; a single empty one if it has none. */
  List<String> partitions() {
    return files(null).getOrBuildPartitionPaths();
  }

  private FileIndex files(Collection<String> partitions) {
    FileIndex.Builder files = FileIndex.builder().path(new Path(path)).conf(conf).rowType(rowType);
    if (partitions != null) {
      files.partitionPruner(PartitionPruners.getInstance(partitions));
    }
    return files.build();
  }

  private static String newest(List<HoodieInstant> completed) {
    return completed.get(completed.size() - 1).getTimestamp();
  }

  private boolean open() {
    if (table != null) {
      table.reloadActiveTimeline();
      return true;
    }
    org.apache.hadoop.conf.Configuration hadoop = HadoopConfigurations.getHadoopConf(conf);
    if (!StreamerUtil.tableExists(path, hadoop)) {
      return false;
    }
    table = StreamerUtil.createMetaClient(path, hadoop);
    return true;
  }

  /** Completed delta commits before the first one that has not completed, oldest first. */
  private List<HoodieInstant> readable() {
    List<HoodieInstant> completed = new ArrayList<>();
    for (HoodieInstant instant : table.getActiveTimeline().getDeltaCommitTimeline().getInstants()) {
      if (!instant.isCompleted()) {
        break;
      }
      completed.add(instant);
    }
    return completed;
  }

  /**
   * Whether commits after this one may have left the active timeline, and their files the table.
   */
  private boolean isArchived(String instant) {
    return table
        .getActiveTimeline()
        .getDeltaCommitTimeline()
        .filterCompletedInstants()
        .isBeforeTimelineStarts(instant);
  }

  private Optional<Round> since(Position from, List<HoodieInstant> fresh) throws IOException {
    HoodieTimeline timeline = table.getActiveTimeline().getDeltaCommitTimeline();
    Map<String, FileGroup> groups = new LinkedHashMap<>();
    List<String> instants = new ArrayList<>();
    for (HoodieInstant instant : fresh) {
      byte[] metadata = timeline.getInstantDetails(instant).get();
      if (metadata.length == 0) {
        // A local file is there before its content is; on S3 both come at once.
        break;
      }
      instants.add(instant.getTimestamp());
      HoodieCommitMetadata.fromBytes(metadata, HoodieCommitMetadata.class)
          .getPartitionToWriteStats()
          .values()
          .forEach(stats -> stats.forEach(stat -> fileGroup(groups, stat).add(stat)));
    }
    if (instants.isEmpty()) {
      return Optional.empty();
    }
    long round = from.round() + 1;
    String latest = instants.get(instants.size() - 1);
    List<RoundSplit> splits =
        groups.values().stream()
            .filter(FileGroup::hasFiles)
            .map(group -> group.split(round, instants, latest))
            .collect(Collectors.toList());
    return Optional.of(new Round(from, new Position(round, false, latest), splits));
  }

  private FileGroup fileGroup(Map<String, FileGroup> groups, HoodieWriteStat stat) {
    return groups.computeIfAbsent(
        stat.getPartitionPath() + "/" + stat.getFileId(),
        name -> new FileGroup(stat.getPartitionPath(), stat.getFileId()));
  }

  private Round everything(Position from, boolean repair, String latest) {
    long round = from.round() + 1;
    return new Round(
        from, new Position(round, repair, latest), splits(round, repair, latest, files(null)));
  }

  private List<RoundSplit> splits(long round, boolean repair, String latest, FileIndex index) {
    FileStatus[] files = index.getFilesInPartitions();
    List<RoundSplit> splits = new ArrayList<>();
    HoodieTableFileSystemView view =
        new HoodieTableFileSystemView(
            table,
            table.getCommitsAndCompactionTimeline().filterCompletedAndCompactionInstants(),
            files);
    try {
      for (String partition : index.getOrBuildPartitionPaths()) {
        view.getLatestMergedFileSlicesBeforeOrOn(partition, latest)
            .map(slice -> split(slice, partition, round, repair, latest))
            .forEach(splits::add);
      }
    } finally {
      view.close();
    }
    return splits;
  }

  private static RoundSplit split(
      FileSlice slice, String partition, long round, boolean repair, String latest) {
    String baseFile = slice.getBaseFile().map(BaseFile::getPath).orElse(null);
    List<String> logFiles =
        slice
            .getLogFiles()
            .sorted(HoodieLogFile.getLogFileComparator())
            .map(file -> file.getPath().toString())
            .collect(Collectors.toList());
    return RoundSplit.files(
        round, repair, partition, slice.getFileId(), baseFile, logFiles, List.of(), latest);
  }

  /** Files that the commits of a round have written into one file group. */
  private final class FileGroup {

    private final String partition;
    private final String fileId;
    private final TreeSet<HoodieLogFile> logFiles =
        new TreeSet<>(HoodieLogFile.getLogFileComparator());
    private String baseFile;

    FileGroup(String partition, String fileId) {
      this.partition = partition == null ? "" : partition;
      this.fileId = fileId;
    }

    /** A log file that a commit has rolled over has a stat of its own. */
    void add(HoodieWriteStat stat) {
      if (stat.getPath() == null) {
        return;
      }
      Path file = new Path(table.getBasePathV2(), stat.getPath());
      if (FSUtils.isLogFile(file)) {
        logFiles.add(new HoodieLogFile(file));
      } else {
        baseFile = file.toString();
      }
    }

    boolean hasFiles() {
      return baseFile != null || !logFiles.isEmpty();
    }

    RoundSplit split(long round, List<String> instants, String latest) {
      List<String> logs =
          logFiles.stream().map(file -> file.getPath().toString()).collect(Collectors.toList());
      return RoundSplit.files(round, false, partition, fileId, baseFile, logs, instants, latest);
    }
  }
}
