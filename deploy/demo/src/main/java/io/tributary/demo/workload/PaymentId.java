package io.tributary.demo.workload;

/**
 * Keys of payments: 26 letters and digits that sort by time, shaped like a <a
 * href="https://github.com/ulid/spec">ULID</a>, and made of the order's number alone, so that
 * nobody has to look them up.
 */
final class PaymentId {

  private static final char[] CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
  private static final long FIRST_MILLIS = 1_760_000_000_000L;
  private static final long MILLIS_PER_ORDER = 997;
  private static final int TIME_LENGTH = 10;
  private static final int LENGTH = 26;

  private PaymentId() {}

  /** The key of the payment of an order. */
  static String of(long order) {
    char[] id = new char[LENGTH];
    encode(FIRST_MILLIS + order * MILLIS_PER_ORDER, id, 0, TIME_LENGTH);
    encode(Mix.of(0, 0, order), id, TIME_LENGTH, 8);
    encode(Mix.of(0, 1, order), id, TIME_LENGTH + 8, 8);
    return new String(id);
  }

  private static void encode(long value, char[] into, int from, int length) {
    long rest = value;
    for (int i = from + length - 1; i >= from; i--) {
      into[i] = CROCKFORD[(int) (rest & 31)];
      rest >>>= 5;
    }
  }
}
