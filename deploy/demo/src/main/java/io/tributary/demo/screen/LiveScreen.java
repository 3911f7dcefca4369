package io.tributary.demo.screen;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Draws on a terminal, each time over what it drew before; or, where there is none, prints plain
 * lines now and then.
 */
public final class LiveScreen implements Screen {

  private static final Duration TERMINAL_PERIOD = Duration.ofMillis(250);
  private static final Duration PLAIN_PERIOD = Duration.ofSeconds(5);

  private static final String UP = "\u001b[%dF";
  private static final String ERASE_LINE = "\u001b[K";
  private static final String ERASE_BELOW = "\u001b[J";

  private final PrintStream out;
  private final boolean isTerminal;
  private final int columns;
  private final ScheduledExecutorService timer;
  private Supplier<List<String>> live;
  private int drawn;
  private List<String> last = List.of();

  private LiveScreen(PrintStream out, boolean isTerminal, int columns) {
    this.out = out;
    this.isTerminal = isTerminal;
    this.columns = columns;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "screen");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * A screen that draws by itself.
   *
   * @param isTerminal whether {@code out} understands ANSI escapes
   * @param columns how wide it is: longer lines are cut
   */
  public static LiveScreen start(PrintStream out, boolean isTerminal, int columns) {
    LiveScreen screen = new LiveScreen(out, isTerminal, columns);
    long period = (isTerminal ? TERMINAL_PERIOD : PLAIN_PERIOD).toMillis();
    screen.timer.scheduleWithFixedDelay(screen::draw, period, period, TimeUnit.MILLISECONDS);
    return screen;
  }

  /** A screen that draws only when told to. */
  static LiveScreen manual(PrintStream out, boolean isTerminal, int columns) {
    return new LiveScreen(out, isTerminal, columns);
  }

  @Override
  public synchronized void print(String line) {
    erase();
    out.println(line);
    if (isTerminal) {
      draw();
    }
    out.flush();
  }

  @Override
  public synchronized void show(Supplier<List<String>> lines) {
    freeze();
    live = lines;
    if (isTerminal) {
      draw();
    }
  }

  @Override
  public synchronized void freeze() {
    draw();
    live = null;
    drawn = 0;
    last = List.of();
  }

  /** Draws the live lines as they are now. */
  synchronized void draw() {
    if (live == null) {
      return;
    }
    List<String> lines = live.get();
    if (!isTerminal) {
      if (!lines.equals(last)) {
        lines.forEach(out::println);
      }
    } else {
      StringBuilder text = new StringBuilder();
      if (drawn > 0) {
        text.append(UP.formatted(drawn));
      }
      for (String line : lines) {
        text.append(cut(line)).append(ERASE_LINE).append('\n');
      }
      out.print(text.append(ERASE_BELOW));
      drawn = lines.size();
    }
    last = List.copyOf(lines);
    out.flush();
  }

  private void erase() {
    if (isTerminal && drawn > 0) {
      out.print(UP.formatted(drawn) + ERASE_BELOW);
      drawn = 0;
    }
  }

  /** A line that wraps would be two, and spoil the count. */
  private String cut(String line) {
    int length = line.codePointCount(0, line.length());
    return length < columns ? line : line.substring(0, line.offsetByCodePoints(0, columns - 1));
  }

  @Override
  public void close() {
    timer.shutdownNow();
    freeze();
  }
}
