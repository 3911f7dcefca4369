package io.tributary.common.testing;

import java.util.Random;

/**
 * The seed of a random test: a new one each time, printed, or the one given with {@code -Dseed=} so
 * that a failure replays.
 */
public final class Seed {

  private Seed() {}

  public static Random random() {
    Long given = Long.getLong("seed");
    long seed = given == null ? new Random().nextLong() : given;
    System.out.println("Replay this test with -Dseed=" + seed);
    return new Random(seed);
  }
}
