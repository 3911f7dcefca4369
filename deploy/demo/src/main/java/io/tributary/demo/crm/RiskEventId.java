package io.tributary.demo.crm;

import io.tributary.demo.workload.Mix;
import java.nio.ByteBuffer;
import org.bson.types.ObjectId;

/** Keys of risk events, which sort as the events are numbered: made of the number alone. */
final class RiskEventId {

  private static final int FIRST_SECOND = 1_760_000_000;
  private static final int KIND = 300;
  private static final int LENGTH = 12;

  private RiskEventId() {}

  /** The key of the event of a number. */
  static ObjectId of(long number) {
    return new ObjectId(
        ByteBuffer.allocate(LENGTH)
            .putInt(Math.toIntExact(FIRST_SECOND + number))
            .putLong(Mix.of(0, KIND, number))
            .flip());
  }

  /** The number of the event that has a key. */
  static long number(ObjectId id) {
    return id.getTimestamp() - FIRST_SECOND;
  }
}
