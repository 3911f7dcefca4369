package io.tributary.silver.latest;

import io.tributary.common.table.Metadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.executiongraph.ExecutionGraphTestUtils;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.apache.flink.runtime.metrics.util.TestingMetricRegistry;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;

/** A subtask of latest-wins on {@link CleanedRow#TABLE}. */
final class LatestWinsRun implements AutoCloseable {

  private static final int MAX_PARALLELISM = 16;

  private final Map<String, Metric> metrics = new HashMap<>();
  private final Map<String, String[]> scopes = new HashMap<>();
  private final KeyText key = new KeyText(CleanedRow.TABLE);
  private final MockEnvironment environment;
  private final Harness harness;
  private long checkpoint;

  private LatestWinsRun(boolean soft, int parallelism, int subtask) throws Exception {
    environment =
        new MockEnvironmentBuilder()
            .setTaskName("latest-wins")
            .setMaxParallelism(MAX_PARALLELISM)
            .setParallelism(parallelism)
            .setSubtaskIndex(subtask)
            .setMetricGroup(
                TaskManagerMetricGroup.createTaskManagerMetricGroup(
                        TestingMetricRegistry.builder()
                            .setRegisterConsumer(
                                (metric, name, group) -> {
                                  metrics.put(name, metric);
                                  scopes.put(name, group.getScopeComponents());
                                })
                            .build(),
                        "localhost",
                        ResourceID.generate())
                    .addJob(new JobID(), "silver")
                    .addTask(ExecutionGraphTestUtils.createExecutionAttemptId(), "latest-wins"))
            .build();
    harness =
        new Harness(
            new CoBroadcastWithKeyedOperator<>(
                new LatestWins(CleanedRow.TABLE, soft), List.of(LatestWins.TRUNCATIONS)),
            key,
            environment);
    harness.getExecutionConfig().enableObjectReuse();
  }

  static LatestWinsRun start(boolean soft) throws Exception {
    LatestWinsRun run = new LatestWinsRun(soft, 1, 0);
    run.harness.open();
    return run;
  }

  /** Takes a checkpoint of all subtasks and restores it in so many new ones. */
  static List<LatestWinsRun> restart(List<LatestWinsRun> subtasks, int parallelism, boolean soft)
      throws Exception {
    List<OperatorSubtaskState> states = new ArrayList<>();
    for (LatestWinsRun subtask : subtasks) {
      states.add(subtask.checkpoint(subtask.checkpoint + 1));
    }
    OperatorSubtaskState state =
        AbstractStreamOperatorTestHarness.repackageState(
            states.toArray(new OperatorSubtaskState[0]));
    List<LatestWinsRun> restarted = new ArrayList<>();
    for (int i = 0; i < parallelism; i++) {
      LatestWinsRun run = new LatestWinsRun(soft, parallelism, i);
      run.harness.initializeState(
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              state, MAX_PARALLELISM, subtasks.size(), parallelism, i));
      run.harness.open();
      restarted.add(run);
    }
    return restarted;
  }

  /** The subtask that a row goes to. */
  static LatestWinsRun of(RowData row, List<LatestWinsRun> subtasks) {
    return subtasks.get(
        KeyGroupRangeAssignment.assignKeyToParallelOperator(
            new KeyText(CleanedRow.TABLE).getKey(row), MAX_PARALLELISM, subtasks.size()));
  }

  /** The same row with a rescued value. */
  static RowData rescued(RowData row) {
    int position = CleanedRow.TABLE.rowType().getFieldIndex(Metadata.RESCUED);
    ((GenericRowData) row).setField(position, StringData.fromString("{\"a\":1}"));
    return row;
  }

  /** What comes of a row. */
  List<RowData> process(RowData row) {
    try {
      harness.process(row);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return changes();
  }

  /** What comes of the word that the table was emptied. */
  List<RowData> truncate(String seq) throws Exception {
    harness.truncate(seq);
    return changes();
  }

  private List<RowData> changes() {
    List<RowData> changes = harness.extractOutputValues();
    harness.getOutput().clear();
    return changes;
  }

  OperatorSubtaskState checkpoint(long id) throws Exception {
    checkpoint = id;
    return harness.snapshot(id, 0);
  }

  void complete(long id) throws Exception {
    harness.notifyOfCompletedCheckpoint(id);
  }

  long rows() {
    return gauge("rows");
  }

  long gauge(String name) {
    return (Long) ((Gauge<?>) metrics.get(name)).getValue();
  }

  long counter(String name) {
    return ((Counter) metrics.get(name)).getCount();
  }

  String[] metricScope(String name) {
    return scopes.get(name);
  }

  @Override
  public void close() throws Exception {
    harness.close();
    environment.close();
  }

  /** Flink's own for such operators takes no environment. */
  private static final class Harness extends AbstractStreamOperatorTestHarness<RowData> {

    private final TwoInputStreamOperator<RowData, String, RowData> latestWins;

    Harness(
        CoBroadcastWithKeyedOperator<String, RowData, String, RowData> latestWins,
        KeyText key,
        MockEnvironment environment)
        throws Exception {
      super(latestWins, environment);
      this.latestWins = latestWins;
      config.setStatePartitioner(0, key);
      config.setStateKeySerializer(
          Types.STRING.createSerializer(executionConfig.getSerializerConfig()));
      config.serializeAllConfigs();
    }

    void process(RowData row) throws Exception {
      StreamRecord<RowData> record = new StreamRecord<>(row);
      latestWins.setKeyContextElement1(record);
      latestWins.processElement1(record);
    }

    void truncate(String seq) throws Exception {
      latestWins.processElement2(new StreamRecord<>(seq));
    }
  }
}
