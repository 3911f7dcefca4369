package io.tributary.bronze.mysql.preflight;

import java.util.List;
import java.util.function.BiPredicate;

/** What a capture expects of its server. */
final class Requirements {

  final List<String> patterns;
  final BiPredicate<String, String> captures;
  final BiPredicate<String, String> keyed;
  final long firstServerId;
  final long lastServerId;

  Requirements(
      List<String> patterns,
      BiPredicate<String, String> captures,
      BiPredicate<String, String> keyed,
      long firstServerId,
      long lastServerId) {
    this.patterns = List.copyOf(patterns);
    this.captures = captures;
    this.keyed = keyed;
    this.firstServerId = firstServerId;
    this.lastServerId = lastServerId;
  }
}
