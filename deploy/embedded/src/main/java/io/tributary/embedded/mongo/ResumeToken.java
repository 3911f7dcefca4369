package io.tributary.embedded.mongo;

import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A position in the log of events. What clients see of it is {@code {_data: <hex>}}, whose
 * lexicographic order is the order of the positions. It begins as a real server's token of version
 * 1 does: type and value of the cluster time, version, kind of token.
 *
 * <p>A position is that of an event, or a high-water mark: before all events at its cluster time.
 *
 * @param clusterTime seconds since 1970 in the upper half, an increment in the lower, as in a BSON
 *     timestamp
 * @param index counts the events of a cluster time from 0; -1 for a high-water mark
 */
record ResumeToken(long clusterTime, int index) implements Comparable<ResumeToken> {

  private static final int BEFORE_ALL = -1;

  private static final Pattern DATA =
      Pattern.compile("82(\\p{XDigit}{16})(?:2B022C0100(\\p{XDigit}{8})04|2B0229296E04)");

  /** The position before all events at {@code clusterTime}. */
  static ResumeToken highWaterMark(long clusterTime) {
    return new ResumeToken(clusterTime, BEFORE_ALL);
  }

  /**
   * The position that a client sends.
   *
   * @param token {@code {_data: <hex>}}
   * @throws MongoServerError if it is none
   */
  static ResumeToken parse(Document token) {
    Matcher data = DATA.matcher(String.valueOf(token.get("_data")));
    if (!data.matches()) {
      throw new MongoServerError(260, "InvalidResumeToken", "Bad resume token: " + token);
    }
    long clusterTime = Long.parseUnsignedLong(data.group(1), 16);
    return data.group(2) == null
        ? highWaterMark(clusterTime)
        : new ResumeToken(clusterTime, Integer.parseUnsignedInt(data.group(2), 16));
  }

  /** The position of the next event at the same cluster time. */
  ResumeToken next() {
    return new ResumeToken(clusterTime, index + 1);
  }

  /** For clients: {@code {_data: <hex>}}. */
  Document toDocument() {
    String time = String.format("%016X", clusterTime);
    return new Document(
        "_data",
        index == BEFORE_ALL
            ? "82" + time + "2B0229296E04"
            : "82" + time + "2B022C0100" + String.format("%08X", index) + "04");
  }

  /** The cluster time as clients see it. */
  BsonTimestamp timestamp() {
    return new BsonTimestamp(clusterTime);
  }

  @Override
  public int compareTo(ResumeToken other) {
    int byTime = Long.compareUnsigned(clusterTime, other.clusterTime);
    return byTime != 0 ? byTime : Integer.compare(index, other.index);
  }
}
