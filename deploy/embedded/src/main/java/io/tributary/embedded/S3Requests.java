package io.tributary.embedded;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the requests to an {@link EmbeddedS3}: all of them, and those under prefixes asked for
 * beforehand. A request counts from its arrival, before its answer is sent, whatever the answer is.
 *
 * <p>Safe for use by several threads; takes as much memory as there are watched prefixes.
 */
public final class S3Requests {

  private final Counter all = new Counter();
  private final Counter elsewhere = new Counter();
  private final Map<String, Counter> watched = new ConcurrentHashMap<>();

  S3Requests() {}

  /**
   * Counts the requests under {@code prefix} from now on; asking again changes nothing.
   *
   * <p>A request is under a prefix if it is about the key of that name or one below it: {@code
   * lake/silver/orders} covers {@code lake/silver/orders/x}, but not {@code lake/silver/orders2}. A
   * listing is about the prefix it lists. A {@link S3RequestKind#DELETE_BATCH} is about its bucket,
   * as the keys are in its body. A request counts under every watched prefix that covers it.
   *
   * @param prefix a bucket, or a bucket and the beginning of a key, with or without a slash at the
   *     end
   */
  public void watch(String prefix) {
    watched.computeIfAbsent(withoutSlash(prefix), p -> new Counter());
  }

  /** All requests since the server started. */
  public S3RequestCounts counts() {
    return all.counts();
  }

  /**
   * The requests under a prefix since it is watched.
   *
   * @throws IllegalArgumentException if it is not watched
   */
  public S3RequestCounts countsUnder(String prefix) {
    Counter counter = watched.get(withoutSlash(prefix));
    if (counter == null) {
      throw new IllegalArgumentException(
          "Requests under " + prefix + " are not counted: call watch(\"" + prefix + "\") before");
    }
    return counter.counts();
  }

  /** The requests under none of the prefixes watched when they came. */
  public S3RequestCounts countsElsewhere() {
    return elsewhere.counts();
  }

  void count(S3Request request) {
    all.count(request.kind());
    boolean covered = false;
    for (Map.Entry<String, Counter> entry : watched.entrySet()) {
      if (covers(entry.getKey(), request.location())) {
        entry.getValue().count(request.kind());
        covered = true;
      }
    }
    if (!covered) {
      elsewhere.count(request.kind());
    }
  }

  private static boolean covers(String prefix, String location) {
    return location.startsWith(prefix)
        && (location.length() == prefix.length() || location.charAt(prefix.length()) == '/');
  }

  private static String withoutSlash(String prefix) {
    return prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
  }

  private static final class Counter {
    private final Map<S3RequestKind, LongAdder> adders = new EnumMap<>(S3RequestKind.class);

    Counter() {
      for (S3RequestKind kind : S3RequestKind.values()) {
        adders.put(kind, new LongAdder());
      }
    }

    void count(S3RequestKind kind) {
      adders.get(kind).increment();
    }

    S3RequestCounts counts() {
      Map<S3RequestKind, Long> counts = new EnumMap<>(S3RequestKind.class);
      adders.forEach((kind, adder) -> counts.put(kind, adder.sum()));
      return new S3RequestCounts(counts);
    }
  }
}
