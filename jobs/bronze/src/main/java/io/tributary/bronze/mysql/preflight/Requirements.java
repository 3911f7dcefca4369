package io.tributary.bronze.mysql.preflight;

import java.time.ZoneId;
import java.util.List;
import java.util.function.BiPredicate;

/** What a capture expects of its server. */
final class Requirements {

  final List<String> patterns;
  final BiPredicate<String, String> captures;
  final BiPredicate<String, String> keyed;
  final long firstServerId;
  final long lastServerId;
  final ZoneId timeZone;

  Requirements(
      List<String> patterns,
      BiPredicate<String, String> captures,
      BiPredicate<String, String> keyed,
      long firstServerId,
      long lastServerId,
      ZoneId timeZone) {
    this.patterns = List.copyOf(patterns);
    this.captures = captures;
    this.keyed = keyed;
    this.firstServerId = firstServerId;
    this.lastServerId = lastServerId;
    this.timeZone = timeZone;
  }
}
