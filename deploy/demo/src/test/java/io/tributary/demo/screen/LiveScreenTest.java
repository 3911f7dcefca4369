package io.tributary.demo.screen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.demo.metrics.TableStatus;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LiveScreenTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, UTF_8);

  @Test
  void drawsOverWhatItDrewBefore() {
    AtomicInteger number = new AtomicInteger();
    LiveScreen screen = LiveScreen.manual(out, true, 80);
    screen.show(() -> List.of("count", "is " + number.incrementAndGet()));
    screen.draw();

    assertThat(text())
        .isEqualTo(
            "count\u001b[K\nis 1\u001b[K\n\u001b[J\u001b[2Fcount\u001b[K\nis 2\u001b[K\n\u001b[J");
  }

  @Test
  void linesThatStayStandAboveTheLivePart() {
    LiveScreen screen = LiveScreen.manual(out, true, 80);
    screen.show(() -> List.of("live"));
    bytes.reset();
    screen.print("stays");

    assertThat(text()).isEqualTo("\u001b[1F\u001b[Jstays\nlive\u001b[K\n\u001b[J");
  }

  @Test
  void cutsWhatWouldWrap() {
    LiveScreen screen = LiveScreen.manual(out, true, 5);
    screen.show(() -> List.of("12345678"));

    assertThat(text()).startsWith("1234\u001b[K");
  }

  @Test
  void withoutATerminalItPrintsOnlyWhatHasChanged() {
    LiveScreen screen = LiveScreen.manual(out, false, 80);
    screen.show(() -> List.of("same"));
    screen.draw();
    screen.draw();
    screen.print("stays");
    screen.freeze();

    assertThat(text()).isEqualTo("same\nstays\n");
  }

  @Test
  void aBarShowsCountsAndRate() {
    assertThat(Bar.rows("orders", 30_000, 60_000, 2.0))
        .isEqualTo(
            "  orders                   ██████████████░░░░░░░░░░░░░░  50 %"
                + "  30,000 of 60,000 rows  15,000/s");
    assertThat(Bar.rows("orders", 61_000, 60_000, 2.0)).contains("100 %");
    assertThat(Bar.bytes("Downloading", 50_000_000, 200_000_000)).contains(" 25 %  50 of 200 MB");
  }

  @Test
  void theTableHasALineForEachTable() {
    List<String> lines =
        StatusTable.lines(
            List.of(
                new TableStatus(
                    "payments.orders", 12_345, 10_000, 2_345, 70, 0, 1, 12_000, 800, 7_250),
                new TableStatus("payments.refunds", 5, 5, 0, 0, 0, 0, -1, 0, 0)));

    assertThat(lines).hasSize(4);
    assertThat(lines.get(0))
        .matches("  table +source rows +snapshot +inserts.*silver rows +capture lag +freshness");
    assertThat(lines.get(2).trim().split(" {2,}"))
        .containsExactly(
            "payments.orders",
            "12,345",
            "10,000",
            "2,345",
            "70",
            "0",
            "1",
            "12,000",
            "0.8 s",
            "7.3 s");
    assertThat(lines.get(3).trim().split(" {2,}"))
        .containsExactly("payments.refunds", "5", "5", "0", "0", "0", "0", "–", "–", "current");
  }

  private String text() {
    return bytes.toString(UTF_8).replace(System.lineSeparator(), "\n");
  }
}
