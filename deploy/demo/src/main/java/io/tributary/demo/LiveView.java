package io.tributary.demo;

import io.tributary.demo.metrics.Distribution;
import io.tributary.demo.metrics.TableStatus;
import io.tributary.demo.screen.Bar;
import io.tributary.demo.screen.Screen;
import io.tributary.demo.screen.StatusTable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** Shows how the lake does while the demo waits for something. */
final class LiveView {

  private static final double NANOS = 1e9;
  private static final long POLL_MILLIS = 100;
  private static final long CHECK_MILLIS = 1000;
  private static final long RATE_WINDOW_NANOS = 5_000_000_000L;

  private final Screen screen;
  private final LakeJobs jobs;
  private final TrafficRunner traffic;
  private final LakeMonitor monitor;
  private final String addresses;
  private long checked;
  private volatile String jobLine = "";
  private long rateSince;
  private long rateEvents;
  private long rate;

  LiveView(
      Screen screen, LakeJobs jobs, TrafficRunner traffic, LakeMonitor monitor, String addresses) {
    this.screen = screen;
    this.jobs = jobs;
    this.traffic = traffic;
    this.monitor = monitor;
    this.addresses = addresses;
  }

  /**
   * Shows bars until the snapshot is complete: until it has read as many rows as there were, or
   * changes come from the log, which they do after it.
   *
   * @param rows how many there were when it began
   */
  void watchSnapshot(long rows) throws IOException, InterruptedException {
    screen.print("Snapshot of the source into bronze, while it goes on changing");
    long start = System.nanoTime();
    screen.show(() -> snapshotBars((System.nanoTime() - start) / NANOS));
    while (monitor.snapshot().rows() < rows && monitor.events() == 0) {
      pause();
    }
    screen.freeze();
  }

  private List<String> snapshotBars(double seconds) {
    List<String> lines = new ArrayList<>();
    for (TableStatus table : monitor.tables()) {
      lines.add(Bar.rows(table.table(), table.snapshotRows(), table.sourceRows(), seconds));
    }
    lines.add("  " + jobLine);
    return lines;
  }

  /** Shows the table until a condition holds. */
  void watchUntil(BooleanSupplier condition) throws IOException, InterruptedException {
    screen.show(this::lines);
    while (!condition.getAsBoolean()) {
      pause();
    }
  }

  /**
   * Shows the table for some time.
   *
   * @param duration null for ever
   */
  void watchFor(Duration duration) throws IOException, InterruptedException {
    long start = System.nanoTime();
    watchUntil(() -> duration != null && System.nanoTime() - start >= duration.toNanos());
  }

  private void pause() throws IOException, InterruptedException {
    long now = System.currentTimeMillis();
    if (now - checked >= CHECK_MILLIS) {
      checked = now;
      traffic.requireHealthy();
      jobLine = jobs.summary();
    }
    Thread.sleep(POLL_MILLIS);
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("  " + addresses);
    lines.add("  " + jobLine);
    lines.addAll(StatusTable.lines(monitor.tables()));
    lines.add("  " + rates());
    return lines;
  }

  private String rates() {
    long now = System.nanoTime();
    long events = monitor.events();
    if (now - rateSince >= RATE_WINDOW_NANOS) {
      rate = rateSince == 0 ? 0 : Math.round((events - rateEvents) * NANOS / (now - rateSince));
      rateSince = now;
      rateEvents = events;
    }
    Distribution freshness = monitor.probe().measured();
    String text = "captured " + rate + " changes/s";
    return freshness.count() == 0
        ? text
        : text
            + String.format(
                Locale.ROOT,
                "   from commit to silver: p50 %.1f s, p95 %.1f s, max %.1f s",
                freshness.percentile(50) / 1000.0,
                freshness.percentile(95) / 1000.0,
                freshness.percentile(100) / 1000.0);
  }
}
