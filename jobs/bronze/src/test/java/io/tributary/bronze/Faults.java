package io.tributary.bronze;

import java.io.Serializable;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Where a job fails: at each place once. Known to all tasks of this JVM. */
final class Faults implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final Map<String, Set<String>> PLACES = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();

  Faults() {
    PLACES.put(id, ConcurrentHashMap.newKeySet());
  }

  Faults at(String place) {
    PLACES.get(id).add(place);
    return this;
  }

  void before(String place) {
    if (PLACES.get(id).remove(place)) {
      throw new IllegalStateException("Told to fail before " + place);
    }
  }
}
