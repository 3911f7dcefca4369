package io.tributary.silver.source;

import io.tributary.common.schema.TableId;
import io.tributary.common.storage.StorageAddress;
import java.time.Duration;
import java.util.HashMap;
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
import org.apache.flink.connector.file.src.impl.FileSourceReader;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Reads what a source's capture commits to bronze, table by table and file by file, for as long as
 * the job runs. The order of rows is that of their files only roughly: latest-wins does not need
 * it.
 */
public final class CommitLogSource
    implements Source<SourceRow, BronzeSplit, CommitLogState>, ResultTypeQueryable<SourceRow> {

  private static final long serialVersionUID = 1L;

  private final StorageAddress root;
  private final HashMap<TableId, InputTable> tables;
  private final Duration interval;

  /**
   * @param root the source's part of bronze
   * @param tables the tables to read
   * @param interval between looks at the log, each of which is a request
   */
  public CommitLogSource(StorageAddress root, List<InputTable> tables, Duration interval) {
    this.root = root;
    this.tables = new HashMap<>();
    tables.forEach(table -> this.tables.put(table.source().table(), table));
    this.interval = interval;
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SplitEnumerator<BronzeSplit, CommitLogState> createEnumerator(
      SplitEnumeratorContext<BronzeSplit> context) {
    return restoreEnumerator(context, new CommitLogState(Map.of(), List.of()));
  }

  @Override
  public SplitEnumerator<BronzeSplit, CommitLogState> restoreEnumerator(
      SplitEnumeratorContext<BronzeSplit> context, CommitLogState state) {
    return new CommitLogEnumerator(
        context, tables.keySet(), root.address(), root.open(), interval, state);
  }

  @Override
  public SourceReader<SourceRow, BronzeSplit> createReader(SourceReaderContext context) {
    return new FileSourceReader<>(
        context, new BronzeRowFormat(root.address(), tables), context.getConfiguration());
  }

  @Override
  public SimpleVersionedSerializer<BronzeSplit> getSplitSerializer() {
    return new BronzeSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<CommitLogState> getEnumeratorCheckpointSerializer() {
    return new CommitLogStateSerializer();
  }

  @Override
  public TypeInformation<SourceRow> getProducedType() {
    return new SourceRowTypeInfo(tables);
  }
}
