package io.tributary.hudi;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hudi.avro.model.HoodieCompactionOperation;
import org.apache.hudi.avro.model.HoodieCompactionPlan;
import org.apache.hudi.client.common.HoodieFlinkEngineContext;
import org.apache.hudi.common.model.CompactionOperation;
import org.apache.hudi.common.model.FileSlice;
import org.apache.hudi.common.model.HoodieLogFile;
import org.apache.hudi.common.table.HoodieTableMetaClient;
import org.apache.hudi.common.table.timeline.HoodieActiveTimeline;
import org.apache.hudi.common.table.timeline.HoodieTimeline;
import org.apache.hudi.common.table.timeline.TimelineMetadataUtils;
import org.apache.hudi.common.table.view.TableFileSystemView.SliceView;
import org.apache.hudi.common.util.CompactionUtils;
import org.apache.hudi.config.HoodieWriteConfig;
import org.apache.hudi.configuration.FlinkOptions;
import org.apache.hudi.table.HoodieFlinkTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans compactions while no instant is open, one at a time: as long as one is pending it plans no
 * other. It looks only at partitions that were written to since the last plan, where Hudi's own
 * planner lists all partitions of the table.
 */
final class CompactionPlanner {

  private static final Logger LOG = LoggerFactory.getLogger(CompactionPlanner.class);

  private final Configuration conf;
  private final HoodieWriteConfig writeConfig;
  private final HoodieFlinkEngineContext context;

  CompactionPlanner(Configuration conf) {
    this.conf = conf;
    this.writeConfig = HudiClients.writeConfig(conf);
    this.context = HudiClients.context(conf);
  }

  /**
   * Plans to compact every file group of the partitions that has log files.
   *
   * @return the compaction, or none if there is nothing to compact or one is pending
   */
  List<WriteEvents.Compaction> plan(Collection<String> partitions) throws IOException {
    HoodieTableMetaClient metaClient = HudiClients.metaClient(conf);
    HoodieActiveTimeline timeline = metaClient.getActiveTimeline();
    if (!timeline.filterPendingCompactionTimeline().empty()) {
      LOG.warn(
          "No compaction of {} is planned as an earlier one is still pending",
          conf.get(FlinkOptions.PATH));
      return Collections.emptyList();
    }
    // Markers matter only to instants that may be rolled back, and none is open now.
    Path markers = new Path(conf.get(FlinkOptions.PATH), HoodieTableMetaClient.TEMPFOLDER_NAME);
    metaClient.getFs().delete(markers, true);

    SliceView view = HoodieFlinkTable.create(writeConfig, context, metaClient).getSliceView();
    List<HoodieCompactionOperation> operations = new ArrayList<>();
    for (String partition : partitions) {
      view.getLatestFileSlices(partition)
          .filter(slice -> slice.getLogFiles().count() > 0)
          .map(slice -> operation(partition, slice))
          .forEach(operations::add);
    }
    if (operations.isEmpty()) {
      return Collections.emptyList();
    }
    HoodieCompactionPlan plan =
        HoodieCompactionPlan.newBuilder()
            .setOperations(operations)
            .setVersion(CompactionUtils.LATEST_COMPACTION_METADATA_VERSION)
            .build();
    String instant = Instants.next();
    timeline.saveToCompactionRequested(
        HoodieTimeline.getCompactionRequestedInstant(instant),
        TimelineMetadataUtils.serializeCompactionPlan(plan));
    return Collections.singletonList(compaction(instant, plan));
  }

  private HoodieCompactionOperation operation(String partition, FileSlice slice) {
    List<HoodieLogFile> logs =
        slice
            .getLogFiles()
            .sorted(HoodieLogFile.getLogFileComparator())
            .collect(Collectors.toList());
    return CompactionUtils.buildHoodieCompactionOperation(
        new CompactionOperation(
            slice.getBaseFile(),
            partition,
            logs,
            writeConfig.getCompactionStrategy().captureMetrics(writeConfig, slice)));
  }

  static WriteEvents.Compaction compaction(String instant, HoodieCompactionPlan plan) {
    Map<String, HashSet<String>> fileIds = new HashMap<>();
    if (plan.getOperations() != null) {
      for (HoodieCompactionOperation operation : plan.getOperations()) {
        fileIds
            .computeIfAbsent(operation.getPartitionPath(), p -> new HashSet<>())
            .add(operation.getFileId());
      }
    }
    return new WriteEvents.Compaction(instant, fileIds);
  }
}
