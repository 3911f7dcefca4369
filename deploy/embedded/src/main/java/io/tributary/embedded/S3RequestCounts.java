package io.tributary.embedded;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How many requests of each kind there were, up to some moment or between two. Immutable. */
public final class S3RequestCounts {

  private final EnumMap<S3RequestKind, Long> counts = new EnumMap<>(S3RequestKind.class);

  /** Kinds that {@code counts} lacks count 0. */
  public S3RequestCounts(Map<S3RequestKind, Long> counts) {
    for (S3RequestKind kind : S3RequestKind.values()) {
      this.counts.put(kind, counts.getOrDefault(kind, 0L));
    }
  }

  /** The requests of one kind. */
  public long of(S3RequestKind kind) {
    return counts.get(kind);
  }

  /** All requests. */
  public long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The requests since {@code earlier}, a count from before of the same things. */
  public S3RequestCounts since(S3RequestCounts earlier) {
    Map<S3RequestKind, Long> difference = new EnumMap<>(S3RequestKind.class);
    counts.forEach((kind, count) -> difference.put(kind, count - earlier.of(kind)));
    return new S3RequestCounts(difference);
  }

  /** Every kind, also those that count 0. */
  public Map<S3RequestKind, Long> byKind() {
    return new EnumMap<>(counts);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof S3RequestCounts && counts.equals(((S3RequestCounts) other).counts);
  }

  @Override
  public int hashCode() {
    return counts.hashCode();
  }

  /** Such as {@code [GET 2, PUT 1]}: only the kinds there were. */
  @Override
  public String toString() {
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() != 0)
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
