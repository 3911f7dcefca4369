package io.tributary.bronze;

import io.tributary.common.schema.SchemaHistory;
import java.io.IOException;
import org.apache.flink.api.connector.source.Source;

/** A capture that has begun: where the source's log stood at that moment is known. */
public interface SourceCapture {

  /** Records what there is to capture, so that silver knows without asking the source. */
  void recordSchemas(SchemaHistory history) throws IOException;

  /** The snapshot of everything, then its changes. */
  Source<Captured, ?, ?> source();
}
