package io.tributary.demo.screen;

import java.util.List;
import java.util.function.Supplier;

/**
 * Where the demo shows what it does: lines that stay, and below them a part that is drawn again and
 * again. Safe for use by several threads.
 */
public interface Screen extends AutoCloseable {

  /** A line that stays. */
  void print(String line);

  /** Draws these lines from now on, asking for them anew each time. */
  void show(Supplier<List<String>> live);

  /** Draws the lines of {@link #show} a last time, and leaves them. */
  void freeze();

  /** Ends the drawing; what has been drawn stays. */
  @Override
  void close();
}
