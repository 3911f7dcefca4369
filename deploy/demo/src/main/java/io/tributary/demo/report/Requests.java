package io.tributary.demo.report;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.tributary.embedded.S3RequestCounts;
import io.tributary.embedded.S3RequestKind;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Requests to S3, and how many of each kind that makes for each of the things they were made for.
 *
 * @param per how many checkpoints or commits there were
 * @param total by kind
 * @param each the same for each checkpoint or commit; empty if there were none
 */
@JsonPropertyOrder({"per", "total", "each"})
public record Requests(long per, Map<String, Long> total, Map<String, Double> each) {

  /** All requests of {@code counts}, made for {@code per} checkpoints or commits. */
  public static Requests of(S3RequestCounts counts, long per) {
    Map<String, Long> total = new TreeMap<>();
    Map<String, Double> each = new TreeMap<>();
    for (Map.Entry<S3RequestKind, Long> kind : counts.byKind().entrySet()) {
      if (kind.getValue() > 0) {
        String name = kind.getKey().name().toLowerCase(Locale.ROOT);
        total.put(name, kind.getValue());
        if (per > 0) {
          each.put(name, Math.round(10.0 * kind.getValue() / per) / 10.0);
        }
      }
    }
    return new Requests(per, total, each);
  }
}
