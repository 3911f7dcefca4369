package io.tributary.hudi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.flink.configuration.Configuration;
import org.apache.hudi.client.HoodieFlinkWriteClient;
import org.apache.hudi.common.model.HoodieCommitMetadata;
import org.apache.hudi.common.model.HoodieWriteStat;
import org.apache.hudi.common.model.WriteOperationType;
import org.apache.hudi.common.table.HoodieTableMetaClient;
import org.apache.hudi.common.table.timeline.HoodieActiveTimeline;
import org.apache.hudi.common.table.timeline.HoodieInstant;
import org.apache.hudi.common.table.timeline.HoodieTimeline;
import org.apache.hudi.common.util.CommitUtils;
import org.apache.hudi.common.util.CompactionUtils;
import org.apache.hudi.common.util.Option;
import org.apache.hudi.configuration.FlinkOptions;
import org.apache.hudi.util.StreamerUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The delta commits of one table. Between commits it holds one open instant, ready to be written
 * with. Used by one thread.
 */
final class TableCommits implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TableCommits.class);
  private static final String ACTION = HoodieTimeline.DELTA_COMMIT_ACTION;

  private final String table;
  private final Configuration conf;
  private final int compactionDeltaCommits;
  private final HoodieTableMetaClient metaClient;
  private final HoodieFlinkWriteClient<?> client;
  private final CompactionPlanner planner;

  private String open;
  private int commitsSincePlan;
  private final TreeSet<String> partitionsSincePlan = new TreeSet<>();

  /** Makes the table if there is none yet. */
  TableCommits(String table, Configuration conf, HudiSettings settings) throws IOException {
    this.table = table;
    this.conf = conf;
    this.compactionDeltaCommits = settings.compactionDeltaCommits();
    this.metaClient = StreamerUtil.initTableIfNotExists(conf);
    this.client = HudiClients.writeClient(conf);
    this.planner = new CompactionPlanner(conf);
  }

  /** The open instant. */
  String instant() {
    return open;
  }

  /**
   * Commits what had been written and checkpointed but not committed, rolls back what had not been
   * checkpointed, and opens an instant.
   *
   * @param restored log files by instant, from the state of all subtasks
   * @return all pending compactions
   * @throws IllegalStateException if log files of the state have been rolled back since
   */
  List<WriteEvents.Compaction> begin(Map<String, List<WrittenLog>> restored) throws IOException {
    HoodieActiveTimeline timeline = metaClient.reloadActiveTimeline();
    HoodieTimeline commits = timeline.getCommitsTimeline();
    for (Map.Entry<String, List<WrittenLog>> entry : restored.entrySet()) {
      String instant = entry.getKey();
      if (commits.filterCompletedInstants().containsOrBeforeTimelineStarts(instant)) {
        LOG.info("Instant {} of {} is committed already", instant, table);
      } else if (commits.filterInflightsAndRequested().containsInstant(instant)) {
        LOG.info("Committing instant {} of {} from the restored state", instant, table);
        complete(instant, entry.getValue());
      } else {
        throw new IllegalStateException(
            "The state being restored holds rows of "
                + table
                + " written with instant "
                + instant
                + ", which has been rolled back by a later run of the job: they would be lost."
                + " Restore a newer checkpoint, or start without state to rebuild the table from"
                + " bronze.");
      }
    }
    timeline = metaClient.reloadActiveTimeline();
    recount(timeline);
    List<WriteEvents.Compaction> pending = new ArrayList<>();
    CompactionUtils.getAllPendingCompactionPlans(metaClient)
        .forEach(
            plan ->
                pending.add(
                    CompactionPlanner.compaction(plan.getLeft().getTimestamp(), plan.getRight())));
    requireClockAfter(timeline);
    // Of the instant that Hudi makes only the rollback before it is wanted.
    String made = client.startCommit(ACTION, metaClient);
    timeline.deletePending(new HoodieInstant(HoodieInstant.State.REQUESTED, ACTION, made));
    open(Instants.next());
    return pending;
  }

  private void requireClockAfter(HoodieActiveTimeline timeline) {
    String now = Instants.next();
    String last = timeline.lastInstant().map(HoodieInstant::getTimestamp).orElse("");
    if (last.compareTo(now) >= 0) {
      throw new IllegalStateException(
          "By this machine's clock and time zone it is "
              + now
              + ", but "
              + table
              + " has been written to at "
              + last
              + ". Instants have to rise: run every job that writes it in one time zone.");
    }
  }

  /** Counts anew what has been committed since the last compaction was planned. */
  private void recount(HoodieActiveTimeline timeline) throws IOException {
    String planned =
        timeline
            .getTimelineOfActions(
                new HashSet<>(
                    Arrays.asList(HoodieTimeline.COMMIT_ACTION, HoodieTimeline.COMPACTION_ACTION)))
            .lastInstant()
            .map(HoodieInstant::getTimestamp)
            .orElse("");
    commitsSincePlan = 0;
    partitionsSincePlan.clear();
    HoodieTimeline deltas = timeline.getDeltaCommitTimeline().filterCompletedInstants();
    for (HoodieInstant instant : deltas.getInstants()) {
      if (instant.getTimestamp().compareTo(planned) > 0) {
        HoodieCommitMetadata metadata =
            HoodieCommitMetadata.fromBytes(
                deltas.getInstantDetails(instant).get(), HoodieCommitMetadata.class);
        commitsSincePlan++;
        partitionsSincePlan.addAll(metadata.getPartitionToWriteStats().keySet());
      }
    }
  }

  /**
   * Commits log files written with the open instant, plans a compaction if it is due, and opens the
   * next instant.
   *
   * @return the compaction that has been planned, or none
   */
  List<WriteEvents.Compaction> commit(List<WrittenLog> logs) throws IOException {
    complete(open, logs);
    open = null;
    commitsSincePlan++;
    logs.forEach(log -> partitionsSincePlan.add(log.partition()));
    List<WriteEvents.Compaction> planned = Collections.emptyList();
    if (commitsSincePlan >= compactionDeltaCommits) {
      planned = planner.plan(partitionsSincePlan);
      commitsSincePlan = 0;
      if (!planned.isEmpty()) {
        partitionsSincePlan.clear();
      }
    }
    open(Instants.next());
    return planned;
  }

  private void open(String instant) {
    HoodieActiveTimeline timeline = metaClient.getActiveTimeline();
    timeline.createNewInstant(new HoodieInstant(HoodieInstant.State.REQUESTED, ACTION, instant));
    timeline.transitionRequestedToInflight(ACTION, instant);
    open = instant;
  }

  private void complete(String instant, List<WrittenLog> logs) throws IOException {
    List<HoodieWriteStat> stats = new ArrayList<>();
    logs.forEach(log -> stats.add(log.toStat()));
    HoodieCommitMetadata metadata =
        CommitUtils.buildMetadata(
            stats,
            new HashMap<>(),
            Option.empty(),
            WriteOperationType.UPSERT,
            conf.get(FlinkOptions.SOURCE_AVRO_SCHEMA),
            ACTION);
    metaClient
        .getActiveTimeline()
        .saveAsComplete(
            new HoodieInstant(HoodieInstant.State.INFLIGHT, ACTION, instant),
            Option.of(metadata.toJsonString().getBytes(StandardCharsets.UTF_8)));
    LOG.info("Committed {} log files to {} at {}", logs.size(), table, instant);
  }

  @Override
  public void close() {
    client.close();
  }
}
