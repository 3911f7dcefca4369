package io.tributary.demo;

import io.tributary.demo.screen.Bar;
import io.tributary.demo.screen.Screen;
import io.tributary.demo.workload.ChangeCounts;
import io.tributary.demo.workload.InitialLoad;
import io.tributary.demo.workload.MySqlLogin;
import io.tributary.demo.workload.PaymentsSchema;
import io.tributary.demo.workload.PaymentsTable;
import io.tributary.demo.workload.Volume;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Starts the servers and fills the database, with progress on the screen. */
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

  /** Creates the payments database with so many rows. */
  ChangeCounts load(MySqlLogin login, int rows, long seed)
      throws SQLException, InterruptedException {
    try (Connection connection = login.connect()) {
      PaymentsSchema.create(connection);
    }
    ChangeCounts counts = new ChangeCounts();
    Volume volume = Volume.of(seed, rows);
    long start = System.nanoTime();
    screen.show(() -> loadBars(counts, volume, (System.nanoTime() - start) / NANOS));
    new InitialLoad(seed, volume, LocalDateTime.now(ZoneOffset.UTC), counts, (table, n) -> {})
        .run(login);
    screen.freeze();
    return counts;
  }

  private static List<String> loadBars(ChangeCounts counts, Volume volume, double seconds) {
    List<String> lines = new ArrayList<>();
    lines.add("Loading the payments database");
    for (PaymentsTable table : PaymentsTable.values()) {
      long done = counts.of(table).rows();
      lines.add(Bar.rows(table.tableName(), done, volume.rows(table), seconds));
    }
    return lines;
  }
}
