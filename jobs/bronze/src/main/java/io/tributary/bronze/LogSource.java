package io.tributary.bronze;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A connector's source whose readers go by a {@link LogAccess}. Its state is the connector's own.
 */
public final class LogSource<SplitT extends SourceSplit, StateT>
    implements Source<Captured, SplitT, StateT>, ResultTypeQueryable<Captured> {

  private static final long serialVersionUID = 1L;

  private final Source<Captured, SplitT, StateT> connector;
  private final LogAccess<SplitT> log;

  public LogSource(Source<Captured, SplitT, StateT> connector, LogAccess<SplitT> log) {
    this.connector = connector;
    this.log = log;
  }

  @Override
  public SourceReader<Captured, SplitT> createReader(SourceReaderContext context) throws Exception {
    return new LogReader<>(connector.createReader(context), log);
  }

  @Override
  public Boundedness getBoundedness() {
    return connector.getBoundedness();
  }

  @Override
  public SplitEnumerator<SplitT, StateT> createEnumerator(SplitEnumeratorContext<SplitT> context)
      throws Exception {
    return connector.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<SplitT, StateT> restoreEnumerator(
      SplitEnumeratorContext<SplitT> context, StateT checkpoint) throws Exception {
    return connector.restoreEnumerator(context, checkpoint);
  }

  @Override
  public SimpleVersionedSerializer<SplitT> getSplitSerializer() {
    return connector.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<StateT> getEnumeratorCheckpointSerializer() {
    return connector.getEnumeratorCheckpointSerializer();
  }

  @Override
  public TypeInformation<Captured> getProducedType() {
    return new CapturedTypeInfo();
  }
}
