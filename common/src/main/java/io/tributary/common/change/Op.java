package io.tributary.common.change;

/** What happened to a row, by Debezium's letters. */
public enum Op {
  SNAPSHOT("r"),
  INSERT("c"),
  UPDATE("u"),
  DELETE("d");

  private final String letter;

  Op(String letter) {
    this.letter = letter;
  }

  /** {@code r}, {@code c}, {@code u} or {@code d}: what bronze stores. */
  public String letter() {
    return letter;
  }

  /**
   * @throws IllegalArgumentException for a letter that is none of the four
   */
  public static Op of(String letter) {
    for (Op op : values()) {
      if (op.letter.equals(letter)) {
        return op;
      }
    }
    throw new IllegalArgumentException("Unknown op '" + letter + "': expected r, c, u or d");
  }
}
