package io.tributary.hudi;

import io.tributary.common.table.HudiTable;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.operators.coordination.OperatorCoordinator;
import org.apache.flink.runtime.operators.coordination.OperatorEventDispatcher;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.CoordinatedOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.table.data.RowData;

/** Makes the subtasks that write a table, each new, and their coordinator. */
final class WriteOperatorFactory extends AbstractStreamOperatorFactory<String>
    implements OneInputStreamOperatorFactory<RowData, String>, CoordinatedOperatorFactory<String> {

  private static final long serialVersionUID = 1L;

  private final HudiTable table;
  private final Configuration conf;
  private final HudiSettings settings;

  WriteOperatorFactory(HudiTable table, Configuration conf, HudiSettings settings) {
    this.table = table;
    this.conf = conf;
    this.settings = settings;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T extends StreamOperator<String>> T createStreamOperator(
      StreamOperatorParameters<String> parameters) {
    OperatorID id = parameters.getStreamConfig().getOperatorID();
    OperatorEventDispatcher events = parameters.getOperatorEventDispatcher();
    WriteOperator operator =
        new WriteOperator(
            table,
            conf,
            settings.bufferMegabytes() * 1024L * 1024L,
            events.getOperatorEventGateway(id),
            parameters
                .getContainingTask()
                .getMailboxExecutorFactory()
                .createExecutor(TaskMailbox.MIN_PRIORITY));
    operator.setup(
        parameters.getContainingTask(), parameters.getStreamConfig(), parameters.getOutput());
    events.registerEventHandler(id, operator);
    return (T) operator;
  }

  @Override
  public OperatorCoordinator.Provider getCoordinatorProvider(String name, OperatorID id) {
    return new WriteCoordinator.Provider(id, table.fullName(), conf, settings);
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return WriteOperator.class;
  }
}
