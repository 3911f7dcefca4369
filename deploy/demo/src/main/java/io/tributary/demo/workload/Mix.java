package io.tributary.demo.workload;

import java.util.SplittableRandom;

/** Well-spread numbers from seeds: the same arguments always give the same number. */
public final class Mix {

  private Mix() {}

  /** A number made of a seed, a kind of thing and the thing's number. */
  public static long of(long seed, int kind, long number) {
    return finish(finish(seed + 0x9e3779b97f4a7c15L * (kind + 1)) ^ finish(number));
  }

  /** Random numbers that belong to one thing: a table's row, say. */
  public static SplittableRandom random(long seed, int kind, long number) {
    return new SplittableRandom(of(seed, kind, number));
  }

  /** The finalizer of SplitMix64: every bit of the argument changes half the bits of the result. */
  private static long finish(long z) {
    long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
    return b ^ (b >>> 31);
  }
}
