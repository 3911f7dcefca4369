package io.tributary.embedded.mongo;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;

/**
 * The command {@code splitVector}: where to cut a collection into chunks. Like a real server it
 * cuts nothing that fits into one chunk, and fills chunks by half otherwise.
 */
final class SplitVector {

  private static final long MEGABYTE = 1024 * 1024;

  private SplitVector() {}

  /**
   * The answer to the command.
   *
   * @param command with {@code maxChunkSize} in MB
   */
  static Document answer(MongoCollection<?> collection, Document command) {
    long chunkSize = number(command.getOrDefault("maxChunkSize", 64)) * MEGABYTE;
    Document stats = collection.getStats();
    List<Document> keys = new ArrayList<>();
    if (number(stats.get("size")) > chunkSize) {
      int perChunk = (int) Math.max(1, chunkSize / 2 / number(stats.get("avgObjSize")));
      List<Object> ids =
          collection
              .queryAllAsStream()
              .map(document -> document.get("_id"))
              .sorted(ValueComparator.asc())
              .toList();
      for (int i = perChunk; i < ids.size(); i += perChunk) {
        keys.add(new Document("_id", ids.get(i)));
      }
    }
    Document answer = new Document("splitKeys", keys);
    Utils.markOkay(answer);
    return answer;
  }

  private static long number(Object value) {
    return ((Number) value).longValue();
  }
}
