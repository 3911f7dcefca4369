package io.tributary.hudi;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.hudi.avro.model.HoodieCompactionPlan;
import org.apache.hudi.client.HoodieFlinkWriteClient;
import org.apache.hudi.client.WriteStatus;
import org.apache.hudi.common.data.HoodieListData;
import org.apache.hudi.common.model.CompactionOperation;
import org.apache.hudi.common.model.HoodieCommitMetadata;
import org.apache.hudi.common.table.HoodieTableMetaClient;
import org.apache.hudi.common.table.timeline.HoodieInstant;
import org.apache.hudi.common.table.timeline.HoodieTimeline;
import org.apache.hudi.common.util.CompactionUtils;
import org.apache.hudi.common.util.Option;
import org.apache.hudi.config.HoodieWriteConfig;
import org.apache.hudi.table.HoodieFlinkTable;
import org.apache.hudi.table.action.compact.CompactHelpers;
import org.apache.hudi.table.action.compact.HoodieFlinkMergeOnReadTableCompactor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Executes and commits planned compactions of one table, then removes what is not needed. */
final class Compactor implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Compactor.class);

  private final HoodieFlinkWriteClient<?> client;
  private final ExecutorService workers;
  private volatile boolean closed;

  Compactor(Configuration conf, int threads) {
    this.client = HudiClients.writeClient(conf);
    this.workers =
        Executors.newFixedThreadPool(
            threads,
            work -> {
              Thread created = new Thread(work, "hudi-compaction-worker");
              created.setDaemon(true);
              created.setContextClassLoader(getClass().getClassLoader());
              return created;
            });
  }

  /** Does nothing if the compaction has been committed already; begins it anew if it was begun. */
  void compact(String instant) throws Exception {
    HoodieFlinkTable<?> table = client.getHoodieTable();
    HoodieTableMetaClient metaClient = table.getMetaClient();
    HoodieTimeline pending = metaClient.getActiveTimeline().filterPendingCompactionTimeline();
    if (!pending.containsInstant(instant)) {
      return;
    }
    HoodieInstant inflight = HoodieTimeline.getCompactionInflightInstant(instant);
    if (pending.containsInstant(inflight)) {
      LOG.info("Compaction {} has been left unfinished and begins anew", instant);
      table.rollbackInflightCompaction(inflight);
      metaClient.reloadActiveTimeline();
    }
    HoodieCompactionPlan plan = CompactionUtils.getCompactionPlan(metaClient, instant);
    table
        .getActiveTimeline()
        .transitionCompactionRequestedToInflight(
            HoodieTimeline.getCompactionRequestedInstant(instant));
    metaClient.reloadActiveTimeline();

    HoodieCommitMetadata metadata =
        CompactHelpers.getInstance()
            .createCompactionMetadata(
                table,
                instant,
                HoodieListData.eager(rewrite(table, instant, plan)),
                client.getConfig().getSchema());
    if (closed) {
      throw new IOException("Compaction " + instant + " was stopped before it was committed");
    }
    client.commitCompaction(instant, metadata, Option.empty());
    LOG.info("Committed compaction {}: {} file groups", instant, plan.getOperations().size());
  }

  private List<WriteStatus> rewrite(
      HoodieFlinkTable<?> table, String instant, HoodieCompactionPlan plan) throws Exception {
    HoodieFlinkMergeOnReadTableCompactor<?> compactor =
        new HoodieFlinkMergeOnReadTableCompactor<>();
    String newest = compactor.getMaxInstantTime(table.getMetaClient());
    List<Future<List<WriteStatus>>> running = new ArrayList<>();
    for (CompactionOperation operation :
        plan.getOperations().stream()
            .map(CompactionOperation::convertFromAvroRecordInstance)
            .collect(Collectors.toList())) {
      running.add(workers.submit(() -> rewrite(compactor, table, instant, newest, operation)));
    }
    List<WriteStatus> statuses = new ArrayList<>();
    try {
      for (Future<List<WriteStatus>> file : running) {
        statuses.addAll(file.get());
      }
    } catch (ExecutionException e) {
      running.forEach(file -> file.cancel(true));
      throw new IOException("Compaction " + instant + " failed", e.getCause());
    }
    long errors = statuses.stream().mapToLong(WriteStatus::getTotalErrorRecords).sum();
    if (errors > 0) {
      throw new IOException("Compaction " + instant + " could not write " + errors + " rows");
    }
    return statuses;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private List<WriteStatus> rewrite(
      HoodieFlinkMergeOnReadTableCompactor compactor,
      HoodieFlinkTable<?> table,
      String instant,
      String newest,
      CompactionOperation operation)
      throws IOException {
    if (closed) {
      throw new IOException("Compaction " + instant + " was stopped");
    }
    HoodieWriteConfig config = client.getConfig();
    HoodieTableMetaClient metaClient = table.getMetaClient();
    return compactor.compact(
        new CompactedTable<>(config, client.getEngineContext(), metaClient),
        metaClient,
        config,
        operation,
        instant,
        newest,
        table.getTaskContextSupplier());
  }

  /** Deletes files and archives instants that are older than the settings say readers may need. */
  void clean() {
    client.clean();
    client.archive();
  }

  /** Stops at the next file; nothing is committed from here on. */
  @Override
  public void close() {
    closed = true;
    workers.shutdownNow();
    client.close();
  }
}
