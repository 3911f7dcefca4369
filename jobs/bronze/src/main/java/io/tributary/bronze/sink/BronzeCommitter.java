package io.tributary.bronze.sink;

import java.io.IOException;
import java.util.Collection;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.RecoverableWriter;
import org.apache.flink.core.io.SimpleVersionedSerialization;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Lets files come to be, once their checkpoint is complete. Committing a file again is harmless.
 */
final class BronzeCommitter implements Committer<BronzeFile> {

  private final RecoverableWriter fileSystem;
  private final SimpleVersionedSerializer<RecoverableWriter.CommitRecoverable> serializer;

  BronzeCommitter(Path root) throws IOException {
    fileSystem = root.getFileSystem().createRecoverableWriter();
    serializer = fileSystem.getCommitRecoverableSerializer();
  }

  @Override
  public void commit(Collection<CommitRequest<BronzeFile>> requests) throws IOException {
    for (CommitRequest<BronzeFile> request : requests) {
      commit(request.getCommittable());
    }
  }

  void commit(BronzeFile file) throws IOException {
    fileSystem
        .recoverForCommit(
            SimpleVersionedSerialization.readVersionAndDeSerialize(serializer, file.recoverable()))
        .commitAfterRecovery();
  }

  @Override
  public void close() {}
}
