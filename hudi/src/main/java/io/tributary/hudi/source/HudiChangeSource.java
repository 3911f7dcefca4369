package io.tributary.hudi.source;

import io.tributary.common.table.HudiTable;
import io.tributary.hudi.HudiOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.apache.hudi.configuration.FlinkOptions;

/**
 * The changes of a Hudi table since its first commit, in rounds; waits for the table to exist.
 *
 * <p>Emits the columns asked for, the record key and the partition path; see {@link HudiChanges}
 * for what makes an upsert stream of them.
 */
final class HudiChangeSource
    implements Source<RowData, RoundSplit, EnumeratorState>, ResultTypeQueryable<RowData> {

  private static final long serialVersionUID = 1L;

  private final String table;
  private final RowType tableType;
  private final RowType rowType;
  private final Configuration conf;
  private final long pollMillis;
  private final SliceReader files;

  HudiChangeSource(
      HudiTable table, List<String> columns, Map<String, String> hadoopOptions, Duration poll) {
    this.table = table.fullName();
    this.tableType = table.rowType();
    this.rowType = SliceReader.changeType(table.rowType(), columns);
    this.conf = Configuration.fromMap(HudiOptions.of(table, hadoopOptions));
    this.conf.set(FlinkOptions.TABLE_NAME, table.name());
    this.pollMillis = poll.toMillis();
    this.files = SliceReader.ofChanges(conf, tableType, columns);
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SplitEnumerator<RoundSplit, EnumeratorState> createEnumerator(
      SplitEnumeratorContext<RoundSplit> context) {
    return restoreEnumerator(context, new EnumeratorState(Position.START, List.of()));
  }

  @Override
  public SplitEnumerator<RoundSplit, EnumeratorState> restoreEnumerator(
      SplitEnumeratorContext<RoundSplit> context, EnumeratorState state) {
    return new RoundEnumerator(
        context, new RoundPlanner(conf, tableType), pollMillis, table, state);
  }

  @Override
  public SourceReader<RowData, RoundSplit> createReader(SourceReaderContext context) {
    return new RoundReader(context, files);
  }

  @Override
  public SimpleVersionedSerializer<RoundSplit> getSplitSerializer() {
    return new RoundSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<EnumeratorState> getEnumeratorCheckpointSerializer() {
    return new EnumeratorStateSerializer();
  }

  @Override
  public TypeInformation<RowData> getProducedType() {
    return InternalTypeInfo.of(rowType);
  }
}
