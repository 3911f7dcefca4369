package io.tributary.bronze.mongodb;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import io.tributary.bronze.LogAccess;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.cdc.connectors.base.source.meta.split.SourceSplitBase;
import org.apache.flink.cdc.connectors.mongodb.source.config.MongoDBSourceConfigFactory;
import org.apache.flink.cdc.connectors.mongodb.source.connection.MongoClientPool;
import org.apache.flink.cdc.connectors.mongodb.source.offset.ChangeStreamOffset;
import org.apache.flink.util.ExceptionUtils;
import org.bson.BsonTimestamp;
import org.bson.Document;

/** The oplog of a MongoDB deployment, which its change streams are made of. */
final class OperationLog implements LogAccess<SourceSplitBase> {

  private static final long serialVersionUID = 1L;

  /** ChangeStreamFatalError and ChangeStreamHistoryLost. */
  private static final Set<Integer> LOST = Set.of(280, 286);

  private final String source;
  private final String hosts;
  private final MongoDBSourceConfigFactory factory;

  /**
   * @param source the source's name in the lake
   */
  OperationLog(String source, MongoDbServer server) {
    this.source = source;
    this.hosts = server.hosts();
    this.factory = PooledLookup.factory(server);
  }

  @Override
  public Optional<String> explainLoss(Throwable failure, List<SourceSplitBase> reading) {
    return ExceptionUtils.findThrowable(failure, MongoException.class)
        .filter(e -> LOST.contains(e.getCode()))
        .map(e -> explanation(reading));
  }

  private String explanation(List<SourceSplitBase> reading) {
    String positions =
        reading.stream()
            .filter(SourceSplitBase::isStreamSplit)
            .map(split -> (ChangeStreamOffset) split.asStreamSplit().getStartingOffset())
            .map(offset -> text(offset.getTimestamp()))
            .collect(Collectors.joining(", "));
    return String.join(
        " ",
        "The change stream of source " + source + " at " + hosts + " cannot be resumed: the",
        "capture is to go on from " + positions + ", and " + oldest() + ". The changes in between",
        "are lost to it, so it ends instead of trying again. To go on, start the bronze job",
        "without a savepoint: it takes a snapshot of every collection, and then follows the oplog",
        "as it is now; the silver job goes on as it is. Documents that were deleted in between",
        "stay in silver: tributary verify names them. To keep it from happening, have the oplog",
        "reach back for longer than bronze may stand still, for a week say:",
        "db.adminCommand({replSetResizeOplog: 1, size: <megabytes>, minRetentionHours: 168}).");
  }

  private String oldest() {
    try {
      MongoClient client = MongoClientPool.getInstance().getOrCreateMongoClient(factory.create(0));
      Document first =
          client
              .getDatabase("local")
              .getCollection("oplog.rs")
              .find()
              .sort(new Document("$natural", 1))
              .first();
      return first == null
          ? "how far the oplog reaches back is not to be seen"
          : "the oplog reaches back to " + text(first.get("ts", BsonTimestamp.class));
    } catch (MongoException e) {
      return "how far the oplog reaches back is not to be seen (" + e.getMessage() + ")";
    }
  }

  private static String text(BsonTimestamp time) {
    return Instant.ofEpochSecond(Integer.toUnsignedLong(time.getTime()))
        + " (cluster time "
        + Integer.toUnsignedLong(time.getTime())
        + ", "
        + Integer.toUnsignedLong(time.getInc())
        + ")";
  }
}
