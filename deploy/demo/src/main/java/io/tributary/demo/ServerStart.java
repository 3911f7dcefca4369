package io.tributary.demo;

import io.tributary.demo.screen.Bar;
import io.tributary.demo.screen.Screen;
import io.tributary.demo.workload.ChangeCounts;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Starts the servers and fills the databases, with progress on the screen. */
final class ServerStart {

  private record Step(long done, long total) {}

  private static final double NANOS = 1e9;

  private final Screen screen;
  private final Workdir workdir;
  private final Map<String, Step> steps = new LinkedHashMap<>();

  ServerStart(Screen screen, Workdir workdir) {
    this.screen = screen;
    this.workdir = workdir;
  }

  Servers run() throws IOException {
    screen.show(this::bars);
    Servers servers = Servers.start(workdir, this::progress);
    screen.freeze();
    return servers;
  }

  private synchronized void progress(String what, long done, long total) {
    steps.put(what, new Step(done, total));
  }

  private synchronized List<String> bars() {
    List<String> lines = new ArrayList<>();
    steps.forEach((what, step) -> lines.add(Bar.bytes(what, step.done(), step.total())));
    return lines;
  }

  /** Fills the sources; the payments database with so many rows. */
  void load(Sources sources, int rows, long seed) throws SQLException, InterruptedException {
    Map<String, Long> volume = Sources.volume(seed, rows);
    long start = System.nanoTime();
    screen.show(() -> loadBars(sources.counts(), volume, (System.nanoTime() - start) / NANOS));
    sources.load(seed, rows);
    screen.freeze();
  }

  private static List<String> loadBars(
      ChangeCounts counts, Map<String, Long> volume, double seconds) {
    List<String> lines = new ArrayList<>();
    lines.add("Loading the payments database and the CRM's");
    for (String table : counts.tables()) {
      lines.add(Bar.rows(table, counts.of(table).rows(), volume.get(table), seconds));
    }
    return lines;
  }
}
