package io.tributary.common.change;

/** What happened to a row, or to all rows of a table, by Debezium's letters. */
public enum Op {
  SNAPSHOT("r"),
  INSERT("c"),
  UPDATE("u"),
  DELETE("d"),

  /** The table lost all its rows at once, or was made anew: the event has no image. */
  TRUNCATE("t");

  private final String letter;

  Op(String letter) {
    this.letter = letter;
  }

  /** {@code r}, {@code c}, {@code u}, {@code d} or {@code t}: what bronze stores. */
  public String letter() {
    return letter;
  }

  /**
   * @throws IllegalArgumentException for a letter that is none of them
   */
  public static Op of(String letter) {
    for (Op op : values()) {
      if (op.letter.equals(letter)) {
        return op;
      }
    }
    throw new IllegalArgumentException("Unknown op '" + letter + "': expected r, c, u, d or t");
  }
}
